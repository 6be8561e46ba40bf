import { minutes, seconds, type Clock } from '../cache/index.ts';
import { createDeferredCharges } from './deferred-charges.ts';
import { isSpeculative, type LoadReason } from './load-reason.ts';
import { createLocalQuotaLedger } from './local-quota-ledger.ts';
import { dayEnd, minuteEnd, type BudgetPlan, type QuotaLedger, type Spent } from './quota-ledger.ts';

/** The budget refuses a call, which must then not be made. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError';
  readonly reason = 'over-budget';
  /** Milliseconds after which a call would be granted; undefined for a speculative load, which nothing waits for. */
  readonly retryAfter: number | undefined;

  constructor(message: string, retryAfter: number | undefined, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.retryAfter = retryAfter;
  }
}

/** What may be asked of the provider, by whom. */
export interface Budget {
  /** Counts one call. Rejects with BudgetExceededError, and then the call must not be made. */
  admit(reason: LoadReason): Promise<void>;
  /** Rejects when the ledger cannot be read. */
  state(): Promise<BudgetState>;
}

export interface BudgetState {
  readonly provider: string;
  readonly plan: BudgetPlan;
  readonly spent: Spent;
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

// Of the day, and of each minute: the last fifth is for those who wait for an answer.
const SPECULATIVE_SHARE = 0.8;
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
  const speculativePlan: BudgetPlan = {
    perDay: Math.floor(plan.perDay * SPECULATIVE_SHARE),
    perMinute: plan.perMinute === undefined ? undefined : Math.floor(plan.perMinute * SPECULATIVE_SHARE),
  };
  const localLedger = createLocalQuotaLedger();
  const deferred = createDeferredCharges(quotaLedger);
  let outage: { readonly error: unknown; readonly until: number } | undefined;

  const refusal = (why: string, retryAfter: number | undefined, cause?: unknown): BudgetExceededError =>
    new BudgetExceededError(`${provider} is not asked: ${why}`, retryAfter, cause);

  const admitUncounted = async (reason: LoadReason, now: number, cause: unknown): Promise<void> => {
    if (isSpeculative(reason) || uncountedPerMinute === 0) {
      throw refusal('the call cannot be counted', LEDGER_RETRY_MS, cause);
    }
    const outcome = await localLedger.spend({ perDay: plan.perDay, perMinute: uncountedPerMinute }, now);
    if (outcome !== 'granted') throw refusal('calls cannot be counted', minutes(1) - (now % minutes(1)), cause);
    deferred.remember(now);
  };

  return {
    async admit(reason) {
      const now = clock.now();
      const isSpeculation = isSpeculative(reason);
      let outcome: Awaited<ReturnType<QuotaLedger['spend']>>;
      if (outage !== undefined && now < outage.until) return admitUncounted(reason, now, outage.error);
      try {
        await deferred.flush();
        outcome = await quotaLedger.spend(isSpeculation ? speculativePlan : plan, now);
        outage = undefined;
      } catch (error) {
        outage = { error, until: now + LEDGER_RETRY_MS };
        return admitUncounted(reason, now, error);
      }
      // Without a time for speculation: the engine backs off from the source for that long, and a question for the
      // same source would have to wait with it.
      switch (outcome) {
        case 'granted':
          return;
        case 'minute-spent':
          throw refusal('the calls of this minute are spent', isSpeculation ? undefined : minuteEnd(now) - now);
        case 'day-spent':
          throw refusal('the calls of today are spent', isSpeculation ? undefined : dayEnd(now) - now);
      }
    },
    async state() {
      const now = clock.now();
      return {
        provider,
        plan,
        spent: await quotaLedger.spent(now),
        foresightStopsAt: speculativePlan.perDay,
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
