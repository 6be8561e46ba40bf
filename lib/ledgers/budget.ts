import { seconds, type Clock } from '../cache/index.ts';
import { createDeferredCharges } from './deferred-charges.ts';
import { isSpeculative, type LoadReason } from './load-reason.ts';
import { createLocalQuotaLedger } from './local-quota-ledger.ts';
import type { Payer } from './payer.ts';
import {
  dayEnd,
  dayOf,
  minuteEnd,
  minuteOf,
  type BudgetPlan,
  type QuotaLedger,
  type Spending,
  type Spent,
  type Standing,
} from './quota-ledger.ts';
import { BudgetExceededError, type Refusal } from './refusal.ts';
import { createShares, speculativeLimit, spentByAllowance, type Ask, type SpentByAllowance } from './shares.ts';

/** What may be asked of the provider, by whom. */
export interface Budget {
  /** Counts one call. Rejects with BudgetExceededError, and then the call must not be made. */
  admit(reason: LoadReason, payer?: Payer): Promise<void>;
  /** The ledger's notes, as its last answer to this environment had them: no command. */
  notes(): ReadonlyMap<string, string>;
  /** Replaces a note that is `expected` (undefined: none); false where another one stands there. One command. */
  note(name: string, text: string, expected: string | undefined): Promise<boolean>;
  /** Rejects when the ledger cannot be read. */
  state(): Promise<BudgetState>;
}

export interface BudgetState {
  readonly provider: string;
  readonly plan: BudgetPlan;
  readonly spent: Spent;
  readonly allowances: SpentByAllowance;
  /** Calls of a day after which nothing is loaded speculatively. The name is a part of /v1/usage. */
  readonly foresightStopsAt: number;
  /** Midnight UTC, in epoch ms. */
  readonly resetsAt: number;
}

export interface BudgetOptions {
  readonly provider: string;
  readonly quotaLedger: QuotaLedger;
  readonly plan: BudgetPlan;
  readonly clock: Clock;
  /**
   * Calls a minute that this environment may make while the ledger cannot be reached; 0 where calls are paid for: a
   * call that cannot be counted is not bought. The ledger is charged for them as soon as it can be reached again.
   */
  readonly uncountedPerMinute: number;
}

// Short, because an outage may be over soon; long enough that not every call waits out the ledger's time limit.
const LEDGER_RETRY_MS = seconds(5);

/**
 * A provider's plan, enforced for all environments through one ledger.
 *
 * @example
 * const budget = createBudget({ provider: 'espn', quotaLedger, plan, clock: Date, uncountedPerMinute: 60 });
 * await budget.admit('ask'); // then, and only then, call the provider
 */
export const createBudget = (options: BudgetOptions): Budget => {
  const { provider, quotaLedger, plan, clock, uncountedPerMinute } = options;
  const shares = createShares(plan);
  const localLedger = createLocalQuotaLedger();
  const deferred = createDeferredCharges(quotaLedger);
  let outage: { readonly error: unknown; readonly until: number } | undefined;
  let latest: { readonly standing: Standing; readonly at: number } | undefined;

  const refusal = (why: string, refused: Refusal): BudgetExceededError =>
    new BudgetExceededError(`${provider} is not asked: ${why}`, refused);

  const unavailable = (why: string, retryAfter: number, cause: unknown): BudgetExceededError =>
    refusal(why, { reason: 'ledger-unavailable', retryAfter, cause });

  const admitUncounted = async (reason: LoadReason, now: number, cause: unknown): Promise<void> => {
    if (isSpeculative(reason) || uncountedPerMinute === 0) {
      throw unavailable('the call cannot be counted', LEDGER_RETRY_MS, cause);
    }
    const limits = { perDay: plan.perDay, perMinute: uncountedPerMinute };
    const { outcome } = await localLedger.spend({ calls: 1, limits }, now);
    if (outcome === 'day-spent') {
      throw refusal('the calls of today are spent', { reason: 'over-budget', retryAfter: dayEnd(now) - now, cause });
    }
    if (outcome !== 'granted') throw unavailable('calls cannot be counted', minuteEnd(now) - now, cause);
    deferred.remember(now);
  };

  // What was spent of the day and the minute when the ledger last answered.
  const knownSpent = (now: number): Spent => {
    if (latest === undefined || dayOf(latest.at) !== dayOf(now)) return { day: 0, minute: 0 };
    const { day, minute } = latest.standing.spent;
    return { day, minute: minuteOf(latest.at) === minuteOf(now) ? minute : 0 };
  };

  const spend = async (ask: Ask, now: number): Promise<Spending> => {
    let scarcity = shares.scarcityFor(ask, knownSpent(now), 1);
    for (;;) {
      const spending = await quotaLedger.spend(shares.chargeFor(ask, scarcity, 1, now), now);
      latest = { standing: spending.standing, at: now };
      if (spending.outcome === 'granted') return spending;
      // What is scarce stays so for as long as this loop takes: it ends.
      const { day, minute } = shares.scarcityFor(ask, spending.standing.spent, 1);
      const next = { day: day || scarcity.day, minute: minute || scarcity.minute };
      if (next.day === scarcity.day && next.minute === scarcity.minute) return spending;
      scarcity = next;
    }
  };

  return {
    async admit(reason, payer = {}) {
      const now = clock.now();
      const ask: Ask = { reason, payer };
      let spending: Spending;
      if (outage !== undefined && now < outage.until) return admitUncounted(reason, now, outage.error);
      try {
        await deferred.flush();
        spending = await spend(ask, now);
        outage = undefined;
      } catch (error) {
        outage = { error, until: now + LEDGER_RETRY_MS };
        return admitUncounted(reason, now, error);
      }
      if (spending.outcome !== 'granted') {
        const { why, ...refused } = shares.refusalOf(ask, spending, now);
        throw refusal(why, refused);
      }
    },
    notes: () => latest?.standing.notes ?? new Map(),
    note: (name, text, expected) => quotaLedger.note(name, text, expected, clock.now()),
    async state() {
      const now = clock.now();
      const standing = await quotaLedger.standing(now);
      latest = { standing, at: now };
      return {
        provider,
        plan,
        spent: standing.spent,
        allowances: spentByAllowance(standing),
        foresightStopsAt: speculativeLimit(plan),
        resetsAt: dayEnd(now),
      };
    },
  };
};

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
