import type { BudgetPlan } from './quota-ledger.ts';

// Of the day, and of each minute: the last fifth is for those who wait for an answer.
export const SPECULATIVE_SHARE = 0.8;
// Of the day, less what has passed of it, and of each minute: questions leave so much to warming and refreshes.
export const RESERVED_SHARE = 0.1;

export const part = (plan: BudgetPlan, share: number): BudgetPlan => ({
  perDay: Math.floor(plan.perDay * share),
  perMinute: plan.perMinute === undefined ? undefined : Math.floor(plan.perMinute * share),
});

/** Calls of a day after which nothing is loaded speculatively, unless it has had less than its reserve. */
export const speculativeLimit = (plan: BudgetPlan): number => part(plan, SPECULATIVE_SHARE).perDay;

/** Calls of a day that are kept for what nobody waits for. */
export const speculativeReserve = (plan: BudgetPlan): number => part(plan, RESERVED_SHARE).perDay;
