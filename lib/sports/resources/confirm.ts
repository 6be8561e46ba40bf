import type { Policy } from '../../cache/index.ts';
import { currentPolicy, hasPlayedSince, KEPT_AT_MOST } from '../stats/index.ts';
import type { LeagueId, TeamId } from '../model.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { liveQuery } from './live.ts';

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
  if (now - loadedAt >= KEPT_AT_MOST.line || !context.upstream.can(league, 'live')) return undefined;
  const live = await valueIfPresent(context, liveQuery(context, league));
  if (live === undefined || hasPlayedSince(live, teams, { since: loadedAt, now }) !== false) return undefined;
  const policy = currentPolicy(live, teams, now);
  return { ...policy, freshFor: Math.min(policy.freshFor, loadedAt + KEPT_AT_MOST.line - now) };
};
