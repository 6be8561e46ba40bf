import type { Allowance } from './payer.ts';
import type { BudgetPlan } from './quota-ledger.ts';

/** Of a day's calls, each hour. */
interface Shares {
  readonly all: number;
  /** Of one key. */
  readonly each: number;
}

// Somebody unknown costs one call: a document, or a search. With the 20,000 calls of the default plan that is
// - 100 an hour where a directory is held, 50 of one key. It has everybody who exists but the newly signed, so hardly
//   anybody honest pays from it.
// - 500 an hour where none is held, 200 of one key: a new deployment answers for its first hundred different players, and
//   a college bot for 200 an hour that it has never asked about, without one refusal.
const WITH_DIRECTORY: Shares = { all: 1 / 200, each: 1 / 400 };
const WITHOUT_DIRECTORY: Shares = { all: 1 / 40, each: 1 / 100 };

// Of a plan of a hundred calls a day the shares would be nothing. Where no directory is held, nobody is known at first.
const MIN_PER_HOUR = { withDirectory: 2, withoutDirectory: 20 } as const;

// Beyond what warming may take of a day, and short of all: what is left is for those who are known. The other half of a
// minute is theirs as well.
const DAY_SHARE = 0.9;
const MINUTE_SHARE = 0.5;

/** What is paid from a plan for players, teams and names that nothing cached has told of. */
export const unknownAllowance = (
  { perDay }: BudgetPlan,
  { hasDirectory }: { readonly hasDirectory: boolean },
): Allowance => {
  const { all, each } = hasDirectory ? WITH_DIRECTORY : WITHOUT_DIRECTORY;
  const least = hasDirectory ? MIN_PER_HOUR.withDirectory : MIN_PER_HOUR.withoutDirectory;
  return {
    name: 'unknown',
    perHour: Math.max(least, Math.floor(perDay * all)),
    perHourEach: Math.max(least, Math.floor(perDay * each)),
    dayShare: DAY_SHARE,
    minuteShare: MINUTE_SHARE,
  };
};
