import type { Answer } from './answer.ts';
import type { BodyCodec } from './body.ts';
import type { Clock } from './clock.ts';
import { seconds } from './clock.ts';
import type { Deadline } from './deadline.ts';
import type { Observer } from './events.ts';
import type { CacheKey } from './key.ts';
import { createLoading } from './loading.ts';
import { createLookup, type Lookup } from './lookup.ts';
import type { MemoryTier } from './memory-tier.ts';
import type { Query } from './query.ts';
import { createServing } from './serving.ts';
import { createSharedTiers, type Located } from './shared-tiers.ts';
import { createSingleFlight } from './single-flight.ts';
import type { SharedTier } from './tier.ts';
import { createValues } from './values.ts';

export interface TieredCache {
  /** The tiers' names, nearest first. */
  readonly tiers: readonly string[];
  /** A fresh answer from this process's memory, at once; undefined when somebody else has to be asked. */
  peek<V>(query: Query<V>): Answer<V> | undefined;
  /** Never rejects: a failed load is an answer. */
  read<V>(query: Query<V>): Promise<Answer<V>>;
  /** The answers in the order of the queries; one look into each shared tier, however many they are. */
  readMany<V>(queries: readonly Query<V>[]): Promise<readonly Answer<V>[]>;
}

export interface TieredCacheOptions {
  readonly memory: MemoryTier;
  /** Nearest first. */
  readonly shared: readonly SharedTier[];
  readonly bodies: BodyCodec;
  /** Takes over what an answer does not wait for: fills, promotions, revalidation. */
  readonly defer: (work: Promise<unknown>) => void;
  readonly observe?: Observer;
  readonly clock?: Clock;
  readonly deadline?: Deadline;
  /** The most a load may take, in milliseconds. */
  readonly loadTimeout?: number;
}

export const createTieredCache = ({
  memory,
  shared,
  bodies,
  defer,
  observe = () => undefined,
  clock = Date,
  deadline = (ms) => AbortSignal.timeout(ms),
  loadTimeout = seconds(8),
}: TieredCacheOptions): TieredCache => {
  const tiers = createSharedTiers({ tiers: shared, clock, observe, defer });
  const flights = createSingleFlight<Answer<unknown>>();
  const load = createLoading({
    bodies,
    clock,
    deadline,
    loadTimeout,
    observe,
    fill(namespace, entries) {
      for (const [key, entry] of entries) memory.set(key, entry);
      tiers.fill(namespace, entries);
    },
  });
  const serving = createServing({ load, values: createValues(bodies), clock, observe, defer });

  const inMemory = (key: CacheKey): Located | undefined => {
    const entry = memory.get(key);
    return entry === undefined ? undefined : { entry, tier: memory.name };
  };

  const peek = (query: Query<unknown>): Answer<unknown> | undefined => serving.ifFresh(query, inMemory(query.key));

  const join = (query: Query<unknown>): Promise<Answer<unknown>> | undefined => {
    const flight = flights.joined(query.key);
    if (flight === undefined) return undefined;
    observe({ kind: 'collapsed', key: query.key });
    return flight.then(collapsed);
  };

  // The flight is up before the first tier is asked: a thousand callers of one key cost one look, not a thousand.
  const fly = (query: Query<unknown>, lookup: Lookup): Promise<Answer<unknown>> => {
    observe({ kind: 'miss', tier: memory.name, key: query.key });
    const located = lookup.locate(query.namespace, query.key);
    return flights.start(query.key, async () => {
      const far = await located;
      const near = inMemory(query.key);
      if (far === undefined || (near !== undefined && near.entry.loadedAt >= far.entry.loadedAt)) {
        return serving.settle(query, near);
      }
      memory.set(query.key, far.entry);
      return serving.settle(query, far);
    });
  };

  const begin = (query: Query<unknown>, lookup: Lookup): Answer<unknown> | Promise<Answer<unknown>> =>
    peek(query) ?? join(query) ?? fly(query, lookup);

  const ask = async (queries: readonly Query<unknown>[]): Promise<readonly Answer<unknown>[]> => {
    const lookup = createLookup((namespace, keys) => tiers.find(namespace, keys));
    const answers = queries.map((query) => begin(query, lookup));
    lookup.depart();
    return Promise.all(answers.map((answer) => Promise.resolve(answer)));
  };

  // A query decodes its own body, so the value of its answer is of its type: the only cast.
  return {
    tiers: [memory.name, ...tiers.names],
    peek: <V>(query: Query<V>) => peek(query) as Answer<V> | undefined,
    async read<V>(query: Query<V>) {
      const lookup = createLookup((namespace, keys) => tiers.find(namespace, keys));
      const answer = begin(query, lookup);
      lookup.depart();
      return (await answer) as Answer<V>;
    },
    readMany: async <V>(queries: readonly Query<V>[]) => (await ask(queries)) as readonly Answer<V>[],
  };
};

const collapsed = (answer: Answer<unknown>): Answer<unknown> =>
  answer.kind !== 'failed' && answer.served.by === 'upstream'
    ? { ...answer, served: { by: 'upstream', collapsed: true } }
    : answer;
