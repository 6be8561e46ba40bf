import {
  hours,
  minutes,
  type CachedValue,
  type HeldValue,
  type LoadContext,
  type LoadedEntry,
  type LoadResult,
  type Query,
} from '../../cache/index.ts';
import { lastEnd } from '../games/index.ts';
import type { LeagueId, TeamId } from '../model/index.ts';
import { currentPolicy } from '../stats/index.ts';
import { UpstreamError, type TeamRecord } from '../upstream/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { standingOfTeam } from './known.ts';
import { liveQuery } from './live.ts';
import { COUNTED_WITHIN_MS, TEAM_DOCUMENT, type TeamDocument } from './team-document-stored.ts';

export interface TeamDocumentLoad {
  readonly league: LeagueId;
  readonly team: TeamId;
  readonly query: Query<TeamDocument>;
}

const FRESH_AFTER_GAME_MS = minutes(5);
// A record that is the same after that is the same: games of the play-offs do not count.
const BEHIND_AT_MOST_MS = hours(2);

export const loadTeamDocument = async (
  context: ResourceContext,
  { league, team, query: { key, scopes } }: TeamDocumentLoad,
  call: LoadContext,
): Promise<LoadResult> => {
  const { upstream, clock } = context;
  if (!upstream.can(league, 'team')) throw new UpstreamError('unsupported', `There are no ${league} team documents`);
  const { unknown } = await standingOfTeam(context, { league, team }, call);
  const record = await context.payFor(unknown, () => upstream.team(league, team, call));
  if (record === null) return { loaded: [] };
  const now = clock.now();
  const live = await valueIfPresent(context, liveQuery(context, league));
  const ended = (live && lastEnd(live, team, { since: now, now })) ?? -Infinity;
  const before = call.held().toSorted((a, b) => b.loadedAt - a.loadedAt)[0];
  const isBehind = ended + BEHIND_AT_MOST_MS > now && before !== undefined && saysTheSame(before, record, ended);
  const { team: own, record: summary, standing, nextGame: next } = record;
  const value: TeamDocument = { league, team: own, record: summary, standing, isBehind, next };
  const policy = currentPolicy(live, new Set([team]), now);
  const mayChange = isBehind || ended + COUNTED_WITHIN_MS > now;
  const freshFor = mayChange ? Math.min(policy.freshFor, FRESH_AFTER_GAME_MS) : policy.freshFor;
  return { loaded: [{ key, value, policy: { ...TEAM_DOCUMENT, freshFor }, scopes }] };
};

// A game may be called off or moved, and a standing changes with the games of others.
const MAX_CONFIRMED_AGE_MS = hours(24);

/** The same document once more, without a call, until the team's next game has ended. */
export const confirmTeamDocument = async (
  context: ResourceContext,
  { league, team, query: { key, scopes } }: TeamDocumentLoad,
  { value, loadedAt }: CachedValue<TeamDocument>,
): Promise<LoadedEntry | undefined> => {
  const now = context.clock.now();
  const left = loadedAt + MAX_CONFIRMED_AGE_MS - now;
  if (left <= 0 || value.isBehind || !context.upstream.can(league, 'live')) return undefined;
  const live = await valueIfPresent(context, liveQuery(context, league));
  const ended = live && lastEnd(live, team, { since: loadedAt, now });
  if (ended === undefined || ended + COUNTED_WITHIN_MS > loadedAt) return undefined;
  const { freshFor } = currentPolicy(live, new Set([team]), now);
  return { key, value, loadedAt, policy: { ...TEAM_DOCUMENT, freshFor: Math.min(freshFor, left) }, scopes };
};

/** Whether it says what was held before the game ended, or was behind already. */
const saysTheSame = ({ value, loadedAt }: HeldValue, { record }: TeamRecord, ended: number): boolean => {
  const before = value as TeamDocument;
  return before.record === record && (before.isBehind || loadedAt < ended);
};
