import type { Policy } from '../../cache/index.ts';
import type { LeagueId, TeamId } from '../model/index.ts';
import { hasPlayedSince } from '../games/index.ts';
import { currentPolicy, MAX_CONFIRMED_AGE_MS } from '../stats/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { liveQuery } from './live.ts';

interface LoadedStats {
  /** `any`: the whole league's; none: it is not known whose. */
  readonly teams: () => Promise<ReadonlySet<TeamId> | 'any'>;
  /** Epoch ms. */
  readonly loadedAt: number;
}

/**
 * The policy under which cached stats are confirmed without a call: no team has played since they were loaded.
 * Undefined when one has played or may have, where no team is known, and when they are a day old, because scorers correct what they wrote.
 */
export const policyUnlessPlayed = async (
  context: ResourceContext,
  league: LeagueId,
  { teams, loadedAt }: LoadedStats,
): Promise<Policy | undefined> => {
  const now = context.clock.now();
  if (now - loadedAt >= MAX_CONFIRMED_AGE_MS.line || !context.upstream.can(league, 'live')) return undefined;
  // Looked for in one turn, both are one read.
  const [of, live] = await Promise.all([teams(), valueIfPresent(context, liveQuery(context, league))]);
  if (live === undefined || (of !== 'any' && of.size === 0)) return undefined;
  if (hasPlayedSince(live, of, { since: loadedAt, now }) !== false) return undefined;
  const policy = currentPolicy(live, of, now);
  return { ...policy, freshFor: Math.min(policy.freshFor, loadedAt + MAX_CONFIRMED_AGE_MS.line - now) };
};
