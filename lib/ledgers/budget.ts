import { minutes, seconds, type Clock } from '../cache/index.ts';
import { createLocalQuotaLedger } from './local-quota-ledger.ts';
import { dayEnd, minuteEnd } from './budget-time.ts';
import { createDeferredCharges } from './deferred-charges.ts';
import type { QuotaLedger, BudgetPlan, Spent } from './quota-ledger.ts';
import { isSpeculative, type LoadReason } from './load-reason.ts';
import { UpstreamError } from '../sports/upstream.ts';

/** What may be asked of the provider, by whom. */
export interface Budget {
  /** Counts one call. Rejects with UpstreamError `over-budget`, and then the call must not be made. */
  admit(cause: LoadReason): Promise<void>;
  /** Rejects when the book cannot be read. */
  state(): Promise<BudgetState>;
}

export interface BudgetState {
  readonly provider: string;
  readonly plan: BudgetPlan;
  readonly spent: Spent;
  /** Calls of a day after which nothing is loaded that nobody has asked for. */
  readonly foresightStopsAt: number;
  /** Midnight UTC, in epoch ms. */
  readonly resetsAt: number;
}

export interface BudgetOptions {
  readonly provider: string;
  readonly book: QuotaLedger;
  readonly plan: BudgetPlan;
  readonly clock: Clock;
  /**
   * Calls a minute that this environment may make while the book cannot be reached; 0 where calls are paid for: what
   * cannot be counted is not bought. They are entered in the book as soon as this environment reaches it again.
   */
  readonly uncounted: number;
}

// Of the day, and of each minute: the last fifth is for those who wait for an answer.
const FORESIGHT_SHARE = 0.8;
// What is out of order for a moment costs nobody a minute; and while it is, no call sits out its time-out again.
const UNCOUNTED_PAUSE = seconds(5);

export const createBudget = ({ provider, book, plan, clock, uncounted }: BudgetOptions): Budget => {
  const foresight: BudgetPlan = {
    perDay: Math.floor(plan.perDay * FORESIGHT_SHARE),
    perMinute: plan.perMinute === undefined ? undefined : Math.floor(plan.perMinute * FORESIGHT_SHARE),
  };
  const spare = createLocalQuotaLedger();
  const made = createDeferredCharges(book);
  let fault: { readonly error: unknown; readonly until: number } | undefined;

  const overBudget = (what: string, retryAfter: number | undefined, cause?: unknown): UpstreamError =>
    new UpstreamError('over-budget', `${provider} is not asked: ${what}`, { retryAfter, cause });

  const admitUncounted = async (isForeseen: boolean, now: number, cause: unknown): Promise<void> => {
    if (isForeseen || uncounted === 0) throw overBudget('the call cannot be counted', UNCOUNTED_PAUSE, cause);
    const outcome = await spare.spend({ perDay: plan.perDay, perMinute: uncounted }, now);
    if (outcome !== 'granted') throw overBudget('calls cannot be counted', minutes(1) - (now % minutes(1)), cause);
    made.remember(now);
  };

  return {
    async admit(cause) {
      const now = clock.now();
      const isForeseen = isSpeculative(cause);
      let outcome: Awaited<ReturnType<QuotaLedger['spend']>>;
      if (fault !== undefined && now < fault.until) return admitUncounted(isForeseen, now, fault.error);
      try {
        await made.flush();
        outcome = await book.spend(isForeseen ? foresight : plan, now);
        fault = undefined;
      } catch (error) {
        fault = { error, until: now + UNCOUNTED_PAUSE };
        return admitUncounted(isForeseen, now, error);
      }
      switch (outcome) {
        case 'granted':
          return;
        case 'minute-spent':
          throw overBudget('the calls of this minute are spent', isForeseen ? undefined : minuteEnd(now) - now);
        case 'day-spent':
          // The engine stays away from what failed for as long as it is told; a question must not wait for that.
          throw overBudget('the calls of today are spent', isForeseen ? undefined : dayEnd(now) - now);
      }
    },
    async state() {
      const now = clock.now();
      return {
        provider,
        plan,
        spent: await book.spent(now),
        foresightStopsAt: foresight.perDay,
        resetsAt: dayEnd(now),
      };
    },
  };
};
