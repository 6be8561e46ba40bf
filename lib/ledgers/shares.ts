import { days } from '../cache/index.ts';
import { part, RESERVED_SHARE, SPECULATIVE_SHARE } from './plan-parts.ts';
import { isSpeculative, type LoadReason } from './load-reason.ts';
import type { AllowanceName, Caller, Payer } from './payer.ts';
import {
  dayEnd,
  hourEnd,
  minuteEnd,
  type BudgetPlan,
  type Charge,
  type Count,
  type CountWindow,
  type Refused,
  type Standing,
} from './quota-ledger.ts';
import type { Refusal } from './refusal.ts';

// From then on each key has an equal share of what is left.
const FREE_SHARE = 0.5;

/** Why the provider would be asked, and at whose cost. */
export interface Ask {
  readonly reason: LoadReason;
  readonly payer: Payer;
}

/** Which rules a charge is under: they follow from what is spent, as far as that is known. */
export interface Scarcity {
  /** Of the day's calls, and of the minute's. */
  readonly day: boolean;
  readonly minute: boolean;
}

export const SPECULATIVE = 'speculative';

const least = (a: BudgetPlan, b: BudgetPlan): BudgetPlan => ({
  perDay: Math.min(a.perDay, b.perDay),
  perMinute: a.perMinute === undefined || b.perMinute === undefined ? a.perMinute : Math.min(a.perMinute, b.perMinute),
});

/** What a plan allows to whom. */
export interface Shares {
  /** Calls are scarce for this ask: its charge has limits of its own then. */
  scarcityFor(ask: Ask, spent: Standing['spent'], calls: number): Scarcity;
  chargeFor(ask: Ask, scarcity: Scarcity, calls: number, now: number): Charge;
  /** Why a charge was refused, and for how long. */
  refusalOf(ask: Ask, refused: Refused, now: number): Refusal & { readonly why: string };
}

export const createShares = (plan: BudgetPlan): Shares => {
  const speculativePlan = part(plan, SPECULATIVE_SHARE);
  const reserve = part(plan, RESERVED_SHARE);
  const freePlan = part(plan, FREE_SHARE);

  const limitsFor = ({ reason, payer: { allowance } }: Ask, now: number): BudgetPlan => {
    if (reason !== 'ask' && allowance === undefined) return plan;
    const rest = 1 - (now % days(1)) / days(1);
    const asked = {
      perDay: plan.perDay - Math.floor(plan.perDay * RESERVED_SHARE * rest),
      perMinute: plan.perMinute === undefined ? undefined : plan.perMinute - (reserve.perMinute ?? 0),
    };
    if (allowance === undefined) return asked;
    return { ...asked, perDay: Math.min(asked.perDay, Math.floor(plan.perDay * allowance.dayShare)) };
  };

  // Until they are scarce, calls are taken without counting whose they are.
  const freeFor = (ask: Ask): BudgetPlan | undefined => {
    if (isSpeculative(ask.reason)) return speculativePlan;
    return sharingCaller(ask) === undefined ? undefined : freePlan;
  };

  const speculativeCounts = (scarcity: Scarcity, calls: number): readonly Count[] => [
    { window: 'day', name: SPECULATIVE, amount: calls, max: scarcity.day ? reserve.perDay : Infinity },
    {
      window: 'minute',
      name: SPECULATIVE,
      amount: calls,
      max: scarcity.minute ? (reserve.perMinute ?? Infinity) : Infinity,
    },
  ];

  const sharedCounts = ({ name, of }: Caller, limits: BudgetPlan, scarcity: Scarcity, calls: number): Count[] => {
    const counts: Count[] = [];
    const count = { name: keyName(name), otherwise: keyName(OTHERS), amount: calls };
    if (scarcity.day) counts.push({ ...count, window: 'day', max: equalShare(limits.perDay, freePlan.perDay, of) });
    if (scarcity.minute && limits.perMinute !== undefined) {
      const max = equalShare(limits.perMinute, freePlan.perMinute ?? 0, of);
      counts.push({ ...count, window: 'minute', max });
    }
    return counts;
  };

  /** Questions get the reserve bit by bit as the day goes by. */
  const reopensAt = ({ spent }: Standing, now: number): number => {
    const left = plan.perDay - spent.day;
    if (left <= 0) return dayEnd(now);
    return Math.max(now, Math.ceil(dayEnd(now) - (days(1) * left) / (plan.perDay * RESERVED_SHARE))) + 1;
  };

  return {
    scarcityFor(ask, { day, minute }, calls) {
      const free = freeFor(ask);
      if (free === undefined) return { day: false, minute: false };
      return { day: day + calls > free.perDay, minute: minute + calls > (free.perMinute ?? Infinity) };
    },
    chargeFor(ask, scarcity, calls, now) {
      const limits = limitsFor(ask, now);
      const free = freeFor(ask) ?? limits;
      const caller = sharingCaller(ask);
      return {
        calls,
        limits: {
          perDay: scarcity.day ? limits.perDay : Math.min(limits.perDay, free.perDay),
          perMinute: scarcity.minute ? limits.perMinute : least(limits, free).perMinute,
        },
        counts: [
          ...(isSpeculative(ask.reason) ? speculativeCounts(scarcity, calls) : []),
          ...unknownCounts(ask, plan, calls),
          ...(caller === undefined ? [] : sharedCounts(caller, limits, scarcity, calls)),
        ],
      };
    },
    refusalOf(ask, refused, now) {
      const { window, allowance } = spentWindow(ask, refused);
      const why = WHY[allowance ?? 'all'](window);
      // Without a time for speculation: the engine backs off from the source for that long, and a question for the same
      // source would have to wait with it.
      const end = window === 'day' && allowance === undefined ? reopensAt(refused.standing, now) : endOf(window, now);
      const retryAfter = isSpeculative(ask.reason) ? undefined : end - now;
      return { why, reason: 'over-budget', allowance, retryAfter };
    },
  };
};

