import type { LeaseName } from './tier.ts';

type Acquire = (
  namespace: string,
  leases: readonly LeaseName[],
  ttl: number,
) => Promise<ReadonlySet<LeaseName> | undefined>;

interface Gathered {
  readonly names: Set<LeaseName>;
  readonly won: Promise<ReadonlySet<LeaseName> | undefined>;
}

/** The leases won by the request that this one was asked for with; undefined where no tier could give any. */
export type GatherLeases = (
  namespace: string,
  lease: LeaseName,
  ttl: number,
) => Promise<ReadonlySet<LeaseName> | undefined>;

/** Leases that are asked for one by one in one turn are asked for by one request: a batch takes its steps side by side. */
export const gatherLeases = (acquire: Acquire): GatherLeases => {
  const gathered = new Map<string, Gathered>();

  const open = (group: string, namespace: string, ttl: number): Gathered => {
    const names = new Set<LeaseName>();
    const acquireAll = async (): Promise<ReadonlySet<LeaseName> | undefined> => {
      await Promise.resolve();
      if (gathered.get(group) === opened) gathered.delete(group);
      return acquire(namespace, [...names], ttl);
    };
    const opened = { names, won: Promise.resolve().then(acquireAll) };
    gathered.set(group, opened);
    return opened;
  };

  return (namespace, lease, ttl) => {
    const group = `${namespace} ${ttl}`;
    const known = gathered.get(group);
    // Whoever asks for the same lease a second time has lost it.
    const { names, won } = known === undefined || known.names.has(lease) ? open(group, namespace, ttl) : known;
    names.add(lease);
    return won;
  };
};
