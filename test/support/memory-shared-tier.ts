import {
  EMPTY_LOG,
  latestBelievable,
  type CacheKey,
  type Clock,
  type Entry,
  type LeaseName,
  type LoadFailure,
  type PurgeLog,
  type SharedTier,
} from '../../lib/cache/index.ts';

interface Lease {
  /** When it was taken; hours from now: by a clock that is not to be believed. */
  readonly at: number;
  readonly until: number;
  readonly failure?: LoadFailure;
}

export type TierFault = 'none' | 'refuses' | 'silent';

/** A shared tier in this process: what is left of Redis or DynamoDB when the network is taken away. Counts its trips. */
export interface MemorySharedTier extends SharedTier {
  /** From now on every call goes wrong this way. */
  break(fault: TierFault): void;
  trips(): Trips;
  /** Forgets everything, as a Redis that was flushed. */
  clear(): void;
  log(): PurgeLog | undefined;
  entry(key: CacheKey): Entry | undefined;
  /** Loses one entry, as to an eviction. */
  evict(key: CacheKey): void;
}

export interface Trips {
  readonly gets: number;
  readonly sets: number;
  readonly leases: number;
  readonly others: number;
}

export interface MemorySharedTierOptions {
  readonly clock: Clock;
  /** No log means that nothing was purged, as in DynamoDB; in Redis it means that nobody knows. */
  readonly durable?: boolean;
  /** Waited for before each call takes effect, and again before it answers: where interleavings come from. */
  readonly turn?: () => Promise<unknown>;
}

export const createMemorySharedTier = (
  name: string,
  { clock, durable = false, turn = () => Promise.resolve() }: MemorySharedTierOptions,
): MemorySharedTier => {
  const held = new Map<CacheKey, Entry>();
  const leases = new Map<LeaseName, Lease>();
  const down = new Map<string, number>();
  let purges: PurgeLog | undefined;
  let remnant: { readonly lines: readonly (readonly [string, string])[] } | undefined;
  let fault: TierFault = 'none';
  const count = { gets: 0, sets: 0, leases: 0, others: 0 };

  const attempt = async <T>(call: () => T): Promise<T> => {
    await turn();
    if (fault === 'refuses') throw new Error(`${name} refused the connection`);
    if (fault === 'silent') return new Promise(() => undefined);
    const answer = call();
    await turn();
    return answer;
  };

  const living = <T>(found: T | undefined, until: (item: T) => number): found is T =>
    found !== undefined && until(found) > clock.now();

  return {
    name,
    break(next) {
      fault = next;
    },
    trips: () => ({ ...count }),
    clear() {
      held.clear();
      leases.clear();
      purges = undefined;
      remnant = undefined;
    },
    log: () => purges,
    entry: (key) => held.get(key),
    evict: (key) => void held.delete(key),
    getMany(_namespace, { keys, leases: names = [] }) {
      count.gets += 1;
      return attempt(() => {
        const entries = keys.flatMap((key) => {
          const entry = held.get(key);
          return living(entry, ({ staleUntil }) => staleUntil) ? [[key, entry] as const] : [];
        });
        const failures = names.flatMap((lease) => {
          const failure = leases.get(lease)?.failure;
          return living(failure, ({ retryAt }) => retryAt) ? [[lease, failure] as const] : [];
        });
        const expired = keys.flatMap((key) => {
          const entry = held.get(key);
          return entry === undefined || living(entry, ({ staleUntil }) => staleUntil) ? [] : [[key, entry] as const];
        });
        return {
          expired: new Map(expired),
          entries: new Map(entries),
          failures: new Map(failures),
          purges: purges ?? (durable ? EMPTY_LOG : undefined),
          down: new Map(down),
        };
      });
    },
    setMany(_namespace, entries) {
      count.sets += 1;
      return attempt(() => {
        for (const [key, entry] of entries) if (entry.staleUntil > clock.now()) held.set(key, entry);
      });
    },
    deleteMany(_namespace, keys) {
      count.others += 1;
      return attempt(() => {
        for (const key of keys) held.delete(key);
      });
    },
    acquire(_namespace, names, ttl) {
      count.leases += 1;
      return attempt(() => {
        const at = clock.now();
        const isHeld = (lease: Lease | undefined): boolean =>
          living(lease, ({ until }) => until) && lease.at <= latestBelievable(at);
        const free = names.filter((name) => !isHeld(leases.get(name)));
        for (const lease of free) leases.set(lease, { at, until: at + ttl });
        return new Set(free);
      });
    },
    fail(_namespace, lease, failure) {
      count.others += 1;
      return attempt(() => void leases.set(lease, { at: clock.now(), until: failure.retryAt, failure }));
    },
    purge(_namespace, scopes, stamp) {
      count.others += 1;
      return attempt(() => {
        const stamps = scopes.map((scope) => [scope, stamp] as const);
        const log = purges ?? (durable ? EMPTY_LOG : undefined);
        // What is appended to nothing is not a log: it lacks what was purged before.
        if (log === undefined) remnant = { lines: [...(remnant?.lines ?? []), ...stamps] };
        else purges = new Map([...log, ...stamps]);
      });
    },
    async restore(_namespace, copy) {
      count.others += 1;
      for (let tries = 0; tries < 5; tries += 1) {
        const before = await attempt(() => (purges === undefined ? (remnant ??= { lines: [] }) : undefined));
        if (before === undefined) return;
        const log = await copy();
        if (log === undefined) return;
        const done = await attempt(() => {
          if (purges !== undefined) return true;
          // A purge has been appended, or everything has been flushed: from the beginning.
          if (remnant !== before) return false;
          purges = new Map([...log, ...before.lines]);
          remnant = undefined;
          return true;
        });
        if (done) return;
      }
    },
    prune(_namespace, keep) {
      count.others += 1;
      return attempt(() => {
        if (purges !== undefined) purges = new Map([...purges].filter(([scope, stamp]) => keep(scope, stamp)));
      });
    },
    reportDown(_namespace, tier, until) {
      count.others += 1;
      return attempt(() => void down.set(tier, until));
    },
  };
};
