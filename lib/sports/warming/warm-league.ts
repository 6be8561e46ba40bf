import { hours, minutes, type CacheKey, type Clock, type TieredCache } from '../../cache/index.ts';
import type { LeagueId, PlayerId } from '../model.ts';
import type { DayBudget } from '../../ledgers/day-budget.ts';
import { allowanceOf, thriftOf } from './call-pacing.ts';
import { affordable, planWarming, type Plan } from './plan.ts';
import { runPlan, type RunOptions, type Stopped } from './run-plan.ts';
import type { LeagueSnapshot, SnapshotContext, SnapshotOf } from './snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';
import type { Outcome } from './work.ts';

/** What a run has done for a league. Counts are of things, not of calls. */
export interface LeagueSummary {
  readonly league: LeagueId;
  readonly planned: number;
  readonly loaded: number;
  /** Still true, and so not asked for. */
  readonly kept: number;
  /** Somebody else has loaded it since it was planned. */
  readonly fresh: number;
  /** Somebody else is loading it. */
  readonly elsewhere: number;
  readonly failed: number;
  /** Planned and not begun. */
  readonly left: number;
  /** Why it ended early; left out where it did not. */
  readonly stopped?: Stopped | 'error';
}

export interface LeagueWarmingOptions extends SnapshotContext {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'refresh'>;
  /** What is spent of the provider's budget; undefined where there is none. */
  readonly spending: () => Promise<DayBudget | undefined>;
  readonly clock: Clock;
  readonly onFailure: (key: string, error: unknown) => void;
  /** Waits until more of the budget may be spent, within the time that remains; false where that is not worth it. */
  readonly nextMinute: (remaining: () => number) => Promise<boolean>;
}

export interface LeagueRun extends Pick<RunOptions, 'remaining' | 'margin'> {
  readonly league: LeagueId;
  readonly players: readonly PlayerId[];
  /** Whether anybody asks about the league. */
  readonly isFollowed: boolean;
  readonly reach: SnapshotOf['reach'];
  readonly withTables: boolean;
  /** Milliseconds until the next run. */
  readonly interval: number;
}

// The foundation, everybody, the table's first pages, its others, those it does not tell of; and one to see it is done.
const MOST_ROUNDS = 8;
// Who has no stats by now may have some after a few games; a question asks at once.
const ABSENT_FOR = hours(6);
const MOST_ABSENT = 5000;
// A page that fails may fail for days: it is tried again now and then, and not with every run.
const BROKEN_FOR = minutes(15);

/** Looks, plans and loads until nothing is left to do. Remembers between runs who has no stats. */
export const createLeagueWarming = (options: LeagueWarmingOptions): ((run: LeagueRun) => Promise<LeagueSummary>) => {
  const { cache, upstream, spending, clock, onFailure, nextMinute } = options;
  const absent = new Map<CacheKey, number>();
  const broken = new Map<CacheKey, number>();

  const rememberAbsent = ({ players, now }: LeagueSnapshot): void => {
    if (absent.size > MOST_ABSENT) absent.clear();
    const own = players.flatMap(({ document, stats }) => [
      document,
      ...stats.flatMap((each) => [each.line, each.career]),
    ]);
    for (const holding of own) if (holding?.held?.isAbsent === true) absent.set(holding.query.key, now + ABSENT_FOR);
  };

  const rememberBroken = ({ tables, now }: LeagueSnapshot, outcomes: ReadonlyMap<CacheKey, Outcome>): void => {
    for (const { query } of tables) if (outcomes.get(query.key) === 'failed') broken.set(query.key, now + BROKEN_FOR);
  };

  /** What need not be tried in this run. */
  const known = (now: number): readonly (readonly [CacheKey, Outcome])[] => {
    for (const until of [absent, broken]) for (const [key, end] of until) if (end <= now) until.delete(key);
    return [
      ...[...absent.keys()].map((key) => [key, 'fresh'] as const),
      ...[...broken.keys()].map((key) => [key, 'failed'] as const),
    ];
  };

  return async ({ league, players, isFollowed, reach, withTables, interval, remaining, margin }) => {
    const outcomes = new Map<CacheKey, Outcome>();
    const planned = new Set<CacheKey>();
    const end = (stopped?: LeagueSummary['stopped']): LeagueSummary =>
      summaryOf(league, { planned, outcomes, stopped });

    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const now = clock.now();
      const spent = await spending();
      const thrift = thriftOf(spent);
      // By the minute, with calls for everybody at once only: a call for each of them is never worth it.
      const follows = isFollowed && !thrift.isThrifty && !thrift.isFrugal && upstream.can(league, 'seasonTable');
      const of = { league, now, nextRun: now + interval, players, reach, withTables, follows, ...thrift };
      const snapshot = await takeSnapshot(options, of);
      rememberAbsent(snapshot);
      const wanted = planWarming(snapshot, new Map([...known(now), ...outcomes]));
      for (const key of keysOf(wanted)) planned.add(key);
      if (wanted.length === 0) return end();
      const plan = affordable(wanted, allowanceOf(spent, now));
      if (plan.length === 0) return end('budget');
      const onOutcome: RunOptions['onOutcome'] = (key, outcome) => void outcomes.set(key, outcome);
      const stopped = await runPlan(plan, {
        cache,
        remaining,
        margin,
        awaitBudget: () => nextMinute(remaining),
        onOutcome,
        onFailure,
      });
      rememberBroken(snapshot, outcomes);
      if (stopped !== undefined) return end(stopped);
    }
    return end();
  };
};

const keysOf = (plan: Plan): readonly CacheKey[] => plan.flatMap((stage) => stage.map(({ query }) => query.key));

interface Progress {
  readonly planned: ReadonlySet<CacheKey>;
  readonly outcomes: ReadonlyMap<CacheKey, Outcome>;
  readonly stopped: LeagueSummary['stopped'];
}

const summaryOf = (league: LeagueId, { planned, outcomes, stopped }: Progress): LeagueSummary => {
  const count = (wanted: Outcome): number => [...outcomes.values()].filter((outcome) => outcome === wanted).length;
  return {
    league,
    planned: planned.size,
    loaded: count('loaded'),
    kept: count('kept'),
    fresh: count('fresh'),
    elsewhere: count('elsewhere'),
    failed: count('failed'),
    left: planned.size - outcomes.size,
    ...(stopped !== undefined && { stopped }),
  };
};
