import { AsyncLocalStorage } from 'node:async_hooks';

/** A key that asks, by its name. */
export interface Caller {
  readonly name: string;
  /** How many keys may ask: once calls run low, each has an equal share of the rest. */
  readonly of: number;
}

/**
 * Calls apart from everybody's, for what nobody has told us of. Counted by the hour, UTC, for all leagues together: a
 * league may allow more of them than another.
 */
export interface Allowance {
  readonly name: 'unknown';
  /** Calls an hour, of all callers together. */
  readonly perHour: number;
  /** Calls an hour of one caller, where callers have names. */
  readonly perHourEach: number;
  /** Part of the day's calls, by whomever spent, after which it pays for nothing: 0 to 1. */
  readonly dayShare: number;
  /** Part of a minute's calls that it pays for at most: 0 to 1. */
  readonly minuteShare: number;
}

/** Who pays for a call. Nothing given: the general budget, for nobody in particular. */
export interface Payer {
  readonly caller?: Caller | undefined;
  readonly allowance?: Allowance | undefined;
}

/** Whose allowance is spent: that for the unknown, or a key's share of what is left. */
export type AllowanceName = Allowance['name'] | 'key';

// At module scope, and still no shared state: as for the load reason.
const storage = new AsyncLocalStorage<Payer>();

/** Runs the work, and whatever it begins, at the cost of `payer`; what is not given stays as it is. */
export const runWithPayer = <T>(payer: Payer, work: () => Promise<T>): Promise<T> =>
  storage.run({ ...storage.getStore(), ...payer }, work);

/** Who would pay for a call now. */
export const currentPayer = (): Payer => storage.getStore() ?? {};
