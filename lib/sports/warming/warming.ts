import { minutes, seconds, type Clock, type TieredCache } from '../../cache/index.ts';
import { createSeasons } from '../lookup/index.ts';
import type { LeagueId, PlayerId } from '../model.ts';
import type { Popularity } from '../popularity/index.ts';
import type { Resources } from '../resources/index.ts';
import type { Upstream } from '../upstream.ts';
import type { DayBudget } from '../../ledgers/day-budget.ts';
import { leagueOrder } from './league-order.ts';
import { createNextMinute } from './next-minute.ts';
import { createLeagueWarming, type LeagueRun, type LeagueSummary } from './warm-league.ts';

export interface WarmingOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'refresh'>;
  readonly resources: Resources;
  readonly upstream: Pick<Upstream, 'can' | 'seasonTableGroups' | 'leagues'>;
  readonly popularity: Popularity;
  /** Brings what is known of popularity up to date. */
  readonly learn?: (league: LeagueId) => Promise<unknown>;
  /** Undefined: nobody counts what is spent. */
  readonly spending?: (() => Promise<DayBudget | undefined>) | undefined;
  readonly leagues: readonly LeagueId[];
  readonly clock: Clock;
  /** Milliseconds between runs. */
  readonly interval?: number;
  /** Popular players of a league that are kept warm. */
  readonly most?: number;
  /** Waits, for the next minute's calls; undefined: the next run goes on then. */
  readonly pause?: ((ms: number) => Promise<void>) | undefined;
  /** Told of everything that went wrong; the next run tries it again. */
  readonly onFailure?: (what: string, error: unknown) => void;
}

/** Loads what will be asked for before it is. */
export interface Warming {
  /** All leagues, as far as the time goes; `onLeague` is told as each one ends. */
  run(options: {
    readonly remaining: () => number;
    readonly onLeague?: (summary: LeagueSummary) => void;
  }): Promise<readonly LeagueSummary[]>;
  /** One league, or some players of it, for somebody who waits. */
  now(
    league: LeagueId,
    options: { readonly remaining: () => number; readonly players?: readonly PlayerId[] },
  ): Promise<LeagueSummary>;
}

// Questions, of which one is worth half a day later: about as many as show that somebody cares how a game goes.
const FOLLOWED_FROM = 1;
// To finish what was deferred and to write the log.
const MARGIN = seconds(10);

export const createWarming = (options: WarmingOptions): Warming => {
  const { cache, resources, upstream, popularity, clock, onFailure = () => undefined } = options;
  const { spending = () => Promise.resolve(undefined), leagues, interval = minutes(5), most = 50 } = options;
  const { learn = () => Promise.resolve(undefined) } = options;
  const seasons = createSeasons({ cache, resources, clock });
  const orElse = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      onFailure(what, error);
      return otherwise;
    }
  };

  // Where that cannot be told, each call is refused by those who count.
  const spent = (): Promise<DayBudget | undefined> => orElse('spending', spending, undefined);
  const warmLeague = createLeagueWarming({
    cache,
    resources,
    upstream,
    seasons,
    spending: spent,
    nextMinute: createNextMinute({ spending: spent, clock, pause: options.pause }),
    clock,
    onFailure,
  });

  /** Without knowing who is popular a league is warmed all the same. */
  const popular = async (league: LeagueId): Promise<Pick<LeagueRun, 'players' | 'isFollowed'>> => {
    await orElse(`${league}:learn`, () => learn(league), undefined);
    const top = await orElse(`${league}:popular`, () => popularity.top(league, most), []);
    const asked = top.reduce((sum, player) => sum + player.asked, 0);
    return { players: top.map(({ id }) => id), isFollowed: asked >= FOLLOWED_FROM };
  };

  /** One league's trouble is not the others'. */
  const attempt = (run: LeagueRun): Promise<LeagueSummary> =>
    orElse(run.league, () => warmLeague(run), { league: run.league, ...NOTHING, stopped: 'error' });

  return {
    async run({ remaining, onLeague = () => undefined }) {
      const now = clock.now();
      const known = leagues.filter((league) => upstream.leagues.includes(league));
      const summaries: LeagueSummary[] = [];
      for (const league of leagueOrder(known, { now, run: Math.floor(now / interval) })) {
        const run = {
          league,
          ...(await popular(league)),
          interval,
          remaining,
          margin: MARGIN,
          reach: 'league',
          withTables: true,
        } as const;
        const summary = await attempt(run);
        summaries.push(summary);
        onLeague(summary);
        if (summary.stopped === 'deadline' || summary.stopped === 'budget') break;
      }
      return summaries;
    },
    async now(league, { remaining, players }) {
      const whose =
        players === undefined
          ? ({ ...(await popular(league)), reach: 'league' } as const)
          : ({ players, isFollowed: true, reach: 'players' } as const);
      return warmLeague({ league, ...whose, interval, remaining, margin: 0, withTables: false });
    },
  };
};

const NOTHING = { planned: 0, loaded: 0, kept: 0, fresh: 0, elsewhere: 0, failed: 0, left: 0 } as const;
