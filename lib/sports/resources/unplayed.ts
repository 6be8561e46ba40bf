import { hours, type Policy } from '../../cache/index.ts';
import { hasPlayedSince } from '../live.ts';
import type { LeagueId, TeamId } from '../model.ts';
import { currentPolicy } from '../stats-policy.ts';
import { lookedUp, type ResourceContext } from './context.ts';
import { liveQuery } from './live.ts';

// Scorers correct what they wrote: a day after it was loaded a line is asked for again, whoever has played.
const LONGEST = hours(24);

export interface Unplayed {
  readonly teams: ReadonlySet<TeamId> | 'any';
  /** Epoch ms. */
  readonly loadedAt: number;
}

/** For how long what was loaded then is still true; undefined when one of the teams has played, or may have. */
export const freshnessIfUnplayed = async (
  context: ResourceContext,
  league: LeagueId,
  { teams, loadedAt }: Unplayed,
): Promise<Policy | undefined> => {
  const now = context.clock.now();
  if (now - loadedAt >= LONGEST || !context.upstream.can(league, 'live')) return undefined;
  const live = await lookedUp(context, liveQuery(context, league));
  if (live === undefined || hasPlayedSince(live, teams, { since: loadedAt, now }) !== false) return undefined;
  const policy = currentPolicy(live, teams, now);
  return { ...policy, freshFor: Math.min(policy.freshFor, loadedAt + LONGEST - now) };
};
