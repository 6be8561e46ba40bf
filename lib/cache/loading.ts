import type { Clock } from './time.ts';
import type { Coherence } from './coherence.ts';
import { before, type Deadline } from './time.ts';
import type { Entry } from './entry.ts';
import type { Observer } from './events.ts';
import type { Failures } from './failures.ts';
import { leaseOf } from './finding.ts';
import type { createFreshEntries, LoadedUnder } from './fresh-entry.ts';
import type { CacheKey } from './query.ts';
import type { Keeping } from './keeping.ts';
import type { LoadTime } from './load-time.ts';
import type { Query } from './query.ts';
import { createSingleFlight } from './single-flight.ts';
import type { LeaseName, LoadFailure } from './tier.ts';

export interface Loaded {
  readonly entry: Entry;
  readonly collapsed: boolean;
  /** The upstream was not asked: what is held is still true. */
  readonly confirmed: boolean;
}

export interface LoadOptions {
  /** The most it may take, in milliseconds. */
  readonly limit?: number;
  /** What is held of the key, too old to serve. */
  readonly previous?: Entry | undefined;
}

export interface Loading {
  /** Asks the upstream, unless what is held is still true. Rejects when the upstream could not say. */
  load(query: Query<unknown>, options?: LoadOptions): Promise<Loaded>;
  /** Whether this process is asking already, knowing of the same purges. */
  isUnderWay(query: Query<unknown>): boolean;
}

export interface LoadingOptions {
  readonly entries: ReturnType<typeof createFreshEntries>;
  readonly coherence: Coherence;
  readonly failures: Failures;
  readonly loadTime: LoadTime;
  readonly clock: Clock;
  readonly deadline: Deadline;
  /** The most a load may take, in milliseconds. */
  readonly loadTimeout: number;
  readonly observe: Observer;
  /** Why loads are made now; undefined: because something was asked for. */
  readonly cause: () => string | undefined;
  readonly keeping: Keeping;
  /** Keeps what was loaded in the tiers of the query's namespace. */
  readonly fill: (namespace: string, entries: ReadonlyMap<CacheKey, Entry>) => void;
  /** Leaves a failure where other environments will see it. */
  readonly leaveFailure: (namespace: string, lease: LeaseName, failure: LoadFailure) => void;
}

interface Flight {
  readonly entries: ReadonlyMap<CacheKey, Entry>;
  readonly under: LoadedUnder;
}

export const createLoading = (options: LoadingOptions): Loading => {
  const { entries, coherence, failures, loadTime, clock, deadline, loadTimeout, observe, keeping } = options;
  const flights = createSingleFlight<Flight>();

  // Whoever asks after a purge must not be given a load that began before it.
  const flightOf = ({ namespace, source }: Query<unknown>): string => `${source.key} ${coherence.version(namespace)}`;

  const run = async ({ namespace, source, scopes }: Query<unknown>, limit: number): Promise<Flight> => {
    const started = clock.now();
    const cause = options.cause();
    // Before the upstream is asked: what is purged from now on, this load may have missed.
    const log = coherence.log(namespace);
    const lease = leaseOf({ source: source.key, scopes }, log);
    observe({ kind: 'load', source: source.key });
    try {
      const signal = deadline(limit);
      const fillings = await before(signal, source.load({ signal }));
      const now = clock.now();
      const under: LoadedUnder = { now, loadDuration: now - started, log, loadReason: cause };
      const loaded = new Map(fillings.map((filling) => [filling.key, entries.present(filling, under)]));
      observe({ kind: 'loaded', source: source.key, filled: loaded.size, elapsed: now - started });
      loadTime.learn(now - started);
      failures.forget(source.key);
      if (loaded.size > 0) options.fill(namespace, loaded);
      return { entries: loaded, under };
    } catch (error) {
      observe({ kind: 'load-failed', source: source.key, elapsed: clock.now() - started, error });
      const failure = failures.record(source.key, error);
      if (failure !== undefined) options.leaveFailure(namespace, lease, failure);
      throw error;
    }
  };

  return {
    isUnderWay: (query) => flights.joined(flightOf(query)) !== undefined,
    async load(query, { limit = query.source.timeLimit ?? loadTimeout, previous } = {}) {
      const kept = await keeping(query, previous);
      if (kept !== undefined) return { entry: kept, collapsed: false, confirmed: true };
      const flight = flightOf(query);
      const joined = flights.joined(flight);
      if (joined !== undefined) observe({ kind: 'collapsed', key: query.key });
      const { entries: loaded, under } = await (joined ?? flights.start(flight, () => run(query, limit)));
      const collapsed = joined !== undefined;
      const entry = loaded.get(query.key);
      if (entry !== undefined) return { entry, collapsed, confirmed: false };
      // The load succeeded and did not speak of this key: the upstream knows of no such thing.
      const absent = entries.absent(query.policy, query.scopes, under);
      observe({ kind: 'absent', key: query.key });
      options.fill(query.namespace, new Map([[query.key, absent]]));
      return { entry: absent, collapsed, confirmed: false };
    },
  };
};
