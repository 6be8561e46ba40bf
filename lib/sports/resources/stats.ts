import type { CachedValue, CacheKey, LoadedEntry, Policy, Query, Source } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { Career, LeagueId, StatLine } from '../model/index.ts';
import { isFinished } from '../calendar/index.ts';
import { CURRENT_STATS, FINISHED_STATS, FINISHED_WITHOUT_POSITION } from '../stats/index.ts';
import type { ResourceContext } from './context.ts';
import { policyUnlessPlayed } from './confirm.ts';
import { knownPlayer } from './known-player.ts';
import { careerKey, scopesOf, seasonKey, type StatsOf } from './stats-keys.ts';

/** A player's stats of one season. Absent: the provider has none. */
export const statLineQuery = (context: ResourceContext, of: StatsOf, season: number): Query<StatLine> =>
  new StatLineQuery(context, of, season);

/** A class, because a hit in memory needs neither source nor scopes, and a batch makes a hundred of these. */
class StatLineQuery implements Query<StatLine> {
  readonly key: CacheKey;
  readonly namespace: LeagueId;
  readonly policy: Policy;
  private readonly context: ResourceContext;
  private readonly of: StatsOf;
  private readonly season: number;

  constructor(context: ResourceContext, of: StatsOf, season: number) {
    this.key = seasonKey(of, season);
    this.namespace = of.league;
    const isOver = isFinished(leagueOf(of.league), season, context.clock.now());
    this.policy = isOver ? FINISHED_STATS : CURRENT_STATS;
    this.context = context;
    this.of = of;
    this.season = season;
  }

  get scopes(): readonly string[] {
    return scopesOf(this.of);
  }

  get source(): Source {
    const { context, of, season } = this;
    return context.upstream.can(of.league, 'career')
      ? careerSource(context, of, season)
      : seasonSource(context, of, season);
  }

  decode(json: unknown): StatLine {
    return json as StatLine;
  }

  confirm(cached: CachedValue<StatLine>): Promise<LoadedEntry | undefined> {
    const { context, of, key } = this;
    return this.policy === FINISHED_STATS
      ? confirmFinished(context, of, { key, cached })
      : confirmStats(context, of, { key, cached, latest: cached.value });
  }
}

/** A player's stats of every season. */
export const careerQuery = (context: ResourceContext, of: StatsOf): Query<Career> => {
  const key = careerKey(of);
  return {
    key,
    namespace: of.league,
    policy: CURRENT_STATS,
    scopes: scopesOf(of),
    source: careerSource(context, of),
    decode: (json) => json as Career,
    confirm: (cached) => confirmStats(context, of, { key, cached, latest: cached.value.seasons.at(-1) }),
  };
};

/** One load returns every season: whichever is asked for, all of them are filled. */
const careerSource = (context: ResourceContext, of: StatsOf, season?: number): Source => {
  const { league, id, type } = of;
  const key = careerKey(of);
  return {
    key,
    async load(call) {
      // Only a load needs the rules of every stat: answers from the tiers do not load this code.
      const { loadStats } = await import('./stats-load.ts');
      return loadStats(context, {
        of,
        source: key,
        ask: () => context.upstream.career(league, id, type, call),
        lineOf: (season) => statLineQuery(context, of, season),
        career: careerQuery(context, of),
        ...(season !== undefined && { asked: { season, query: statLineQuery(context, of, season) } }),
        call,
      });
    },
  };
};

/** For a provider whose calls return one season. */
const seasonSource = (context: ResourceContext, of: StatsOf, season: number): Source => {
  const { league, id, type } = of;
  const key = seasonKey(of, season);
  return {
    key,
    async load(call) {
      const { loadStats } = await import('./stats-load.ts');
      return loadStats(context, {
        of,
        source: key,
        ask: () => context.upstream.seasonStats(league, { id, season, type }, call),
        lineOf: (year) => statLineQuery(context, of, year),
        career: undefined,
        asked: { season, query: statLineQuery(context, of, season) },
        call,
      });
    },
  };
};

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
const confirmStats = async <V extends StatLine | Career>(
  context: ResourceContext,
  of: StatsOf,
  { key, cached: { value, loadedAt }, latest }: CachedStats<V>,
): Promise<LoadedEntry | undefined> => {
  if (value.missing !== undefined) return undefined;
  const { teamId } = await knownPlayer(context, of);
  const teams = [latest?.teams.at(-1)?.id, teamId].filter((team) => team !== undefined);
  if (teams.length === 0) return undefined;
  const policy = await policyUnlessPlayed(context, of.league, { teams: new Set(teams), loadedAt });
  return policy && { key, value, loadedAt, policy, scopes: scopesOf(of) };
};

/**
 * The same line of a finished season with the position that has become known since, without a call. Undefined for a line
 * that lacks nothing of the kind.
 */
const confirmFinished = async (
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
