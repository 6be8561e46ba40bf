import { minutes, type Clock } from '../cache/index.ts';
import {
  dayOf,
  minuteOf,
  NOTHING_SPENT,
  type BudgetPlan,
  type Count,
  type Spending,
  type Standing,
} from './quota-ledger.ts';
import type { Ask } from './shares.ts';

/** Takes calls from the ledger, several at a time where several are wanted. */
export interface Grants {
  /** Whether a call is granted already, which is used thereby. Asks nobody. */
  takeHeld(ask: Ask): boolean;
  /** Counts one call. Rejects when the ledger cannot count. */
  take(ask: Ask): Promise<Spending>;
  /** The ledger was throttled: for a minute grants are larger than is wanted now, and calls that come later need no ledger. */
  throttled(): void;
}

export interface GrantsOptions {
  readonly plan: BudgetPlan;
  readonly clock: Clock;
  /** One call at a time: what is paid for is not taken before it is wanted. */
  readonly isMetered: boolean;
  /** Charges so many calls, which count as `counts` too. */
  readonly charge: (ask: Ask, calls: number, counts: readonly Count[]) => Promise<Spending>;
}

// A frozen or killed environment gives nothing back. What all of them have taken and not used is counted in the ledger,
// with these limits, whatever their number: parts of a day's calls and of a minute's.
const MAX_STRANDED = { day: 0.01, minute: 0.05 };
// Calls taken before they were wanted. Those of a grant that has lapsed stay counted.
const AHEAD = 'ahead';
const AHEAD_AFTER_THROTTLING_MS = minutes(1);

interface Waiter {
  readonly resolve: (spending: Spending) => void;
  readonly reject: (error: unknown) => void;
}

/** Those who ask at the same cost share grants. */
interface Line {
  readonly waiting: Waiter[];
  isCharging: boolean;
  /** Calls that are granted and not used. */
  held: number;
  /** Calls of the last grant beyond its first, not yet told to be used. */
  ahead: number;
  grantedAt: number;
  standing: Standing;
}

export const createGrants = ({ plan, clock, isMetered, charge }: GrantsOptions): Grants => {
  const max = {
    day: Math.floor(plan.perDay * MAX_STRANDED.day),
    minute: plan.perMinute === undefined ? Infinity : Math.floor(plan.perMinute * MAX_STRANDED.minute),
  };
  const lines = new Map<string, Line>();
  let aheadUntil = Number.NEGATIVE_INFINITY;

  const lineOf = (ask: Ask): Line => {
    const name = nameOf(ask);
    const line = lines.get(name) ?? newLine();
    // Those that are idle are forgotten: a caller may have asked once.
    if (!lines.has(name)) for (const [key, each] of lines) if (isIdle(each, clock.now())) lines.delete(key);
    lines.set(name, line);
    return line;
  };

  /** A grant ends with its minute: what is left of it may not be used in the next one, which has its own calls. */
  const lapse = (line: Line, now: number): void => {
    if (minuteOf(line.grantedAt) === minuteOf(now) && now >= line.grantedAt) return;
    // Unused calls stay counted as taken ahead.
    line.ahead = dayOf(line.grantedAt) === dayOf(now) ? line.ahead - line.held : 0;
    line.held = 0;
  };

  const countsFor = (line: Line, calls: number, now: number): readonly Count[] => {
    const isSameMinute = minuteOf(line.grantedAt) === minuteOf(now);
    const released = { day: line.ahead, minute: isSameMinute ? line.ahead : 0 };
    return (['day', 'minute'] as const).flatMap((window) => {
      const amount = calls - 1 - released[window];
      // What only gives back is never refused.
      return amount === 0 ? [] : [{ window, name: AHEAD, amount, max: amount < 0 ? Infinity : max[window] }];
    });
  };

  /** How many calls to ask for: as many as wait, or as may be taken ahead, where the last answer had room for them. */
  const sizeFor = (line: Line, now: number): number => {
    const { day, minute } = line.standing.counts;
    const isSameMinute = minuteOf(line.grantedAt) === minuteOf(now);
    // Twice as many as were used up: an environment that asks little strands little.
    const isAhead = now < aheadUntil && (isSameMinute || line.ahead === 0);
    const wanted = Math.max(line.waiting.length, isAhead ? 2 * (line.ahead + 1) : 1);
    const room = Math.min(
      max.day - (day.get(AHEAD) ?? 0) + line.ahead,
      max.minute - (isSameMinute ? (minute.get(AHEAD) ?? 0) - line.ahead : 0),
    );
    return Math.max(1, Math.min(wanted, 1 + room));
  };

  const chargeOnce = async (ask: Ask, line: Line): Promise<void> => {
    const now = clock.now();
    lapse(line, now);
    let calls = sizeFor(line, now);
    let spending = await charge(ask, calls, countsFor(line, calls, now));
    if (spending.outcome !== 'granted' && calls > 1) {
      calls = 1;
      spending = await charge(ask, calls, countsFor(line, calls, now));
    }
    line.standing = spending.standing;
    if (spending.outcome !== 'granted') {
      for (const { resolve } of line.waiting.splice(0)) resolve(spending);
      return;
    }
    const served = line.waiting.splice(0, calls);
    Object.assign(line, { held: calls - served.length, ahead: calls - 1, grantedAt: now });
    for (const { resolve } of served) resolve(spending);
  };

  const chargeAll = async (ask: Ask, line: Line): Promise<void> => {
    line.isCharging = true;
    while (line.waiting.length > 0) {
      try {
        await chargeOnce(ask, line);
      } catch (error) {
        for (const { reject } of line.waiting.splice(0)) reject(error);
      }
    }
    line.isCharging = false;
  };

  return {
    takeHeld(ask) {
      const line = lines.get(nameOf(ask));
      if (line === undefined) return false;
      lapse(line, clock.now());
      if (line.held === 0) return false;
      line.held -= 1;
      return true;
    },
    take(ask) {
      if (isMetered) return charge(ask, 1, []);
      const line = lineOf(ask);
      return new Promise((resolve, reject) => {
        line.waiting.push({ resolve, reject });
        if (!line.isCharging) void chargeAll(ask, line);
      });
    },
    throttled() {
      aheadUntil = clock.now() + AHEAD_AFTER_THROTTLING_MS;
    },
  };
};

const nameOf = ({ reason, payer }: Ask): string => JSON.stringify([reason, payer]);

const newLine = (): Line => ({
  waiting: [],
  isCharging: false,
  held: 0,
  ahead: 0,
  grantedAt: Number.NEGATIVE_INFINITY,
  standing: NOTHING_SPENT,
});

const isIdle = ({ isCharging, waiting, grantedAt }: Line, now: number): boolean =>
  !isCharging && waiting.length === 0 && minuteOf(grantedAt) !== minuteOf(now);
