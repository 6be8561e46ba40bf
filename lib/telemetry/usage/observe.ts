import { storeLimitReached } from '../../async/refused.ts';
import type { Observer } from '../../cache/index.ts';
import type { Happening } from '../../http/answers/index.ts';
import { currentReason } from '../../ledgers/load-reason.ts';
import { currentPayer } from '../../ledgers/payer.ts';
import { findLeague } from '../../sports/leagues.ts';
import type { LeagueId } from '../../sports/model/index.ts';
import { UpstreamError } from '../../sports/upstream/index.ts';

export interface ObserveOptions {
  readonly count: (name: string) => void;
  readonly happened: (happening: Happening) => void;
}

// Of a purge: an hour's page has room for many of them.
const MAX_SCOPES = 10;
const MAX_SCOPE_CHARS = 60;

/** Counts what the engine and the breakers tell of, and has it among the events where operators look for its time. */
export const observeUsage = ({ count, happened }: ObserveOptions): Observer => {
  /** Of the league a key or a namespace begins with. */
  const countOf = (key: string, what: string): LeagueId | undefined => {
    const league = findLeague(key.split(':', 1)[0] ?? '')?.id;
    if (league !== undefined) count(`${league}.${what}`);
    return league;
  };

  const countFault = (source: string, kind: 'contradicted' | 'malformed', league: LeagueId | undefined): void => {
    const [, documents] = source.split(':', 2);
    if (documents === undefined || league === undefined) return;
    count(`${kind}.${documents}`);
    happened({ kind, league, documents });
  };

  const tellPurge = (league: LeagueId, purged: readonly string[]): void => {
    const scopes = purged.slice(0, MAX_SCOPES).map((scope) => scope.slice(0, MAX_SCOPE_CHARS));
    const why = currentReason() === 'purge' ? 'moves' : 'request';
    const by = currentPayer().caller?.name ?? null;
    happened({ kind: 'purge', league, scopes, more: purged.length - scopes.length, why, by });
  };

  return (event) => {
    if (event.kind === 'load') countOf(event.source, event.kind);
    else if (event.kind === 'load-failed') {
      const league = countOf(event.source, event.kind);
      const isMalformed = event.error instanceof UpstreamError && event.error.code === 'malformed';
      if (isMalformed) countFault(event.source, 'malformed', league);
    } else if (event.kind === 'contradicted') {
      countFault(event.source, event.kind, countOf(event.source, event.kind));
    } else if (event.kind === 'purge') {
      const league = countOf(event.namespace, event.kind);
      if (league !== undefined) tellPurge(league, event.scopes);
    } else if (event.kind === 'breaker-opened' || event.kind === 'breaker-closed') {
      count(event.kind);
      const change = event.kind === 'breaker-opened' ? 'opened' : 'closed';
      happened({ kind: 'breaker', change, documents: event.documents });
    } else if (event.kind === 'field-gone' || event.kind === 'field-back') {
      count(event.kind);
      const change = event.kind === 'field-gone' ? 'gone' : 'back';
      if (!event.again) happened({ kind: 'field', change, documents: event.documents, field: event.field });
    } else if (event.kind === 'tier-failed') {
      if (storeLimitReached(event.error)) count(`limit-reached.${event.tier}`);
    } else if (event.kind === 'evict') count('evicted');
  };
};
