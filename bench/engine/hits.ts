// What a hit in memory costs, as multiples of a Map lookup in the same run: `node bench/engine/hits.ts`.
import { LRUCache } from 'lru-cache';
import { do_not_optimize, measure } from 'mitata';
import { createMemoryTier, createTieredCache, EMPTY_LOG, type CacheKey, type Entry } from '../../lib/cache/index.ts';
import { entryOf } from '../../test/support/entries.ts';
import { createFakeSource } from '../../test/support/fake-source.ts';
import { createMemorySharedTier } from '../../test/support/memory-shared-tier.ts';
import { plainBodies } from '../../test/support/plain-bodies.ts';

// Times wander: the subjects take turns, and each one's median round counts.
const ROUNDS = 5;

const source = createFakeSource();
const query = source.query('nfl:player:3139477');
const { key } = query;

const map = new Map<CacheKey, Entry>();
const lru = new LRUCache<CacheKey, Entry>({ max: 2000 });
const memory = createMemoryTier({ maxBytes: 64 * 1024 * 1024, cap: Infinity });
const cache = createTieredCache({
  memory,
  shared: [createMemorySharedTier('l3', { clock: Date, durable: true })],
  bodies: plainBodies,
  defer: () => undefined,
  pause: () => Promise.resolve(),
  newStamp: () => 'stamp',
  coherenceWindow: () => Infinity,
});

const entry = entryOf(Date, 'x'.repeat(2072), { freshUntil: Infinity, staleUntil: Infinity });
const others = Array.from({ length: 1000 }, (_, at) => source.query(`nfl:player:${at}`).key);
for (const store of [map, lru, memory]) for (const each of [key, ...others]) store.set(each, entry);
// Memory may answer only once the purge log has been seen.
await cache.read(source.query('nfl:player:4361423'));
if (cache.readFresh(query) === undefined) throw new Error('The subjects must be measured on hits.');

const now = Date.now();

const subjects: Readonly<Record<string, () => unknown>> = {
  'Map.get': () => do_not_optimize(map.get(key)),
  'lru-cache get': () => do_not_optimize(lru.get(key)),
  // What nothing can be below that tells by the wall clock whether an entry is still fresh.
  'Map.get + Date.now': () => do_not_optimize(map.get(key) !== undefined && Date.now() < entry.freshUntil),
  'memory tier getFresh': () => do_not_optimize(memory.getFresh(key, { log: EMPTY_LOG, version: 0 })),
  'cache.readFresh': () => do_not_optimize(cache.readFresh(query)),
  // As for a request's questions, which are all answered at one moment.
  'cache.readFresh, time given': () => do_not_optimize(cache.readFresh(query, now)),
  // What nothing can be below that answers with a promise.
  'await async Map.get': () => Promise.resolve(map.get(key)),
  'await cache.read': () => cache.read(query),
};

const rounds: Readonly<Record<string, number>>[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const times: Record<string, number> = {};
  for (const [name, subject] of Object.entries(subjects)) times[name] = (await measure(subject)).p50;
  rounds.push(times);
}

const median = (name: string): number => {
  const sorted = rounds.map((times) => times[name] ?? NaN).sort((a, b) => a - b);
  return sorted[Math.floor(ROUNDS / 2)] ?? NaN;
};

const times = (name: string, floor: string): string => (median(name) / median(floor)).toFixed(1);

console.table(
  Object.keys(subjects).map((name) => ({
    subject: name,
    'x Map.get': times(name, 'Map.get'),
    'x Map.get + Date.now': times(name, 'Map.get + Date.now'),
    'x awaited Map.get': times(name, 'await async Map.get'),
    ns: median(name).toFixed(0),
  })),
);
