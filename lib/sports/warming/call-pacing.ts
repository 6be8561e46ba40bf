import { days, minutes, seconds, type Clock } from '../../cache/index.ts';
import { reserveLeft, speculativeCallsLeft, type DayBudget } from '../../ledgers/day-budget.ts';

// This share of the day's calls may be spent ahead of time: a cold league is warmed in one run.
const AHEAD_SHARE = 0.25;

/** Calls that warming may make now, so that those of a day are not gone by noon. Without a budget there is no limit. */
export const callsAllowedNow = (budget: DayBudget | undefined, now: number): number => {
  if (budget === undefined) return Infinity;
  const elapsed = (now % days(1)) / days(1);
  const part = Math.min(1, elapsed + AHEAD_SHARE);
  const shared = Math.floor(budget.speculativeLimit * part) - budget.spent;
  return Math.max(0, shared, reserveLeft(budget, part));
};

/**
 * How scarce calls are. `tight`: half of the day's are spent. `minimal`: the plan is so small that rosters are loaded
 * only for a new directory, and games are not followed.
 */
export type BudgetPressure = 'normal' | 'tight' | 'minimal';

// A league's rosters four times a day, its popular players and its live state come to a few hundred calls.
const SMALL_PLAN_CALLS = 1000;

export const pressureOf = (budget: DayBudget | undefined): BudgetPressure => {
  if (budget !== undefined && budget.perDay < SMALL_PLAN_CALLS) return 'minimal';
  return isHalfSpent(budget) ? 'tight' : 'normal';
};

/** From then on what hardly anybody asks for is left out, whatever the size of the plan. */
export const isHalfSpent = (budget: DayBudget | undefined): boolean =>
  budget !== undefined && budget.spent >= budget.perDay / 2;

export interface BudgetWaitOptions {
  readonly dayBudget: () => Promise<DayBudget | undefined>;
  readonly clock: Clock;
  /** Undefined: runs do not wait. */
  readonly pause: ((ms: number) => Promise<void>) | undefined;
}

// Time for one load and for what follows it.
const MIN_TIME_AFTER_WAIT_MS = seconds(20);

/** Why a load was refused: `retryAfter` where calls cannot be counted, and that does not take until the next minute. */
export interface Refused {
  readonly retryAfter?: number | undefined;
}

export type BudgetWait = (remaining: () => number, refused?: Refused) => Promise<boolean>;

/**
 * Waits for the next minute's calls, or until calls can be counted again; not where the day's are spent, nor where the
 * time that remains does not allow it. Answers whether it has waited. Concurrent callers share one wait.
 */
export const createBudgetWait = ({ dayBudget, clock, pause }: BudgetWaitOptions): BudgetWait => {
  let waiting: Promise<boolean> | undefined;

  const wait = async (remaining: () => number, { retryAfter }: Refused): Promise<boolean> => {
    const budget = await dayBudget();
    if (pause === undefined || budget === undefined || speculativeCallsLeft(budget) <= 0) return false;
    const ms = Math.min(minutes(1) - (clock.now() % minutes(1)), retryAfter ?? Infinity);
    if (remaining() < ms + MIN_TIME_AFTER_WAIT_MS) return false;
    await pause(ms);
    return true;
  };

  return (remaining, refused = {}) => {
    waiting ??= wait(remaining, refused).finally(() => (waiting = undefined));
    return waiting;
  };
};
