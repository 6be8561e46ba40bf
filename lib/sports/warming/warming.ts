import { minutes, seconds, type Clock, type TieredCache } from '../../cache/index.ts';
import type { DayBudget } from '../../ledgers/day-budget.ts';
import { phaseAt } from '../calendar/season-phase.ts';
import { createSeasons } from '../lookup/index.ts';
import type { LeagueId, PlayerId, LeagueSummary } from '../model/index.ts';
import type { Popularity } from '../popularity/index.ts';
import type { Resources } from '../resources/index.ts';
import type { Upstream } from '../upstream/index.ts';
import { createBudgetWait } from './call-pacing.ts';
import type { LeagueRest } from './league-rest.ts';
import { createLeagueWarming, type LeagueRun } from './warm-league.ts';

export interface WarmingOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'refresh' | 'confirmAll'>;
  readonly resources: Resources;
  readonly upstream: Pick<Upstream, 'can' | 'seasonTableGroups' | 'leagues'>;
  readonly popularity: Popularity;
  /** Which leagues are left alone for a while; undefined: none. */
  readonly rest?: LeagueRest | undefined;
  /** Updates what is known of a league's popularity. */
  readonly learn?: (league: LeagueId) => Promise<unknown>;
  /** Undefined: calls are not counted. */
  readonly dayBudget?: (() => Promise<DayBudget | undefined>) | undefined;
  readonly leagues: readonly LeagueId[];
  readonly clock: Clock;
  /** Milliseconds between runs. */
  readonly interval?: number;
  /** Popular players of a league that are kept warm. */
  readonly playersPerLeague?: number;
  /** Waits for the next minute's calls; undefined: the next run goes on then. */
  readonly pause?: ((ms: number) => Promise<void>) | undefined;
  /** Called for everything that failed; the next run tries it again. */
  readonly onFailure?: (what: string, error: unknown) => void;
}

/** Loads what will be asked for before anybody asks. */
export interface Warming {
  /** All leagues that do not rest, as far as the time goes. `onLeague` is called as each one ends. */
  run(options: {
    readonly remaining: () => number;
    readonly onLeague?: (summary: LeagueSummary) => void;
  }): Promise<readonly LeagueSummary[]>;
  /** One league, or some of its players, for a caller who waits. */
  now(
    league: LeagueId,
    options: { readonly remaining: () => number; readonly players?: readonly PlayerId[] },
  ): Promise<LeagueSummary>;
}

// Questions, each worth half after a day. One shows that somebody cares how the league's games go.
const FOLLOWED_FROM_QUESTIONS = 1;
// To finish deferred work and to write the log.
const MARGIN_MS = seconds(10);

/**
 * @example
 * const warming = createWarming({ cache, resources, upstream, popularity, leagues: ['nfl'], clock: Date });
 * const [nfl] = await warming.run({ remaining: () => context.getRemainingTimeInMillis() });
 * // { league: 'nfl', planned: 89, loaded: 64, fresh: 25, … }
 */
export const createWarming = (options: WarmingOptions): Warming => {
  const { cache, resources, upstream, popularity, clock, onFailure = () => undefined } = options;
  const { leagues, interval = minutes(5), playersPerLeague = 50 } = options;
  const { learn = () => Promise.resolve(undefined), rest } = options;
  const orElse = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      onFailure(what, error);
      return otherwise;
    }
  };

  // Where the budget cannot be read, it refuses the single calls.
  const dayBudget = (): Promise<DayBudget | undefined> =>
    orElse('budget', options.dayBudget ?? (() => Promise.resolve(undefined)), undefined);
  const warmLeague = createLeagueWarming({
    cache,
    resources,
    upstream,
    seasons: createSeasons({ cache, resources, clock }),
    dayBudget,
    awaitBudget: createBudgetWait({ dayBudget, clock, pause: options.pause }),
    clock,
    onFailure,
  });

  const learned = (league: LeagueId): Promise<unknown> => orElse(`${league}:learn`, () => learn(league), undefined);

  /** Where popularity is unknown, the league is warmed without players. */
  const popular = async (league: LeagueId): Promise<Pick<LeagueRun, 'players' | 'isFollowed'>> => {
    const top = await orElse(`${league}:popular`, () => popularity.top(league, playersPerLeague), []);
    const asked = top.reduce((sum, player) => sum + player.asked, 0);
    return { players: top.map(({ id }) => id), isFollowed: asked >= FOLLOWED_FROM_QUESTIONS };
  };

  /** A league that fails does not stop the others. */
  const attempt = (run: LeagueRun): Promise<LeagueSummary> =>
    orElse(run.league, () => warmLeague(run), { league: run.league, ...NOTHING_DONE, stopped: 'error' });

  return {
    async run({ remaining, onLeague = () => undefined }) {
      const now = clock.now();
      const offered = leagues.filter((league) => upstream.leagues.includes(league));
      const summaries: LeagueSummary[] = [];
      for (const league of leagueOrder(offered, { now, run: Math.floor(now / interval) })) {
        await learned(league);
        // Where nobody can tell it is warmed.
        if (rest !== undefined && (await orElse(`${league}:rest`, () => rest.isResting(league), false))) continue;
        const summary = await attempt({
          league,
          ...(await popular(league)),
          interval,
          remaining,
          margin: MARGIN_MS,
          reach: 'league',
          withTables: true,
        });
        summaries.push(summary);
        onLeague(summary);
        if (summary.stopped === undefined)
          await orElse(`${league}:warmed`, async () => rest?.warmed(league), undefined);
        if (summary.stopped === 'deadline' || summary.stopped === 'budget') break;
      }
      return summaries;
    },
    async now(league, { remaining, players }) {
      if (players === undefined) await learned(league);
      const whose =
        players === undefined
          ? ({ ...(await popular(league)), reach: 'league' } as const)
          : ({ players, isFollowed: true, reach: 'players' } as const);
      return warmLeague({ league, ...whose, interval, remaining, margin: 0, withTables: false });
    },
  };
};

const NOTHING_DONE = { planned: 0, loaded: 0, kept: 0, fresh: 0, elsewhere: 0, failed: 0, left: 0 } as const;

/**
 * Leagues in season first. Each run begins with another league, so that a deadline never cuts off the same one twice in
 * a row.
 */
export const leagueOrder = (
  leagues: readonly LeagueId[],
  { now, run }: { readonly now: number; readonly run: number },
): readonly LeagueId[] => {
  const isInSeason = (league: LeagueId): boolean => phaseAt(undefined, league, now).phase !== 'off-season';
  const rest = leagues.filter((league) => !isInSeason(league));
  return [...rotated(leagues.filter(isInSeason), run), ...rotated(rest, run)];
};

const rotated = (leagues: readonly LeagueId[], by: number): readonly LeagueId[] => {
  const start = leagues.length === 0 ? 0 : by % leagues.length;
  return [...leagues.slice(start), ...leagues.slice(0, start)];
};
