import { LRUCache } from 'lru-cache';
import { createMemoryTier, type CacheKey, type Entry } from '../../lib/cache/index.ts';
import { entryOf } from '../../test/support/entries.ts';
import { createFakeClock } from '../../test/support/fake-clock.ts';
import type { Trace } from './traces.ts';

export interface Misses {
  readonly ours: number;
  readonly lru: number;
}

interface Store {
  get(key: CacheKey): Entry | undefined;
  set(key: CacheKey, entry: Entry): unknown;
}

/** Plays a trace against the memory tier and lru-cache, each with room for `capacity` entries of a player's size. */
export const countMisses = ({ keys }: Trace, capacity: number): Misses => {
  const clock = createFakeClock();
  const entry = entryOf(clock, 'x'.repeat(2072));
  const maxBytes = capacity * weightOf(keys[0], entry);
  return {
    ours: missed(createMemoryTier({ maxBytes, clock }), keys, entry),
    lru: missed(new LRUCache<CacheKey, Entry>({ max: capacity }), keys, entry),
  };
};

const missed = (store: Store, keys: readonly CacheKey[], entry: Entry): number => {
  let misses = 0;
  for (const key of keys) {
    if (store.get(key) !== undefined) continue;
    misses += 1;
    store.set(key, entry);
  }
  return misses;
};

const weightOf = (key: CacheKey | undefined, entry: Entry): number => {
  const alone = createMemoryTier({ maxBytes: Infinity });
  if (key !== undefined) alone.set(key, entry);
  return alone.bytes;
};
