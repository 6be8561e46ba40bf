import { createDeferredCharges } from './deferred-charges.ts';
import { isSpeculative } from './load-reason.ts';
import { createLocalQuotaLedger } from './local-quota-ledger.ts';
import type { BudgetPlan, QuotaLedger } from './quota-ledger.ts';
import { createShares, type Ask } from './shares.ts';

/** The few calls that are made while the ledger cannot count. */
export interface Uncounted {
  /** `not-allowed`: nobody waits for it, or calls are billed. `spentToday`: as the ledger last said. */
  take(ask: Ask, spentToday: number, now: number): Promise<'granted' | 'not-allowed' | 'day-spent' | 'minute-spent'>;
  /** Charges to the ledger what was taken; rejects when it still cannot be reached. */
  flush(): Promise<void>;
}

export interface UncountedOptions {
  readonly plan: BudgetPlan;
  readonly perMinute: number;
  readonly quotaLedger: Pick<QuotaLedger, 'add'>;
}

export const createUncounted = ({ plan, perMinute, quotaLedger }: UncountedOptions): Uncounted => {
  // However short the plan's minute is, one environment alone does not exceed it.
  const limits = { perDay: plan.perDay, perMinute: Math.min(perMinute, plan.perMinute ?? Infinity) };
  const shares = createShares(limits);
  const localLedger = createLocalQuotaLedger();
  const deferred = createDeferredCharges(quotaLedger);
  return {
    async take(ask, spentToday, now) {
      if (isSpeculative(ask.reason) || perMinute === 0) return 'not-allowed';
      if (spentToday + deferred.pending(now) >= plan.perDay) return 'day-spent';
      // What nobody has told of has its allowance here, too: it must not take all that is left to those who are known.
      const { counts = [] } = shares.chargeFor(ask, { day: false, minute: false }, 1, now);
      const { outcome } = await localLedger.spend({ calls: 1, limits, counts }, now);
      if (outcome !== 'granted') return outcome === 'day-spent' ? 'day-spent' : 'minute-spent';
      deferred.remember(now);
      return 'granted';
    },
    flush: () => deferred.flush(),
  };
};
