import type { BodyCodec } from './body.ts';
import type { Clock } from './clock.ts';
import { before, type Deadline } from './deadline.ts';
import type { Entry } from './entry.ts';
import type { Observer } from './events.ts';
import type { CacheKey } from './key.ts';
import type { Policy } from './policy.ts';
import type { Filling, Query, Source } from './query.ts';
import { createSingleFlight } from './single-flight.ts';

export interface Loaded {
  readonly entry: Entry;
  readonly collapsed: boolean;
}

/** Asks the upstream for what a query is about. Rejects when the upstream could not say. */
export type Load = (query: Query<unknown>) => Promise<Loaded>;

export interface LoadingOptions {
  readonly bodies: BodyCodec;
  readonly clock: Clock;
  readonly deadline: Deadline;
  /** The most a load may take, in milliseconds. */
  readonly loadTimeout: number;
  readonly observe: Observer;
  /** Keeps what was loaded in the tiers of the query's namespace. */
  readonly fill: (namespace: string, entries: ReadonlyMap<CacheKey, Entry>) => void;
}

export const createLoading = ({ bodies, clock, deadline, loadTimeout, observe, fill }: LoadingOptions): Load => {
  const flights = createSingleFlight<ReadonlyMap<CacheKey, Entry>>();

  const entryOf = (filling: Filling, now: number): Entry => {
    const { policy, scopes } = filling;
    const { body, etag } = bodies.encode(JSON.stringify(filling.value));
    const freshUntil = now + policy.freshFor;
    return { body, etag, loadedAt: now, freshUntil, staleUntil: freshUntil + policy.staleIfError, scopes };
  };

  const run = async ({ namespace, source }: Query<unknown>): Promise<ReadonlyMap<CacheKey, Entry>> => {
    const started = clock.now();
    observe({ kind: 'load', source: source.key });
    try {
      const fillings = await loadInTime(source);
      const now = clock.now();
      const entries = new Map(fillings.map((filling) => [filling.key, entryOf(filling, now)]));
      observe({ kind: 'loaded', source: source.key, filled: entries.size, elapsed: now - started });
      if (entries.size > 0) fill(namespace, entries);
      return entries;
    } catch (error) {
      observe({ kind: 'load-failed', source: source.key, elapsed: clock.now() - started, error });
      throw error;
    }
  };

  const loadInTime = (source: Source): Promise<readonly Filling[]> => {
    const signal = deadline(loadTimeout);
    return before(signal, source.load({ signal }));
  };

  return async (query) => {
    const joined = flights.joined(query.source.key);
    if (joined !== undefined) observe({ kind: 'collapsed', key: query.key });
    const entries = await (joined ?? flights.start(query.source.key, () => run(query)));
    const loaded = entries.get(query.key);
    if (loaded !== undefined) return { entry: loaded, collapsed: joined !== undefined };
    // The load succeeded and did not speak of this key: the upstream knows of no such thing.
    const absent = absentEntry(query.policy, query.scopes, clock.now());
    observe({ kind: 'absent', key: query.key });
    fill(query.namespace, new Map([[query.key, absent]]));
    return { entry: absent, collapsed: joined !== undefined };
  };
};

const absentEntry = ({ absentFor }: Policy, scopes: readonly string[], now: number): Entry => ({
  body: null,
  etag: '"absent"',
  loadedAt: now,
  freshUntil: now + absentFor,
  // Absence is never served stale: a player may have been signed meanwhile.
  staleUntil: now + absentFor,
  scopes,
});
