import type { Answer } from './answer.ts';
import { createAnswers } from './answer-policy.ts';
import type { ConfirmAll } from './confirm-all.ts';
import type { Derived } from './derived.ts';
import { createEngine, type TieredCacheOptions } from './engine.ts';
import { gatherSearches } from './gather-searches.ts';
import { createPresent } from './get-present.ts';
import type { HandOver } from './hand-over.ts';
import type { LeaseWait } from './lease-wait.ts';
import { createLoads } from './load.ts';
import type { Purging } from './purge.ts';
import type { Query, Recalled } from './query.ts';
import { createReader } from './read.ts';
import type { Refresh } from './refresh.ts';
import { createRefreshScheduler } from './refresh-scheduler.ts';
import { createSharedTiers } from './shared-tiers.ts';

export interface TieredCache extends Purging {
  /** The tiers' names, nearest first. */
  readonly tiers: readonly string[];
  /** For what callers make of entries: kept in memory's bound, and the first to go. */
  readonly derived: Derived;
  /**
   * A fresh answer from this process's memory, at once; undefined when somebody else has to be asked. Reading the clock
   * is most of what it costs: a caller with many questions passes the time (epoch ms).
   */
  readFresh<V>(query: Query<V>, now?: number): Answer<V> | undefined;
  /** Never rejects: a failed load is an answer. Hits in memory may share one promise. */
  read<V>(query: Query<V>): Promise<Answer<V>>;
  /** The answers in the order of the queries; one look into each shared tier, however many they are. */
  readMany<V>(queries: readonly Query<V>[]): Promise<readonly Answer<V>[]>;
  /**
   * What the tiers hold, fresh or stale, in the order of the queries: undefined where none has anything. Never loads.
   * That there is nothing is believed for a coherence window.
   */
  getAllPresent<V>(queries: readonly Query<V>[]): Promise<readonly (Answer<V> | undefined)[]>;
  /**
   * What is there under the keys, however old, and even where a purge hides it: what a load is judged by. One look into
   * each shared tier. Never loads.
   */
  recallAll<V>(queries: readonly Query<V>[]): Promise<readonly (Recalled<V> | undefined)[]>;
  /**
   * Until when (epoch ms) an answer to a question that begins at `now` may be used without asking again: a purge by
   * another environment is seen by then, as it is here.
   */
  coherentUntil(namespace: string, now: number): number;
  /**
   * Takes the right to do something for `ttl` milliseconds, among all environments. Granted where no tier can say: what
   * is done twice must do no harm.
   */
  claim(namespace: string, name: string, ttl: number): Promise<boolean>;
  /** Loads again what was loaded at `loadedAt` (epoch ms), unless that has been done. Rejects when the load fails. */
  refresh: Refresh;
  /**
   * Makes fresh again, of many, what its owners know to be still true: one look into each shared tier and one request to
   * write. Answers what needs no refresh any more; never rejects, and never loads.
   */
  confirmAll: ConfirmAll;
}

/**
 * A cache of several tiers in front of an upstream.
 *
 * @example
 * const cache = createTieredCache({
 *   memory: createMemoryTier({ maxBytes: 64 * 1024 * 1024 }),
 *   shared: [redis, dynamoDb],
 *   bodies: httpBodies,
 *   defer: (work) => background.defer(work),
 *   pause: (ms) => sleep(ms),
 *   newStamp: () => ulid(),
 * });
 * const answer = await cache.read(query);
 * if (answer.kind === 'value') render(answer.value());
 * await cache.purge('nfl', ['team:12']);
 */
export const createTieredCache = (options: TieredCacheOptions): TieredCache => {
  const engine = createEngine(options);
  const tiers = createSharedTiers(engine);
  const loads = createLoads(engine, tiers);
  // Few questions need any of these: whoever does loads it.
  let waiting: Promise<LeaseWait> | undefined;
  const leaseWait: LeaseWait = {
    async *rechecks(...asked) {
      waiting ??= import('./lease-wait.ts').then(({ createLeaseWait }) => createLeaseWait(engine, tiers));
      yield* (await waiting).rechecks(...asked);
    },
  };
  let refreshing: Promise<Refresh> | undefined;
  const refresh = (): Promise<Refresh> =>
    (refreshing ??= import('./refresh.ts').then(({ createRefresh }) =>
      createRefresh(engine, { tiers: { ...tiers, find: gatherSearches(tiers) }, leaseWait, loads }),
    ));
  let handingOver: Promise<HandOver> | undefined;
  const handOver: HandOver = async (...asked) => {
    handingOver ??= import('./hand-over.ts').then(({ createHandOver }) => createHandOver(engine, tiers));
    return (await handingOver)(...asked);
  };
  const answers = createAnswers(engine, createRefreshScheduler(engine, tiers, loads));
  const reader = createReader(engine, {
    tiers: { ...tiers, find: gatherSearches(tiers) },
    answers,
    leaseWait,
    loads,
    handOver,
  });
  const present = createPresent(engine, tiers, answers);
  let purging: Promise<Purging> | undefined;
  const purges = (): Promise<Purging> =>
    (purging ??= import('./purge.ts').then(({ createPurging }) => createPurging(engine)));
  return {
    purge: async (...asked) => (await purges()).purge(...asked),
    reconcile: async (...asked) => (await purges()).reconcile(...asked),
    tiers: [engine.memory.name, ...engine.tiers.map(({ name }) => name)],
    derived: engine.memory.derived,
    // A query decodes its own body, so the value of its answer is of its type: the only casts.
    readFresh: reader.readFresh as TieredCache['readFresh'],
    read: reader.read as TieredCache['read'],
    readMany: reader.readMany as TieredCache['readMany'],
    getAllPresent: <V>(queries: readonly Query<V>[]) =>
      present.getAll(queries) as Promise<readonly (Answer<V> | undefined)[]>,
    recallAll: <V>(queries: readonly Query<V>[]) =>
      present.recallAll(queries) as Promise<readonly (Recalled<V> | undefined)[]>,
    coherentUntil: (namespace, now) => engine.coherence.reliableUntil(namespace, now),
    claim: async (namespace, name, ttl) => (await tiers.lease(namespace, `claim:${name}`, ttl)) !== 'lost',
    refresh: async (...asked) => (await refresh())(...asked),
    confirmAll: async (outdated) => (await import('./confirm-all.ts')).createConfirmAll(engine, tiers)(outdated),
  };
};
