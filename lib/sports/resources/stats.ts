import type { CachedValue, CacheKey, LoadedEntry, Policy, Query, Source } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { Career, LeagueId, StatLine } from '../model/index.ts';
import { isFinished } from '../calendar/index.ts';
import { CURRENT_STATS, FINISHED_STATS } from '../stats/index.ts';
import type { ResourceContext } from './context.ts';
import { careerKey, scopesOf, seasonKey, type StatsOf } from './stats-keys.ts';

/** A player's stats of one season. Absent: the provider has none. */
export const statLineQuery = (context: ResourceContext, of: StatsOf, season: number): Query<StatLine> =>
  new StatLineQuery(context, of, season);

/** A class, because a hit in memory needs neither source nor scopes nor policy, and a batch makes a hundred of these. */
class StatLineQuery implements Query<StatLine> {
  readonly key: CacheKey;
  readonly namespace: LeagueId;
  private chosen: Policy | undefined;
  private readonly context: ResourceContext;
  private readonly of: StatsOf;
  private readonly season: number;

  constructor(context: ResourceContext, of: StatsOf, season: number) {
    this.key = seasonKey(of, season);
    this.namespace = of.league;
    this.context = context;
    this.of = of;
    this.season = season;
  }

  get policy(): Policy {
    return (this.chosen ??= isFinished(leagueOf(this.of.league), this.season, this.context.clock.now())
      ? FINISHED_STATS
      : CURRENT_STATS);
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

  async confirm(cached: CachedValue<StatLine>): Promise<LoadedEntry | undefined> {
    const { context, of, key } = this;
    const { confirmFinished, confirmStats } = await import('./stats-confirm.ts');
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
    async confirm(cached) {
      const { confirmStats } = await import('./stats-confirm.ts');
      return confirmStats(context, of, { key, cached, latest: cached.value.seasons.at(-1) });
    },
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
