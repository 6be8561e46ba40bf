import {
  latestBelievable,
  EMPTY_LOG,
  type CacheKey,
  type Clock,
  type Entry,
  type LeaseName,
  type LoadFailure,
  type PurgeLog,
  type SharedTier,
} from '../../lib/cache/index.ts';

/** What this needs of a memory tier. */
export interface Memory {
  get(key: CacheKey): Entry | undefined;
  set(key: CacheKey, entry: Entry): void;
}

interface Held {
  /** When it was taken (epoch ms). */
  readonly at: number;
  readonly until: number;
  readonly failure?: LoadFailure;
}

/** What several instances of a tier share beside its entries. */
export interface Board {
  readonly logs: Map<string, PurgeLog>;
  readonly leases: Map<LeaseName, Held>;
  readonly down: Map<string, ReadonlyMap<string, number>>;
}

export const createBoard = (): Board => ({ logs: new Map(), leases: new Map(), down: new Map() });

export interface MemoryAsSharedOptions {
  readonly memory: Memory;
  readonly clock: Clock;
  readonly prefix: string;
  /** Default: one of its own. */
  readonly board?: Board;
}

/** The memory tier in a shared tier's clothes, so that it passes the same contract. */
export const memoryAsShared = ({
  memory,
  clock,
  prefix,
  board: { logs, leases, down } = createBoard(),
}: MemoryAsSharedOptions): SharedTier => {
  const own = (key: CacheKey): CacheKey => (prefix + key) as CacheKey;
  const logOf = (namespace: string): PurgeLog => logs.get(prefix + namespace) ?? EMPTY_LOG;
  const held = (lease: LeaseName): Held | undefined => {
    const found = leases.get(prefix + lease);
    const now = clock.now();
    return found !== undefined && now < found.until && found.at <= latestBelievable(now) ? found : undefined;
  };
  return {
    name: 'l1',
    getMany(namespace, { keys, leases: names = [] }) {
      const found = keys.flatMap((key) => {
        const entry = memory.get(own(key));
        return entry === undefined ? [] : [[key, entry] as const];
      });
      const failures = names.flatMap((lease) => {
        const failure = held(lease)?.failure;
        return failure === undefined ? [] : [[lease, failure] as const];
      });
      const reported = [...(down.get(prefix + namespace) ?? [])].filter(([, until]) => clock.now() < until);
      return Promise.resolve({
        entries: new Map(found),
        purges: logOf(namespace),
        failures: new Map(failures),
        down: new Map(reported),
      });
    },
    setMany(_namespace, entries) {
      // The engine never keeps an expired entry; a shared tier is asked not to write one.
      for (const [key, entry] of entries) if (entry.staleUntil > clock.now()) memory.set(own(key), entry);
      return Promise.resolve();
    },
    acquire(_namespace, names, ttl) {
      const won = [...new Set(names)].filter((lease) => held(lease) === undefined);
      for (const lease of won) leases.set(prefix + lease, { at: clock.now(), until: clock.now() + ttl });
      return Promise.resolve(new Set(won));
    },
    fail(_namespace, lease, { reason, retryAt }) {
      leases.set(prefix + lease, {
        at: clock.now(),
        until: retryAt,
        failure: { reason: reason.slice(0, 60), retryAt },
      });
      return Promise.resolve();
    },
    async purge(namespace, scopes, stamp) {
      await Promise.resolve();
      for (const word of [...scopes, stamp]) if (!/^[\x21-\x7e]{1,512}$/.test(word)) throw new RangeError(word);
      if (scopes.length === 0) return;
      logs.set(prefix + namespace, new Map([...logOf(namespace), ...scopes.map((scope) => [scope, stamp] as const)]));
    },
    async restore(namespace, copy) {
      const log = await copy();
      if (log !== undefined && !logs.has(prefix + namespace)) logs.set(prefix + namespace, new Map(log));
    },
    prune(namespace, keep) {
      const kept = [...logOf(namespace)].filter(([scope, stamp]) => keep(scope, stamp));
      logs.set(prefix + namespace, new Map(kept));
      return Promise.resolve();
    },
    reportDown(namespace, tier, until) {
      down.set(prefix + namespace, new Map([...(down.get(prefix + namespace) ?? []), [tier, until]]));
      return Promise.resolve();
    },
  };
};
