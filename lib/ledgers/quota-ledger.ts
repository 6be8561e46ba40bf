import { days, minutes } from '../cache/index.ts';

/** What a provider's plan allows. */
export interface BudgetPlan {
  readonly perDay: number;
  /** Undefined: no limit by the minute. */
  readonly perMinute: number | undefined;
}

export interface Spent {
  /** Calls counted since midnight UTC. */
  readonly day: number;
  /** Calls counted in this minute. */
  readonly minute: number;
}

/**
 * Counts calls of one provider for all environments together. A call is counted before it is made, so that a crash
 * counts one too many and never one too few. Rejects when it cannot count.
 */
export interface QuotaLedger {
  /** Counts a call unless that would exceed `limits`; atomic among all environments. `now` is epoch ms. */
  spend(limits: BudgetPlan, now: number): Promise<'granted' | 'day-spent' | 'minute-spent'>;
  /** Counts calls that have been made, whatever the limits. Those of an earlier day do not count against today. */
  add(calls: number, now: number): Promise<void>;
  spent(now: number): Promise<Spent>;
}

/** A ledger whose every operation goes through `ask`, which finds the ledger to put it to. */
export const delegateQuotaLedger = (ask: <T>(use: (ledger: QuotaLedger) => Promise<T>) => Promise<T>): QuotaLedger => ({
  spend: (limits, now) => ask((ledger) => ledger.spend(limits, now)),
  add: (calls, now) => ask((ledger) => ledger.add(calls, now)),
  spent: (now) => ask((ledger) => ledger.spent(now)),
});

/** Days since the epoch, in UTC. */
export const dayOf = (now: number): number => Math.floor(now / days(1));
/** Minutes since the epoch. */
export const minuteOf = (now: number): number => Math.floor(now / minutes(1));

/** The next midnight UTC, in epoch ms. */
export const dayEnd = (now: number): number => (dayOf(now) + 1) * days(1);
export const minuteEnd = (now: number): number => (minuteOf(now) + 1) * minutes(1);
