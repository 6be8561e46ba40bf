import type { CacheKey, Clock, Entry, SharedTier } from '../../lib/cache/index.ts';

/** What this needs of a memory tier. */
export interface Memory {
  get(key: CacheKey): Entry | undefined;
  set(key: CacheKey, entry: Entry): void;
}

export interface MemoryAsSharedOptions {
  readonly memory: Memory;
  readonly clock: Clock;
  readonly prefix: string;
}

/** The memory tier in a shared tier's clothes, so that it passes the same contract. */
export const memoryAsShared = ({ memory, clock, prefix }: MemoryAsSharedOptions): SharedTier => {
  const own = (key: CacheKey): CacheKey => (prefix + key) as CacheKey;
  return {
    name: 'l1',
    getMany(_namespace, keys) {
      const found = keys.flatMap((key) => {
        const entry = memory.get(own(key));
        return entry === undefined ? [] : [[key, entry] as const];
      });
      return Promise.resolve({ entries: new Map(found) });
    },
    setMany(_namespace, entries) {
      // The engine never keeps an expired entry; a shared tier is asked not to write one.
      for (const [key, entry] of entries) if (entry.staleUntil > clock.now()) memory.set(own(key), entry);
      return Promise.resolve();
    },
  };
};
