import type { BudgetState } from './budget.ts';

/** What the provider's plan allows in a day, and how much of it is spent. In calls. */
export interface DayBudget {
  readonly perDay: number;
  /** Calls of the day after which nothing is loaded that nobody has asked for. */
  readonly speculativeLimit: number;
  readonly spent: number;
}

export const dayBudgetOf = ({ plan, foresightStopsAt, spent }: BudgetState): DayBudget => ({
  perDay: plan.perDay,
  speculativeLimit: foresightStopsAt,
  spent: spent.day,
});

/** Calls left today for what nobody has asked for. Negative once those who wait have used more. */
export const speculativeCallsLeft = ({ speculativeLimit, spent }: DayBudget): number => speculativeLimit - spent;
