import { isUnderWay, seconds, type Clock } from '../cache/index.ts';
import { storeThrottles } from '../async/refused.ts';
import { createGrants } from './grants.ts';
import type { LoadReason } from './load-reason.ts';
import type { Payer } from './payer.ts';
import {
  dayEnd,
  dayOf,
  minuteEnd,
  minuteOf,
  NOTHING_SPENT,
  type BudgetPlan,
  type Count,
  type QuotaLedger,
  type Spending,
  type Spent,
  type Standing,
} from './quota-ledger.ts';
import { BudgetExceededError, type Refusal } from './refusal.ts';
import { speculativeLimit } from './plan-parts.ts';
import { createShares, spentByAllowance, type Ask, type SpentByAllowance } from './shares.ts';
import { createRefusedAsks } from './refused-asks.ts';
import { createUncounted } from './uncounted.ts';

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
// Each has been sent several times. Now and then one of them fails even so, and the table is not out for that.
const MAX_THROTTLED_IN_A_ROW = 3;

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
  const uncounted = createUncounted({ plan, perMinute: uncountedPerMinute, quotaLedger });
  const refusedAsks = createRefusedAsks(clock);
  let outage: { readonly error: unknown; readonly until: number } | undefined;
  let throttledInARow = 0;
  let latest: { readonly standing: Standing; readonly at: number } | undefined;

  const refusal = (why: string, refused: Refusal): BudgetExceededError =>
    new BudgetExceededError(`${provider} is not asked: ${why}`, refused);

  // What was spent of the day and the minute when the ledger last answered.
  const knownSpent = (now: number): Spent => {
    if (latest === undefined || dayOf(latest.at) !== dayOf(now)) return { day: 0, minute: 0 };
    const { day, minute } = latest.standing.spent;
    return { day, minute: minuteOf(latest.at) === minuteOf(now) ? minute : 0 };
  };

  const charge = async (ask: Ask, calls: number, counts: readonly Count[]): Promise<Spending> => {
    const now = clock.now();
    let scarcity = shares.scarcityFor(ask, knownSpent(now), calls);
    for (;;) {
      const share = shares.chargeFor(ask, scarcity, calls, now);
      const spending = await quotaLedger.spend({ ...share, counts: [...(share.counts ?? []), ...counts] }, now);
      latest = { standing: spending.standing, at: now };
      if (spending.outcome === 'granted') return spending;
      // What is scarce stays so for as long as this loop takes: it ends.
      const { day, minute } = shares.scarcityFor(ask, spending.standing.spent, calls);
      const next = { day: day || scarcity.day, minute: minute || scarcity.minute };
      if (next.day === scarcity.day && next.minute === scarcity.minute) return spending;
      scarcity = next;
    }
  };
  const grants = createGrants({ plan, clock, isMetered: uncountedPerMinute === 0, charge });

  const admitUncounted = async (ask: Ask, now: number, cause: unknown): Promise<void> => {
    switch (await uncounted.take(ask, knownSpent(now).day, now)) {
      case 'granted':
        return;
      case 'day-spent':
        throw refusal('the calls of today are spent', { reason: 'over-budget', retryAfter: dayEnd(now) - now, cause });
      case 'minute-spent': {
        const retryAfter = minuteEnd(now) - now;
        throw refusal('calls cannot be counted', { reason: 'ledger-unavailable', retryAfter, cause });
      }
      case 'not-allowed': {
        const retryAfter = LEDGER_RETRY_MS;
        throw refusal('the call cannot be counted', { reason: 'ledger-unavailable', retryAfter, cause });
      }
    }
  };

  /** A table that throttles is asked again with the next call, unless that goes on. */
  const failed = (error: unknown, now: number): void => {
    const isThrottled = storeThrottles(error);
    throttledInARow = isThrottled ? throttledInARow + 1 : 0;
    if (isThrottled) grants.throttled();
    if (!isThrottled || throttledInARow >= MAX_THROTTLED_IN_A_ROW) outage = { error, until: now + LEDGER_RETRY_MS };
  };

  return {
    async admit(reason, payer = {}) {
      const now = clock.now();
      const ask: Ask = { reason, payer };
      if (grants.takeHeld(ask)) return;
      const again = refusedAsks.find(ask);
      if (again !== undefined) throw refusal(again.why, again);
      const isOut = outage !== undefined && isUnderWay(outage.until, LEDGER_RETRY_MS, now);
      if (isOut) return admitUncounted(ask, now, outage?.error);
      let spending: Spending;
      try {
        await uncounted.flush();
        spending = await grants.take(ask);
        outage = undefined;
        throttledInARow = 0;
      } catch (error) {
        failed(error, now);
        return admitUncounted(ask, now, error);
      }
      if (spending.outcome === 'granted') return;
      const refused = shares.refusalOf(ask, spending, now);
      refusedAsks.remember(ask, refused);
      throw refusal(refused.why, refused);
    },
    notes: () => latest?.standing.notes ?? new Map(),
    async note(name, text, expected) {
      const now = clock.now();
      const isWritten = await quotaLedger.note(name, text, expected, now);
      const { standing, at } = latest ?? { standing: NOTHING_SPENT, at: now };
      if (isWritten) latest = { standing: { ...standing, notes: new Map([...standing.notes, [name, text]]) }, at };
      return isWritten;
    },
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
