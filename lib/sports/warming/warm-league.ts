import { hours, isUnderWay, minutes, type CacheKey, type Clock, type TieredCache } from '../../cache/index.ts';
import type { DayBudget } from '../../ledgers/day-budget.ts';
import type { LeagueId, PlayerId, LeagueSummary } from '../model/index.ts';
import type { Outcome } from './cached.ts';
import { callsAllowedNow, isHalfSpent, pressureOf, type BudgetWait } from './call-pacing.ts';
import { affordable, planWarming } from './plan.ts';
import { runPlan, type RunOptions } from './run-plan.ts';
import { takeSnapshot, type LeagueSnapshot, type SnapshotContext, type SnapshotOf } from './snapshot.ts';

export interface LeagueWarmingOptions extends SnapshotContext {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'refresh' | 'confirmAll'>;
  /** What is spent of the provider's budget; undefined where there is none. */
  readonly dayBudget: () => Promise<DayBudget | undefined>;
  readonly clock: Clock;
  readonly onFailure: (key: string, error: unknown) => void;
  /** Waits until more calls may be made, within the time that remains; false where that is not worth waiting for. */
  readonly awaitBudget: BudgetWait;
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

// The season, its games and teams, everybody, the table's first pages, its other pages, and the players it lacks; the
// rest are to see that nothing is left.
const MAX_ROUNDS = 8;
// A player without stats may have some after a few games. A question looks for them at once.
const ABSENT_RETRY_MS = hours(6);
// A page that fails may fail for days. It is tried again now and then, not with every run.
const FAILED_PAGE_RETRY_MS = minutes(15);

/** Reads what is cached, plans and loads until nothing is left to do. Remembers between runs who has no stats. */
export const createLeagueWarming = (options: LeagueWarmingOptions): ((run: LeagueRun) => Promise<LeagueSummary>) => {
  const { cache, upstream, dayBudget, clock, onFailure, awaitBudget } = options;
  // Until when (epoch ms) each key is not tried again. No more than the players of a few hours' runs.
  const absentUntil = new Map<CacheKey, number>();
  const failedUntil = new Map<CacheKey, number>();

  const rememberAbsent = ({ players, now }: LeagueSnapshot): void => {
    const own = players.flatMap(({ document, stats }) => [
      document,
      ...stats.flatMap((each) => [each.line, each.career]),
    ]);
    for (const each of own) {
      if (each?.cached?.isAbsent === true) absentUntil.set(each.query.key, now + ABSENT_RETRY_MS);
    }
  };

  const rememberFailed = ({ pages, now }: LeagueSnapshot, outcomes: ReadonlyMap<CacheKey, Outcome>): void => {
    for (const { query } of pages) {
      if (outcomes.get(query.key) === 'failed') failedUntil.set(query.key, now + FAILED_PAGE_RETRY_MS);
    }
  };

  /** What need not be tried in this run, with the outcome of an earlier one. */
  const remembered = (now: number): readonly (readonly [CacheKey, Outcome])[] => {
    for (const [ends, ms] of [
      [absentUntil, ABSENT_RETRY_MS],
      [failedUntil, FAILED_PAGE_RETRY_MS],
    ] as const) {
      for (const [key, end] of ends) if (!isUnderWay(end, ms, now)) ends.delete(key);
    }
    return [
      ...[...absentUntil.keys()].map((key) => [key, 'already-fresh'] as const),
      ...[...failedUntil.keys()].map((key) => [key, 'failed'] as const),
    ];
  };

  return async ({ league, players, isFollowed, reach, withTables, interval, remaining, margin }) => {
    const outcomes = new Map<CacheKey, Outcome>();
    const planned = new Set<CacheKey>();
    const end = (stopped?: LeagueSummary['stopped']): LeagueSummary =>
      summaryOf(league, { planned, outcomes, stopped });

    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = clock.now();
      const budget = await dayBudget();
      const pressure = pressureOf(budget);
      const snapshot = await takeSnapshot(options, {
        league,
        now,
        nextRun: now + interval,
        players,
        reach,
        withTables,
        withEarlierSeasons: !isHalfSpent(budget),
        // Only with one call for everybody at once: a call for each player every few minutes is never worth it.
        followsGames: isFollowed && pressure === 'normal' && upstream.can(league, 'seasonTable'),
        pressure,
      });
      rememberAbsent(snapshot);
      const wanted = planWarming(snapshot, new Map([...remembered(now), ...outcomes]));
      for (const { query } of wanted.flat()) planned.add(query.key);
      if (wanted.length === 0) return end();
      const plan = affordable(wanted, callsAllowedNow(budget, now));
      if (plan.length === 0) return end('budget');
      const stopped = await runPlan(plan, {
        cache,
        remaining,
        margin,
        awaitBudget: (refused) => awaitBudget(remaining, refused),
        onOutcome: (key, outcome) => void outcomes.set(key, outcome),
        onFailure,
      });
      rememberFailed(snapshot, outcomes);
      if (stopped !== undefined) return end(stopped);
    }
    return end();
  };
};

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
    kept: count('confirmed'),
    fresh: count('already-fresh'),
    elsewhere: count('loading-elsewhere'),
    failed: count('failed'),
    left: planned.size - outcomes.size,
    ...(stopped !== undefined && { stopped }),
  };
};
