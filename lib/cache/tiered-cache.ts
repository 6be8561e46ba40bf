import type { Answer } from './answer.ts';
import { resolveOptions, type TieredCacheOptions } from './options.ts';
import { createCoherence } from './coherence.ts';
import type { Entry } from './entry.ts';
import { createFailures } from './failures.ts';
import type { Wanted } from './finding.ts';
import { createFreshEntries } from './fresh-entry.ts';
import { createLoading } from './loading.ts';
import { createLoadTime } from './load-time.ts';
import { createLookup, type Lookup } from './lookup.ts';
import { isValid } from './purge-log.ts';
import { createPurging, type Purging } from './purging.ts';
import type { Query } from './query.ts';
import { createRefreshing } from './refreshing.ts';
import { createReliableTier } from './reliable-tier.ts';
import { createServing, mayServeWhileRevalidating } from './serving.ts';
import { createSharedTiers } from './shared-tiers.ts';
import { createSingleFlight } from './single-flight.ts';
import { createValues } from './values.ts';
import { createWaiting } from './waiting.ts';

export type { TieredCacheOptions } from './options.ts';

/** What became of a request to load something again. */
export type Refreshed = 'loaded' | 'fresh already' | 'under way elsewhere';

export interface TieredCache extends Purging {
  /** The tiers' names, nearest first. */
  readonly tiers: readonly string[];
  /**
   * A fresh answer from this process's memory, at once; undefined when somebody else has to be asked. Reading the clock
   * is most of what it costs: a caller with many questions passes the time (epoch ms).
   */
  peek<V>(query: Query<V>, now?: number): Answer<V> | undefined;
  /** Never rejects: a failed load is an answer. */
  read<V>(query: Query<V>): Promise<Answer<V>>;
  /** The answers in the order of the queries; one look into each shared tier, however many they are. */
  readMany<V>(queries: readonly Query<V>[]): Promise<readonly Answer<V>[]>;
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
    patience,
    newStamp,
    leaseTtl,
  });
  const loading = createLoading({
    entries: createFreshEntries({ bodies: options.bodies, random }),
    coherence,
    failures,
    loadTime,
    clock,
    deadline,
    loadTimeout,
    observe,
    fill(namespace, loaded) {
      // What a purge has overtaken must not displace what was loaded since.
      const valid = new Map([...loaded].filter(([, entry]) => isValid(entry, coherence.log(namespace))));
      if (valid.size === 0) return;
      for (const [key, entry] of valid) memory.set(key, entry);
      tiers.fill(namespace, valid);
    },
    leaveFailure: (namespace, lease, failure) => tiers.leaveFailure(namespace, lease, failure),
  });
  const waiting = createWaiting({ tiers, loadTime, pause: options.pause });
  const { refresher, refreshRequestTtl: requestTtl } = options;
  const serving = createServing({
    loading,
    failures,
    values: createValues(options.bodies),
    clock,
    random,
    observe,
    refresh: createRefreshing({ loading, tiers, coherence, failures, refresher, observe, defer, leaseTtl, requestTtl }),
    look: (query, round) => waiting.look(query.namespace, { ...wantedOf(query), needsLoad: () => false }, round),
  });
  const flights = createSingleFlight<Answer<unknown>>();

  const newLookup = (): Lookup => createLookup((namespace, wanted) => tiers.find(namespace, wanted));

  /** What memory holds and no known purge has overtaken. */
  const inMemory = ({ key, namespace }: Query<unknown>): Entry | undefined => {
    const entry = memory.get(key);
    return entry !== undefined && isValid(entry, coherence.log(namespace)) ? entry : undefined;
  };

  const wantedOf = (query: Query<unknown>): Wanted => ({
    key: query.key,
    source: query.source.key,
    scopes: query.scopes,
    needsLoad(entry) {
      const now = clock.now();
      const best = newest(inMemory(query), entry);
      return best === undefined || (now >= best.freshUntil && !mayServeWhileRevalidating(query, best, now));
    },
  });

  const peek = (query: Query<unknown>, now = clock.now()): Answer<unknown> | undefined => {
    const entry = memory.get(query.key, now);
    if (entry === undefined) return undefined;
    const log = coherence.current(query.namespace, now);
    if (log === undefined || !isValid(entry, log)) return undefined;
    return serving.ifFresh(query, entry, memory.name, now);
  };

  const find = (query: Query<unknown>, lookup: Lookup): Promise<Answer<unknown>> => {
    observe({ kind: 'miss', tier: memory.name, key: query.key });
    const found = lookup.locate(query.namespace, wantedOf(query));
    return found.then((finding) => {
      const near = inMemory(query);
      const far = finding.located;
      if (far !== undefined && (near === undefined || far.entry.loadedAt > near.loadedAt)) {
        memory.set(query.key, far.entry);
        return serving.settle(query, finding);
      }
      const located = near === undefined ? far : { entry: near, tier: memory.name };
      return serving.settle(query, { ...finding, located });
    });
  };

  /** Memory has it fresh, but the purge log has not been read for a while: that is all there is to ask. */
  const confirm = async (query: Query<unknown>, lookup: Lookup): Promise<Answer<unknown>> => {
    await lookup.renew(query.namespace);
    // No tier could say whether it was purged: an outage does not take away what memory holds.
    if (!coherence.isCurrent(query.namespace)) coherence.excuse(query.namespace);
    const confirmed = peek(query);
    if (confirmed !== undefined) return confirmed;
    const again = newLookup();
    const answer = find(query, again);
    again.depart();
    return answer;
  };

  // The flight is up before the first tier is asked: a thousand callers of one key cost one look, not a thousand.
  // Its name has the log's version: whoever asks after a purge does not join those who asked before.
  const begin = (query: Query<unknown>, lookup: Lookup): Promise<Answer<unknown>> => {
    const name = `${query.key} ${coherence.version(query.namespace)}`;
    const flight = flights.joined(name);
    if (flight !== undefined) {
      observe({ kind: 'collapsed', key: query.key });
      return flight.then(collapsed);
    }
    const near = inMemory(query);
    const isFresh = near !== undefined && clock.now() < near.freshUntil;
    return flights.start(name, () => (isFresh ? confirm(query, lookup) : find(query, lookup)));
  };

  const ask = async (queries: readonly Query<unknown>[]): Promise<readonly Answer<unknown>[]> => {
    const now = clock.now();
    const lookup = newLookup();
    const answers = queries.map((query) => Promise.resolve(peek(query, now) ?? begin(query, lookup)));
    lookup.depart();
    return Promise.all(answers);
  };

  return {
    ...createPurging({ tiers: reliable, coherence, observe, newStamp, isOutlived: options.isOutlived }),
    tiers: [memory.name, ...reliable.map(({ name }) => name)],
    // A query decodes its own body, so the value of its answer is of its type: the only casts.
    peek: <V>(query: Query<V>, now?: number) => peek(query, now) as Answer<V> | undefined,
    async read<V>(query: Query<V>) {
      const peeked = peek(query);
      if (peeked !== undefined) return peeked as Answer<V>;
      const lookup = newLookup();
      const answer = begin(query, lookup);
      lookup.depart();
      return answer as Promise<Answer<V>>;
    },
    readMany: async <V>(queries: readonly Query<V>[]) => (await ask(queries)) as readonly Answer<V>[],
    async refresh(query, loadedAt) {
      const needsLoad = (entry: Entry | undefined): boolean => entry === undefined || entry.loadedAt <= loadedAt;
      const findings = await tiers.find(query.namespace, [{ ...wantedOf(query), needsLoad }]);
      const finding = findings.get(query.key);
      if (!needsLoad(finding?.located?.entry)) return 'fresh already';
      if (finding?.lease === 'lost') return 'under way elsewhere';
      await loading.load(query);
      return 'loaded';
    },
  };
};

const newest = (a: Entry | undefined, b: Entry | undefined): Entry | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return b.loadedAt > a.loadedAt ? b : a;
};

const collapsed = (answer: Answer<unknown>): Answer<unknown> =>
  answer.kind !== 'failed' && answer.served.by === 'upstream'
    ? { ...answer, served: { by: 'upstream', collapsed: true } }
    : answer;
