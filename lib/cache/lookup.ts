import { NOT_FOUND, type Finding, type Wanted } from './finding.ts';
import type { CacheKey } from './query.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** Collects the keys of one batch, so that the shared tiers are asked once for all of them. */
export interface Lookup {
  /** Settles after `depart`; never rejects. */
  locate(namespace: string, wanted: Wanted): Promise<Finding>;
  /** Has the namespace's purge log read, with the values if any are asked for, else alone. */
  renew(namespace: string): Promise<void>;
  /** Asks the tiers for everything collected. */
  dispatch(): void;
}

export const createLookup = (find: SharedTiers['find']): Lookup => {
  const groups = new Map<string, Group>();

  const groupOf = (namespace: string): Group => {
    const known = groups.get(namespace);
    if (known !== undefined) return known;
    const group: Group = { wanted: [], found: Promise.withResolvers() };
    groups.set(namespace, group);
    return group;
  };

  return {
    async locate(namespace, wanted) {
      const group = groupOf(namespace);
      group.wanted.push(wanted);
      return (await group.found.promise).get(wanted.key) ?? NOT_FOUND;
    },
    async renew(namespace) {
      await groupOf(namespace).found.promise;
    },
    dispatch() {
      for (const [namespace, { wanted, found }] of groups) found.resolve(find(namespace, wanted));
    },
  };
};

interface Group {
  readonly wanted: Wanted[];
  readonly found: PromiseWithResolvers<ReadonlyMap<CacheKey, Finding>>;
}