const endOf = (window: CountWindow, now: number): number =>
  ({ day: dayEnd, hour: hourEnd, minute: minuteEnd })[window](now);

const CALLS_OF: Readonly<Record<CountWindow, string>> = { day: 'today', hour: 'this hour', minute: 'this minute' };

const WHY: Readonly<Record<AllowanceName | 'all', (window: CountWindow) => string>> = {
  all: (window) => `the calls of ${CALLS_OF[window]} are spent`,
  unknown: (window) => `the calls of ${CALLS_OF[window]} for what is not known are spent`,
  key: (window) => `the key's share of the calls of ${CALLS_OF[window]} is spent`,
};

interface SpentWindow {
  readonly window: CountWindow;
  readonly allowance: AllowanceName | undefined;
}

const spentWindow = ({ payer }: Ask, refused: Refused): SpentWindow => {
  const ofAll = payer.allowance === undefined ? undefined : 'unknown';
  switch (refused.outcome) {
    case 'count-spent':
      return { window: refused.count.window, allowance: allowanceOf(refused.count) };
    case 'minute-spent':
      return { window: 'minute', allowance: ofAll };
    case 'day-spent':
      return { window: 'day', allowance: ofAll };
  }
};

const equalShare = (limit: number, free: number, of: number): number => Math.floor(Math.max(0, limit - free) / of);

/** The key that asks, where there are others who may ask. */
const sharingCaller = ({ reason, payer: { caller } }: Ask): Caller | undefined =>
  reason === 'ask' && caller !== undefined && caller.of > 1 ? caller : undefined;

const OTHERS = '(others)';
// A name is part of an item that every call writes.
const MAX_NAME_LENGTH = 40;

const KEY = 'key ';
const UNKNOWN = 'unknown';
const UNKNOWN_BY_KEY = 'by key ';

const keyName = (caller: string): string => KEY + caller.slice(0, MAX_NAME_LENGTH);

const unknownCounts = (
  { reason, payer: { allowance, caller } }: Ask,
  plan: BudgetPlan,
  calls: number,
): readonly Count[] => {
  // What a question has left to the queue is counted as well.
  if (allowance === undefined || isSpeculative(reason)) return [];
  const { perHour, perHourEach, minuteShare } = allowance;
  const all: Count[] = [{ window: 'hour', name: UNKNOWN, amount: calls, max: perHour }];
  // A burst of them leaves the rest of the minute to those who are known.
  const max = plan.perMinute === undefined ? Infinity : Math.floor(plan.perMinute * minuteShare);
  if (max < Infinity) all.push({ window: 'minute', name: UNKNOWN, amount: calls, max });
  if (caller === undefined) return all;
  const name = UNKNOWN_BY_KEY + caller.name.slice(0, MAX_NAME_LENGTH);
  return [...all, { window: 'hour', name, otherwise: UNKNOWN_BY_KEY + OTHERS, amount: calls, max: perHourEach }];
};

/** What callers have spent apart from the sum of all. Parts of /v1/usage. */
export interface SpentByAllowance {
  /** Calls of this hour for what nobody has told us of. */
  readonly unknown: number;
  /** The same by key. */
  readonly unknownByKey: Readonly<Record<string, number>>;
  /** Calls by key since half of the day's were spent; each key has an equal share of what was left then. */
  readonly keys: Readonly<Record<string, number>>;
  /** Calls of the day for what nobody waits for. */
  readonly speculative: number;
}

export const spentByAllowance = ({ counts: { day, hour } }: Standing): SpentByAllowance => ({
  unknown: hour.get(UNKNOWN) ?? 0,
  unknownByKey: namesFrom(hour, UNKNOWN_BY_KEY),
  keys: namesFrom(day, KEY),
  speculative: day.get(SPECULATIVE) ?? 0,
});

const namesFrom = (counts: ReadonlyMap<string, number>, prefix: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...counts].flatMap(([name, calls]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), calls]] : [])),
  );

/** Whose allowance a count is. */
export const allowanceOf = ({ name }: Count): 'unknown' | 'key' | undefined => {
  if (name === UNKNOWN || name.startsWith(UNKNOWN_BY_KEY)) return 'unknown';
  return name.startsWith(KEY) ? 'key' : undefined;
};
