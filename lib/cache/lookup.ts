import type { CacheKey } from './key.ts';
import type { Located, SharedTiers } from './shared-tiers.ts';

/** Collects the keys of one batch, so that the shared tiers are asked once for all of them. */
export interface Lookup {
  /** Settles after `depart`; never rejects. */
  locate(namespace: string, key: CacheKey): Promise<Located | undefined>;
  /** Asks the tiers for everything collected. */
  depart(): void;
}

export const createLookup = (find: SharedTiers['find']): Lookup => {
  const groups = new Map<string, Group>();

  const groupOf = (namespace: string): Group => {
    const known = groups.get(namespace);
    if (known !== undefined) return known;
    const group: Group = { keys: [], found: Promise.withResolvers() };
    groups.set(namespace, group);
    return group;
  };

  return {
    async locate(namespace, key) {
      const group = groupOf(namespace);
      group.keys.push(key);
      return (await group.found.promise).get(key);
    },
    depart() {
      for (const [namespace, { keys, found }] of groups) found.resolve(find(namespace, keys));
    },
  };
};

interface Group {
  readonly keys: CacheKey[];
  readonly found: PromiseWithResolvers<ReadonlyMap<CacheKey, Located>>;
}
