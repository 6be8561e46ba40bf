import { days, isUnderWay, seconds, type Clock } from '../cache/index.ts';
import { newLimitAccount, remainingOf, type LimitAccount } from './limit-account.ts';
import { drawOf, maxBlock } from './limit-blocks.ts';
import type { LimitLedger } from './limit-ledger.ts';
import { dayEnd, dayOf, minuteEnd, minuteOf } from './quota-ledger.ts';

export interface LimitedKey {
  /** The SHA-256 of the key, in hex. */
  readonly id: string;
  /** Requests from one midnight UTC to the next. */
  readonly limit: number;
}

/** `spent`: the day has no more. `uncounted`: nobody can be asked whether it has. */
export type TakeOutcome = 'granted' | 'spent' | 'uncounted';

/** What came of a request, as far as this environment and the ledger's last answer to it know. */
export interface Take {
  readonly outcome: TakeOutcome;
  /** Requests that the key has left today, those that other environments hold not among them. */
  readonly remaining: number;
  /** Milliseconds until midnight UTC. */
  readonly resetsIn: number;
  /** Milliseconds after which a refused request may be granted. */
  readonly retryIn: number;
}

/** Counts the requests of keys that have a daily limit. */
export interface KeyLimits {
  /** Counts one request. Asks the ledger only when what it has given is used up. Never rejects. */
  take(key: LimitedKey): Promise<Take>;
}

export interface KeyLimitsOptions {
  readonly ledger: LimitLedger;
  readonly clock: Clock;
  /** The ledger has begun to fail. */
  readonly onFailure: (error: unknown) => void;
}

// Short, because an outage may be over soon; long enough that not every request waits out the ledger's time limit.
const LEDGER_RETRY_MS = seconds(5);
// Each is needed only when others have drawn between two of our requests.
const MAX_ROUNDS = 10;

/**
 * Daily limits of keys, enforced for all environments through one ledger, from which each draws a block of requests at a
 * time. No more requests are granted than the limit while the ledger can be asked. While it cannot, an environment grants
 * a block a minute, and charges it later.
 *
 * @example
 * const limits = createKeyLimits({ ledger, clock: Date, onFailure });
 * const { outcome, remaining } = await limits.take({ id: sha256, limit: 10_000 });
 */
export const createKeyLimits = ({ ledger, clock, onFailure }: KeyLimitsOptions): KeyLimits => {
  const accounts = new Map<string, LimitAccount>();

  const accountOf = ({ id, limit }: LimitedKey, now: number): LimitAccount => {
    const day = dayOf(now);
    const known = accounts.get(id);
    if (known?.day === day && known.limit === limit) return known;
    // A key may have been revoked: what is of another day is forgotten.
    for (const [other, account] of accounts) if (account.day !== day) accounts.delete(other);
    const account = newLimitAccount(id, limit, day);
    accounts.set(id, account);
    return account;
  };

  const draw = async (account: LimitAccount): Promise<void> => {
    await settle(account);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = clock.now();
      const wanted = drawOf(account, now);
      if (wanted === undefined) {
        account.isSpent = true;
        return;
      }
      const { isGranted, standing } = await ledger.draw(wanted, timeIn(account, now));
      account.standing = standing;
      if (!isGranted) continue;
      const { requests, held } = wanted;
      Object.assign(account, { block: requests, left: requests, heldHere: account.heldHere + held, drawnAt: now });
      return;
    }
    throw new Error(`The daily limit of ${account.limit} could not be drawn from: too many others draw from it`);
  };

  /** Charges what was answered while the ledger could not be asked. An answer that is lost has it charged twice. */
  const settle = async (account: LimitAccount): Promise<void> => {
    const { id, owed } = account;
    if (owed === 0) return;
    await ledger.add(id, owed, timeIn(account, clock.now()));
    account.owed -= owed;
    account.standing = { ...account.standing, drawn: account.standing.drawn + owed };
  };

  /** One draw at a time, for all who wait, until this one has its request or the day has no more. */
  const takeDrawn = async (account: LimitAccount): Promise<TakeOutcome> => {
    account.waiting += 1;
    try {
      for (;;) {
        // Between the look and the use nobody else may use it.
        if (account.left > 0) {
          account.left -= 1;
          return 'granted';
        }
        if (account.isSpent) return 'spent';
        account.drawing ??= draw(account).finally(() => (account.drawing = undefined));
        await account.drawing;
      }
    } finally {
      account.waiting -= 1;
    }
  };

  const takeUncounted = (account: LimitAccount): TakeOutcome => {
    if (remainingOf(account) <= 0) return 'spent';
    const minute = minuteOf(clock.now());
    const requests = account.uncounted.minute === minute ? account.uncounted.requests : 0;
    if (requests >= maxBlock(account.limit)) return 'uncounted';
    account.uncounted = { minute, requests: requests + 1 };
    account.owed += 1;
    return 'granted';
  };

  const takeFrom = async (account: LimitAccount): Promise<TakeOutcome> => {
    const needsLedger = account.left === 0 && !account.isSpent;
    if (needsLedger && isUnderWay(account.outageUntil, LEDGER_RETRY_MS, clock.now())) return takeUncounted(account);
    try {
      return await takeDrawn(account);
    } catch (error) {
      const now = clock.now();
      // Those who have waited together tell of it once.
      if (!isUnderWay(account.outageUntil, LEDGER_RETRY_MS, now)) onFailure(error);
      account.outageUntil = now + LEDGER_RETRY_MS;
      return takeUncounted(account);
    }
  };

  return {
    async take(key) {
      const account = accountOf(key, clock.now());
      const outcome = await takeFrom(account);
      const now = clock.now();
      const resetsIn = dayEnd(now) - now;
      const retryIn = outcome === 'uncounted' ? minuteEnd(now) - now : resetsIn;
      return { outcome, remaining: Math.max(0, remainingOf(account)), resetsIn, retryIn };
    },
  };
};

/** What began before midnight is counted in its day. */
const timeIn = ({ day }: LimitAccount, now: number): number => (dayOf(now) === day ? now : days(day));
