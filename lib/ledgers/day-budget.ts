import type { BudgetState } from './budget.ts';
import { speculativeReserve } from './plan-parts.ts';

/** What the provider's plan allows in a day, and how much of it is spent. In calls. */
export interface DayBudget {
  readonly perDay: number;
  /** Calls of the day after which nothing is loaded that nobody has asked for, beyond the reserve. */
  readonly speculativeLimit: number;
  readonly spent: number;
  /** Kept for what nobody has asked for, whatever those who wait have spent. */
  readonly reserve?: { readonly calls: number; readonly spent: number };
}

export const dayBudgetOf = ({ plan, foresightStopsAt, spent, allowances }: BudgetState): DayBudget => ({
  perDay: plan.perDay,
  speculativeLimit: foresightStopsAt,
  spent: spent.day,
  reserve: { calls: speculativeReserve(plan), spent: allowances.speculative },
});

/** Calls left today for what nobody has asked for. Negative once those who wait have used more. */
export const speculativeCallsLeft = (budget: DayBudget): number =>
  Math.max(budget.speculativeLimit - budget.spent, reserveLeft(budget, 1));

/** What is left of the part of the reserve that may be spent by now, or undefined where there is none. */
export const reserveLeft = ({ perDay, spent, reserve }: DayBudget, part: number): number =>
  reserve === undefined
    ? Number.NEGATIVE_INFINITY
    : Math.min(Math.floor(reserve.calls * part) - reserve.spent, perDay - spent);
