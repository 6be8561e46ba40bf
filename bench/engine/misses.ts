import { LRUCache } from 'lru-cache';
import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  days,
  hours,
  minutes,
  seconds,
  type Body,
  type CacheEvent,
  type CacheKey,
  type Entry,
  type MemoryTier,
  type Policy,
  type Query,
} from '../../lib/cache/index.ts';
import { entryOf } from '../../test/support/entries.ts';
import { createFakeClock, type FakeClock } from '../../test/support/fake-clock.ts';
import { createMemorySharedTier } from '../../test/support/memory-shared-tier.ts';
import type { Trace } from './traces.ts';

export interface Misses {
  readonly ours: number;
  readonly lru: number;
}

/** Misses of a whole cache, and what else than hits and misses the trace met on its way. */
export interface ReadMisses extends Misses {
  readonly renewals: number;
  readonly stale: number;
  readonly lookUps: number;
}

interface Store {
  get(key: CacheKey): Entry | undefined;
  set(key: CacheKey, entry: Entry): unknown;
}

/** A player's size. */
const BODY: Body = { encoding: 'identity', text: 'x'.repeat(2072) };

/** Plays a trace against the memory tier and lru-cache, each with room for `capacity` entries of a player's size. */
export const countMisses = ({ keys }: Trace, capacity: number): Misses => {
  const clock = createFakeClock();
  const entry = entryOf(clock, BODY.text);
  const maxBytes = bytesFor(capacity, keys);
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

// Questions come in bursts, and between two of them the coherence window ends.
const BURST = 20;
const BETWEEN_BURSTS_MS = seconds(31);
const LOOK_UP_EVERY = 5;
const POLICY: Policy = {
  freshFor: hours(2),
  staleWhileRevalidate: days(30),
  staleIfError: days(30),
  absentFor: minutes(10),
};

/**
 * Plays a trace through a whole cache: the purge log is renewed, entries go stale and are loaded again, and every fifth
 * question is a look-up (`getAllPresent`). A miss is a question about a key that memory does not hold.
 */
export const countReadMisses = async ({ keys }: Trace, capacity: number): Promise<ReadMisses> => {
  const clock = createFakeClock();
  const memory = createMemoryTier({ maxBytes: bytesFor(capacity, keys), cap: Infinity, clock });
  const lru = new LRUCache<CacheKey, true>({ max: capacity });
  const count = { ours: 0, lru: 0, renewals: 0, stale: 0, lookUps: 0 };
  const { cache, drain } = cacheOn(memory, clock, (event) => void (count.stale += event.kind === 'stale' ? 1 : 0), {
    onRenewal: () => (count.renewals += 1),
  });
  for (const [at, key] of keys.entries()) {
    if (at % BURST === 0) clock.advance(BETWEEN_BURSTS_MS);
    if (memory.peek(key) === undefined) count.ours += 1;
    if (lru.get(key) === undefined) {
      count.lru += 1;
      lru.set(key, true);
    }
    const query = queryOf(key);
    // Not the first of a burst: that one has the log renewed.
    const isLookUp = at % LOOK_UP_EVERY === 2;
    const [present] = isLookUp ? await cache.getAllPresent([query]) : [];
    if (present === undefined) await cache.read(query);
    else count.lookUps += 1;
    await drain();
  }
  return count;
};

const cacheOn = (
  memory: MemoryTier,
  clock: FakeClock,
  observe: (event: CacheEvent) => void,
  { onRenewal }: { readonly onRenewal: () => void },
) => {
  const background = createBackground();
  const tier = createMemorySharedTier('l3', { clock, durable: true });
  const cache = createTieredCache({
    memory,
    shared: [
      {
        ...tier,
        getMany(namespace, question) {
          if (question.keys.length === 0) onRenewal();
          return tier.getMany(namespace, question);
        },
      },
    ],
    bodies: { encode: () => ({ body: BODY, etag: '"e"' }), decode: () => 'null' },
    defer: (work) => background.defer(work),
    pause: () => Promise.resolve(),
    newStamp: () => 'stamp',
    observe,
    clock,
    deadline: () => new AbortController().signal,
  });
  return { cache, drain: () => background.drain() };
};

const queryOf = (key: CacheKey): Query<unknown> => ({
  key,
  namespace: 'nfl',
  policy: POLICY,
  scopes: ['*'],
  source: { key, load: () => Promise.resolve([{ key, value: null, policy: POLICY, scopes: ['*'] }]) },
  decode: (json) => json,
});

/** As many bytes as memory counts for so many entries. */
const bytesFor = (capacity: number, [key]: readonly CacheKey[]): number => {
  const alone = createMemoryTier({ maxBytes: Infinity });
  if (key !== undefined) alone.set(key, entryOf(createFakeClock(), BODY.text));
  return capacity * alone.bytes;
};
