import { days, hours, minutes } from '../cache/index.ts';
import { hourOf } from './usage-hours.ts';

/** What a provider's plan allows. */
export interface BudgetPlan {
  readonly perDay: number;
  /** Undefined: no limit by the minute. */
  readonly perMinute: number | undefined;
}

export interface Spent {
  /** Calls counted since midnight UTC. */
  readonly day: number;
  /** Calls counted in this minute. */
  readonly minute: number;
}

/** For how long a count is kept: until midnight UTC, until the hour is over, until the minute is over. */
export type CountWindow = 'day' | 'hour' | 'minute';

/** Something that a charge counts as, beside the calls of all. */
export interface Count {
  readonly window: CountWindow;
  readonly name: string;
  /** In calls. Negative: fewer of them are outstanding. */
  readonly amount: number;
  /** The charge is refused where the count would exceed it. */
  readonly max: number;
  /** Counted under this name where the window is full of others. */
  readonly otherwise?: string;
}

export interface Charge {
  readonly calls: number;
  readonly limits: BudgetPlan;
  readonly counts?: readonly Count[];
}

/** What is counted in the windows of now, and the notes beside it. */
export interface Standing {
  readonly spent: Spent;
  readonly counts: Readonly<Record<CountWindow, ReadonlyMap<string, number>>>;
  readonly notes: ReadonlyMap<string, string>;
}

/** All of a charge is granted, or nothing of it. `standing`: after a grant, or what was in the way of one. */
export type Spending = { readonly outcome: 'granted'; readonly standing: Standing } | Refused;

export type Refused =
  | { readonly outcome: 'day-spent' | 'minute-spent'; readonly standing: Standing }
  | { readonly outcome: 'count-spent'; readonly count: Count; readonly standing: Standing };

/** How many names a window has, at most; a charge falls under `otherwise` then. */
export const MAX_NAMES_PER_WINDOW = 60;

/**
 * Counts calls of one provider for all environments together. A call is counted before it is made, so that a crash
 * counts one too many and never one too few. Rejects when it cannot count.
 */
export interface QuotaLedger {
  /** Counts a charge unless that would exceed a limit; atomic among all environments. `now` is epoch ms. */
  spend(charge: Charge, now: number): Promise<Spending>;
  /** Counts calls that have been made, whatever the limits. Those of an earlier day do not count against today. */
  add(calls: number, now: number): Promise<void>;
  standing(now: number): Promise<Standing>;
  /**
   * Small texts that every environment gets with each answer of the ledger: what is known of the provider, say. Replaces
   * `expected` (undefined: there is none); false where something else stands there. Gone with the day.
   */
  note(name: string, text: string, expected: string | undefined, now: number): Promise<boolean>;
}

/** A ledger whose every operation goes through `ask`, which finds the ledger to put it to. */
export const delegateQuotaLedger = (ask: <T>(use: (ledger: QuotaLedger) => Promise<T>) => Promise<T>): QuotaLedger => ({
  spend: (charge, now) => ask((ledger) => ledger.spend(charge, now)),
  add: (calls, now) => ask((ledger) => ledger.add(calls, now)),
  standing: (now) => ask((ledger) => ledger.standing(now)),
  note: (name, text, expected, now) => ask((ledger) => ledger.note(name, text, expected, now)),
});

/** Days since the epoch, in UTC. */
export const dayOf = (now: number): number => Math.floor(now / days(1));
/** Minutes since the epoch. */
export const minuteOf = (now: number): number => Math.floor(now / minutes(1));

/** The next midnight UTC, in epoch ms. */
export const dayEnd = (now: number): number => (dayOf(now) + 1) * days(1);
export const hourEnd = (now: number): number => (hourOf(now) + 1) * hours(1);
export const minuteEnd = (now: number): number => (minuteOf(now) + 1) * minutes(1);

// Ahead of this clock. A window further ahead was begun by a clock that was wrong, and would refuse everybody for as long.
export const MAX_WINDOWS_AHEAD: Readonly<Record<CountWindow, number>> = { day: 0, hour: 1, minute: 5 };

const WINDOW_OF: Readonly<Record<CountWindow, (now: number) => number>> = {
  day: dayOf,
  hour: hourOf,
  minute: minuteOf,
};

/** Which day, hour or minute since the epoch it is. */
export const windowOf = (window: CountWindow, now: number): number => WINDOW_OF[window](now);

/** Whether a window that has begun is the one of now: where clocks differ a little, a call counts in the later one. */
export const isWindowOfNow = (window: CountWindow, begun: number, ofNow: number): boolean =>
  begun >= ofNow && begun <= ofNow + MAX_WINDOWS_AHEAD[window];

/** The name that an amount is counted under, given the names that its window has. */
export const countedName = (names: Pick<ReadonlyMap<string, number>, 'has' | 'size'>, count: Count): string => {
  const { name, otherwise = name } = count;
  return names.has(name) || names.size < MAX_NAMES_PER_WINDOW ? name : otherwise;
};

/** The first limit that a charge would exceed, given what stands; undefined: there is room. */
export const refusedBy = ({ calls, limits, counts = [] }: Charge, standing: Standing): Refused | undefined => {
  const { day, minute } = standing.spent;
  if (day + calls > limits.perDay) return { outcome: 'day-spent', standing };
  if (minute + calls > (limits.perMinute ?? Infinity)) return { outcome: 'minute-spent', standing };
  const count = counts.find((each) => {
    const names = standing.counts[each.window];
    return (names.get(countedName(names, each)) ?? 0) + each.amount > each.max;
  });
  return count && { outcome: 'count-spent', count, standing };
};

export const NOTHING_SPENT: Standing = {
  spent: { day: 0, minute: 0 },
  counts: { day: new Map(), hour: new Map(), minute: new Map() },
  notes: new Map(),
};
