import { runWithPayer } from '../../lib/ledgers/payer.ts';
import type { BudgetPlan } from '../../lib/ledgers/quota-ledger.ts';
import { unknownAllowance } from '../../lib/ledgers/unknown-allowance.ts';
import type { ResourceContext } from '../../lib/sports/resources/index.ts';

const AMPLE: BudgetPlan = { perDay: 1_000_000, perMinute: undefined };

/** As the functions have it: who is unknown is paid for from an allowance of the plan. */
export const payForUnder =
  (plan: BudgetPlan): ResourceContext['payFor'] =>
  (unknown, call) =>
    unknown === undefined ? call() : runWithPayer({ allowance: unknownAllowance(plan, unknown) }, call);

export const payForInTest = payForUnder(AMPLE);
