import { days, seconds, type Clock, type Deadline, type Scope, type TieredCache } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId, TeamId } from '../model.ts';
import type { Note, Notebook } from '../notebook.ts';
import type { Resources } from '../resources/index.ts';
import { SCOPE } from '../scopes.ts';
import type { Upstream } from '../upstream.ts';
import { nextDue } from './due.ts';
import { createKnownNames } from './known-names.ts';
import { decodeNote, encodeNote, movesPage, withSeen, type MovesNote } from './note.ts';
import { newsIn, planPurge, type News, type PurgePlan } from './plan.ts';
import { MOST_RELOADED, type ReloadMessage } from './reload.ts';

/** What became of a league in a run. `rested`: nothing was due, and nobody was asked anything. */
export interface LeaguePurged {
  readonly kind: 'rested' | 'looked';
  readonly league: LeagueId;
  /** Moves that had not been seen. */
  readonly moves: number;
  readonly scopes: readonly Scope[];
  /** Windows that have opened or closed. */
  readonly boundaries: number;
  /** Another run has written the position meanwhile: what this one saw is purged for again. */
  readonly isOvertaken: boolean;
}

/** Rejects when something could not be done: nothing is remembered then, and the next run does it again. */
export type PurgeLeague = (league: LeagueId) => Promise<LeaguePurged>;

export interface PurgeLeagueOptions {
  readonly cache: Pick<TieredCache, 'purge' | 'look'>;
  readonly resources: Pick<Resources, 'directory' | 'teams'>;
  readonly upstream: Pick<Upstream, 'can' | 'transactions'>;
  readonly notebook: Notebook;
  readonly calendar: Calendar;
  readonly clock: Clock;
  /** Without it what was purged is loaded when it is asked for. */
  readonly sendReload?: ((message: ReloadMessage) => Promise<void>) | undefined;
  readonly onReloadFailed?: (league: LeagueId, error: unknown) => void;
  readonly deadline?: Deadline;
  /** Moves read at once. */
  readonly limit?: number;
}

// No roster and no player is served for so long after it was loaded.
const LONGEST_ABSENCE = days(60);
const CALL_TIMEOUT = seconds(8);

/** Purges what the moves of a league have made wrong since the last run. What it remembers survives the process. */
export const createPurgeLeague = (options: PurgeLeagueOptions): PurgeLeague => {
  const { cache, resources, upstream, notebook, calendar, clock, sendReload } = options;
  const { limit = 100, onReloadFailed = () => undefined, deadline = (ms: number) => AbortSignal.timeout(ms) } = options;
  const knownNames = createKnownNames({ cache, resources });
  // A process that knows when something is next due does not even read its notes before.
  const restsUntil = new Map<LeagueId, number>();

  /** Before anything is purged: while the provider is out, what is held is better than nothing. */
  const readNews = async (league: LeagueId, { readAt, seen }: MovesNote): Promise<News> => {
    const list = await upstream.transactions(league, limit, { signal: deadline(CALL_TIMEOUT) });
    const news = newsIn(list, seen, limit);
    // The first list ever tells of what was before there was anything to purge.
    return readAt === null ? { ...NO_NEWS, listed: news.listed } : news;
  };

  const handOver = async (namespace: LeagueId, teams: readonly TeamId[], purgedAt: number): Promise<void> => {
    if (sendReload === undefined || teams.length === 0) return;
    try {
      await sendReload({ kind: 'reload', namespace, teams: teams.slice(0, MOST_RELOADED), purgedAt });
    } catch (error) {
      onReloadFailed(namespace, error);
    }
  };

  return async (league) => {
    const now = clock.now();
    if (now < (restsUntil.get(league) ?? 0)) return { ...RESTED, league };
    const note = await notebook.read(movesPage(league));
    const { known, isLost } = recall(note, now);
    const isTold = upstream.can(league, 'transactions');
    const isDue = nextDue(calendar, league, known, { now, isTold }) <= now;
    const boundaries = calendar.boundaries(league, Math.max(known.at, now - LONGEST_ABSENCE), now).length;

    const news = isDue && isTold ? await readNews(league, known) : NO_NEWS;
    const plan = news.moves.length === 0 ? NO_PLAN : planPurge(news, await knownNames(league));
    const isAnyone = boundaries > 0 || isLost || (isDue && !isTold);
    const scopes = [...new Set([...(isAnyone ? [SCOPE.rosters, SCOPE.directory] : []), ...plan.scopes])];
    if (scopes.length > 0) await cache.purge(league, scopes);

    const next: MovesNote = {
      at: Math.max(known.at, now),
      readAt: isDue && isTold ? now : known.readAt,
      seen: withSeen(known.seen, news.listed),
      rostersAt: isAnyone ? now : known.rostersAt,
    };
    const isNews = note === undefined || isDue || isAnyone;
    // Only now: whatever stops this before makes the next run purge once more, and never makes it miss a move.
    const isWritten = !isNews || (await notebook.write(movesPage(league), encodeNote(next), note));
    if (isWritten) {
      restsUntil.set(
        league,
        Math.min(nextDue(calendar, league, next, { now, isTold }), calendar.nextChange(league, now)),
      );
    }
    await handOver(league, plan.teams, now);
    return { kind: 'looked', league, moves: news.moves.length, scopes, boundaries, isOvertaken: !isWritten };
  };
};

const RESTED = { kind: 'rested', moves: 0, scopes: [], boundaries: 0, isOvertaken: false } as const;
const NO_NEWS: News = { listed: [], moves: [], isFull: false };
const NO_PLAN: PurgePlan = { scopes: [], teams: [] };

/** A note that cannot be read is not a first run: anything may have happened since it was written. */
const recall = (note: Note | undefined, now: number): { readonly known: MovesNote; readonly isLost: boolean } => {
  if (note === undefined) return { known: { at: now, readAt: null, seen: [], rostersAt: null }, isLost: false };
  const decoded = decodeNote(note.text);
  return decoded === undefined
    ? { known: { at: 0, readAt: 0, seen: [], rostersAt: null }, isLost: true }
    : { known: decoded, isLost: false };
};
