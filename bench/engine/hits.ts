// What a hit in memory costs, as multiples of a Map lookup in the same run, beside what nothing can be below that finds
// out the same: `node bench/engine/hits.ts`.
import { do_not_optimize, measure } from 'mitata';
import { createMemoryTier, createTieredCache, type CacheKey, type Query } from '../../lib/cache/index.ts';
import { createFakeSource } from '../../test/support/fake-source.ts';
import { createMemorySharedTier } from '../../test/support/memory-shared-tier.ts';
import { plainBodies } from '../../test/support/plain-bodies.ts';
import { hitSteps } from './hit-steps.ts';

// Times wander: the subjects take turns, and a quiet quarter of the rounds counts.
const ROUNDS = 8;
const CPU_TIME = 40_000_000;
const KEYS = 64;

const source = createFakeSource();
const queries: readonly Query<unknown>[] = Array.from({ length: KEYS }, (_, at) => source.query(`nfl:player:${at}`));
const keys = queries.map(({ key }) => key);
const cache = createTieredCache({
  memory: createMemoryTier({ maxBytes: 64 * 1024 * 1024, cap: Infinity }),
  shared: [createMemorySharedTier('l3', { clock: Date, durable: true })],
  bodies: plainBodies,
  defer: () => undefined,
  pause: () => Promise.resolve(),
  newStamp: () => 'stamp',
  coherenceWindow: () => Infinity,
});
for (const query of queries) await cache.read(query);
const values = new Map<CacheKey, unknown>();
for (const query of queries) {
  const answer = cache.readFresh(query);
  if (answer?.kind !== 'value') throw new Error('The subjects must be measured on hits.');
  values.set(query.key, answer.value());
}
const now = Date.now();

/** One after the other: with a single key a compiler looks it up once and is done. */
const inTurn = <T>(things: readonly T[], use: (thing: T) => unknown): (() => unknown) => {
  let turn = 0;
  return () => {
    turn = (turn + 1) % things.length;
    const thing = things[turn];
    return thing === undefined ? undefined : use(thing);
  };
};

const atOnce = <T>(things: readonly T[], use: (thing: T) => unknown): (() => unknown) => {
  const next = inTurn(things, use);
  return () => do_not_optimize(next());
};

const valueOf = (query: Query<unknown>): unknown => {
  const answer = cache.readFresh(query);
  return answer?.kind === 'value' ? answer.value() : undefined;
};

const subjects: Readonly<Record<string, () => unknown>> = {
  'Map.get': atOnce(keys, (key) => values.get(key)),
  'Promise.resolve(Map.get)': inTurn(keys, (key) => Promise.resolve(values.get(key))),
  ...Object.fromEntries(
    Object.entries(hitSteps(values, Date)).map(([name, step]) => [
      name,
      name.includes('promise') ? inTurn(keys, step) : atOnce(keys, step),
    ]),
  ),
  'the engine: readFresh, the time given': atOnce(queries, (query) => cache.readFresh(query, now)),
  'the engine: readFresh': atOnce(queries, (query) => cache.readFresh(query)),
  'the engine: readFresh and its value': atOnce(queries, valueOf),
  'the engine: the same, as a promise': inTurn(queries, (query) => Promise.resolve(valueOf(query))),
  'the engine: read': inTurn(queries, (query) => cache.read(query)),
};

const rounds = new Map<string, number[]>(Object.keys(subjects).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, subject] of Object.entries(subjects)) {
    const { p50 } = await measure(subject, { min_cpu_time: CPU_TIME });
    rounds.get(name)?.push(p50);
  }
}

const quiet = (name: string): number =>
  (rounds.get(name) ?? []).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 4)] ?? Number.NaN;
const times = (name: string, floor: string): string => (quiet(name) / quiet(floor)).toFixed(1);

console.table(
  Object.keys(subjects).map((name) => ({
    'what is found out': name,
    'x Map.get': times(name, 'Map.get'),
    'x promise of Map.get': times(name, 'Promise.resolve(Map.get)'),
    ns: quiet(name).toFixed(0),
  })),
);
