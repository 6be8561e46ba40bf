import { createBudget, type Budget, type BudgetOptions } from '../../lib/ledgers/budget.ts';
import { BudgetExceededError } from '../../lib/ledgers/refusal.ts';
import { UpstreamError } from '../../lib/sports/upstream/index.ts';

export interface ComposedBudgetOptions extends Omit<BudgetOptions, 'uncountedPerMinute'> {
  readonly provider: keyof typeof UNCOUNTED_PER_MINUTE;
}

// Calls while the ledger cannot be reached: ESPN publishes no limit and bills nobody, RapidAPI bills.
const UNCOUNTED_PER_MINUTE = { espn: 60, rapidapi: 0 };

/** The provider's budget; `admit` refuses in the words of the provider port. */
export const composeBudget = (options: ComposedBudgetOptions): Budget => {
  const budget = createBudget({ ...options, uncountedPerMinute: UNCOUNTED_PER_MINUTE[options.provider] });
  return { ...budget, admit: (reason, payer) => admitted(budget.admit(reason, payer)) };
};

/** Settles as the budget's answer does, a refusal in the words of the provider port. */
export const admitted = async (charge: Promise<void>): Promise<void> => {
  try {
    await charge;
  } catch (error) {
    if (!(error instanceof BudgetExceededError)) throw error;
    const { reason, message, retryAfter, allowance, cause } = error;
    throw new UpstreamError(reason, message, { retryAfter, allowance, cause });
  }
};
