/** Sums by name. */
export type Amounts = Readonly<Record<string, number>>;

/** How many amounts one `add` takes: DynamoDB allows 300 operators in an expression, and 4 KB of it. */
export const MAX_AMOUNTS_PER_WRITE = 290;

/** Sums that all environments add to, durably. Rejects when they cannot be reached. */
export interface Counters {
  /**
   * Adds all amounts under one key in one write; the key is forgotten some time after `expiresAt` (epoch ms). Resolves to
   * the units that the write is billed: it grows with all that is under the key. 0 where nothing is billed.
   */
  add(key: string, amounts: Amounts, expiresAt: number): Promise<number>;
  /** Keys that nobody has added to are left out. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Amounts>>;
}

/** Counters whose every operation goes through `ask`, which finds the counters to put it to. */
export const delegateCounters = (ask: <T>(use: (counters: Counters) => Promise<T>) => Promise<T>): Counters => ({
  add: (key, amounts, expiresAt) => ask((counters) => counters.add(key, amounts, expiresAt)),
  read: (keys) => ask((counters) => counters.read(keys)),
});
