import type { Answer } from './answer.ts';
import { createAsking } from './asking.ts';
import { resolveOptions, type TieredCacheOptions } from './options.ts';
import { createCoherence } from './coherence.ts';
import type { Entry } from './entry.ts';
import { createFailures } from './failures.ts';
import { createFreshEntries } from './fresh-entry.ts';
import { createLoading } from './loading.ts';
import { createLoadTime } from './load-time.ts';
import { createLooking } from './looking.ts';
import { isValid } from './purge-log.ts';
import { createPurging, type Purging } from './purging.ts';
import type { CacheKey } from './query.ts';
import { createKeeping } from './keeping.ts';
import type { Query } from './query.ts';
import { createReloading, type Refreshed } from './reloading.ts';
import { createRefreshing } from './refreshing.ts';
import { createReliableTier } from './reliable-tier.ts';
import { createServing, type Serving } from './serving.ts';
import { createSharedTiers } from './shared-tiers.ts';
import { createValues } from './values.ts';
import { createWaiting } from './waiting.ts';

export type { TieredCacheOptions } from './options.ts';
export type { Refreshed } from './reloading.ts';

export interface TieredCache extends Purging {
  /** The tiers' names, nearest first. */
  readonly tiers: readonly string[];
  /**
   * A fresh answer from this process's memory, at once; undefined when somebody else has to be asked. Reading the clock
   * is most of what it costs: a caller with many questions passes the time (epoch ms).
   */
  readFresh<V>(query: Query<V>, now?: number): Answer<V> | undefined;
  /** Never rejects: a failed load is an answer. */
  read<V>(query: Query<V>): Promise<Answer<V>>;
  /** The answers in the order of the queries; one look into each shared tier, however many they are. */
  readMany<V>(queries: readonly Query<V>[]): Promise<readonly Answer<V>[]>;
  /**
   * What the tiers hold, fresh or stale, in the order of the queries: undefined where none has anything. Never loads.
   * That there is nothing is believed for a coherence window.
   */
  getAllPresent<V>(queries: readonly Query<V>[]): Promise<readonly (Answer<V> | undefined)[]>;
  /**
   * Takes the right to do something for `ttl` milliseconds, among all environments. Granted where no tier can say: what
   * is done twice must do no harm.
   */
  claim(namespace: string, name: string, ttl: number): Promise<boolean>;
  /** Loads again what was loaded at `loadedAt` (epoch ms), unless that has been done. Rejects when the load fails. */
  refresh(query: Query<unknown>, loadedAt: number): Promise<Refreshed>;
}

export const createTieredCache = (given: TieredCacheOptions): TieredCache => {
  const options = resolveOptions(given);
  const { memory, clock, observe, defer, deadline, loadTimeout, random, newStamp, patience } = options;
  const alone = options.shared.length === 0;
  const coherence = createCoherence({ clock, window: options.coherenceWindow, alone });
  const failures = createFailures({ clock, describe: options.describe });
  const loadTime = createLoadTime();
  const reliable = options.shared.map((tier, distance) =>
    createReliableTier(tier, {
      clock,
      observe,
      defer,
      onDown(namespace, until) {
        for (const far of reliable.slice(distance + 1)) defer(far.reportDown(namespace, tier.name, until));
      },
    }),
  );
  // Some loads' time: it outlasts an average load, and a holder that died does not block the others for long.
  const leaseTtl = (): number => Math.min(loadTimeout, Math.max(1000, Math.round(loadTime.expected * 5)));
  const tiers = createSharedTiers({
    tiers: reliable,
    coherence,
    clock,
    observe,
    defer,
    deadline,
    hedgeAfter: patience,
    newStamp,
    leaseTtl,
  });
  const values = createValues(options.bodies);
  const entries = createFreshEntries({ bodies: options.bodies, random });
  const fill = (namespace: string, loaded: ReadonlyMap<CacheKey, Entry>): void => {
    // What a purge has overtaken must not displace what was loaded since.
    const valid = new Map([...loaded].filter(([, entry]) => isValid(entry, coherence.log(namespace))));
    if (valid.size === 0) return;
    for (const [key, entry] of valid) memory.set(key, entry);
    tiers.fill(namespace, valid);
  };
  const loading = createLoading({
    keeping: createKeeping({ entries, values, coherence, clock, observe, fill }),
    entries,
    coherence,
    failures,
    loadTime,
    clock,
    deadline,
    loadTimeout,
    cause: options.cause,
    observe,
    fill,
    leaveFailure: (namespace, lease, failure) => tiers.leaveFailure(namespace, lease, failure),
  });
  const waiting = createWaiting({ tiers, loadTime, pause: options.pause });
  const { refresher, refreshRequestTtl: requestTtl, refreshTimeout: timeLimit } = options;
  const asking = createAsking({ memory, tiers, serving: () => serving, coherence, clock, observe });
  const serving: Serving = createServing({
    loading,
    failures,
    values,
    clock,
    random,
    observe,
    refresh: createRefreshing({
      loading,
      tiers,
      coherence,
      failures,
      refresher,
      observe,
      defer,
      leaseTtl,
      timeLimit,
      requestTtl,
    }),
    look: (query, round) =>
      waiting.recheck(query.namespace, { ...asking.wantedOf(query), needsLoad: () => false }, round),
  });
  const looking = createLooking({ memory, asking, tiers, serving, coherence, clock, window: options.coherenceWindow });
  return {
    ...createPurging({ tiers: reliable, coherence, observe, newStamp, isOutlived: options.isOutlived }),
    tiers: [memory.name, ...reliable.map(({ name }) => name)],
    // A query decodes its own body, so the value of its answer is of its type: the only casts.
    readFresh: <V>(query: Query<V>, now?: number) => asking.readFresh(query, now) as Answer<V> | undefined,
    read: async <V>(query: Query<V>) => (asking.readFresh(query) ?? (await asking.ask(query))) as Answer<V>,
    readMany: async <V>(queries: readonly Query<V>[]) => (await asking.askMany(queries)) as readonly Answer<V>[],
    getAllPresent: async <V>(queries: readonly Query<V>[]) =>
      (await looking(queries)) as readonly (Answer<V> | undefined)[],
    claim: async (namespace, name, ttl) => (await tiers.lease(namespace, `claim:${name}`, ttl)) !== 'lost',
    refresh: createReloading({ asking, tiers, waiting, loading, failures, clock, observe }),
  };
};
