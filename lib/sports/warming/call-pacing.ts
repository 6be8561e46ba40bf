import { days } from '../../cache/index.ts';
import type { DayBudget } from '../../ledgers/day-budget.ts';

// So much of a day's calls may be spent at once, at its beginning: a cold league is warmed in one run.
const AHEAD = 0.25;
const HALF = 0.5;
// A league's rosters four times a day, its popular players and its live state come to a few hundred.
const FRUGAL_BELOW = 1000;

/** Calls that warming may spend now, so that a day's are not gone by noon. No budget: as many as it likes. */
export const allowanceOf = (spending: DayBudget | undefined, now: number): number => {
  if (spending === undefined) return Infinity;
  const elapsed = (now % days(1)) / days(1);
  return Math.max(0, Math.floor(spending.speculativeLimit * Math.min(1, elapsed + AHEAD)) - spending.spent);
};

/** How careful to be with calls. */
export interface Thrift {
  /** The day's calls are half spent: what hardly anybody asks is left out. */
  readonly isThrifty: boolean;
  /** The plan is a small one: what is asked for less often than it ends is loaded less often, too. */
  readonly isFrugal: boolean;
}

export const thriftOf = (spending: DayBudget | undefined): Thrift => ({
  isThrifty: spending !== undefined && spending.spent >= spending.perDay * HALF,
  isFrugal: spending !== undefined && spending.perDay < FRUGAL_BELOW,
});
