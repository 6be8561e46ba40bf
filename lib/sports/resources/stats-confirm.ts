import type { CachedValue, CacheKey, LoadedEntry } from '../../cache/index.ts';
import type { Career, StatLine, TeamId } from '../model/index.ts';
import { FINISHED_STATS, FINISHED_WITHOUT_POSITION } from '../stats/index.ts';
import { policyUnlessPlayed } from './confirm.ts';
import type { ResourceContext } from './context.ts';
import { knownPlayer } from './known-player.ts';
import { scopesOf, type StatsOf } from './stats-keys.ts';

interface CachedStats<V> {
  readonly key: CacheKey;
  readonly cached: CachedValue<V>;
  /** The season that is being played. */
  readonly latest: Pick<StatLine, 'teams'> | undefined;
}

/**
 * The same stats once more, without a call, while neither the line's last team nor the player's team now has played.
 * Undefined when one may have, for a player of no known team, and for stats of which a part could not be had.
 */
export const confirmStats = async <V extends StatLine | Career>(
  context: ResourceContext,
  of: StatsOf,
  { key, cached: { value, loadedAt }, latest }: CachedStats<V>,
): Promise<LoadedEntry | undefined> => {
  if (value.missing !== undefined) return undefined;
  const teams = async (): Promise<ReadonlySet<TeamId>> => {
    const { teamId } = await knownPlayer(context, of);
    return new Set([latest?.teams.at(-1)?.id, teamId].filter((team) => team !== undefined));
  };
  const policy = await policyUnlessPlayed(context, of.league, { teams, loadedAt });
  return policy && { key, value, loadedAt, policy, scopes: scopesOf(of) };
};

/**
 * The same line of a finished season with the position that has become known since, without a call. Undefined for a line
 * that lacks nothing of the kind.
 */
export const confirmFinished = async (
  context: ResourceContext,
  of: StatsOf,
  { key, cached: { value, loadedAt } }: Omit<CachedStats<StatLine>, 'latest'>,
): Promise<LoadedEntry | undefined> => {
  const left = loadedAt + FINISHED_STATS.freshFor - context.clock.now();
  if (value.player.position !== null || value.missing !== undefined || left <= 0) return undefined;
  const { position } = await knownPlayer(context, of);
  const policy = position === null ? FINISHED_WITHOUT_POSITION : FINISHED_STATS;
  // Rare: a hit loads no table of what people quote.
  const { headlinesIn } = await import('../headline/index.ts');
  const headline = headlinesIn(of.league)({ position, categories: value.categories });
  return {
    key,
    value: { ...value, player: { ...value.player, position }, headline },
    loadedAt,
    policy: { ...policy, freshFor: Math.min(policy.freshFor, left) },
    scopes: scopesOf(of),
  };
};
