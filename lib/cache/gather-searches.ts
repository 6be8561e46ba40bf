import type { CacheKey } from './query.ts';
import type { SearchResult, Wanted } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

interface Gathered {
  readonly wanted: Map<CacheKey, Wanted>;
  readonly results: Promise<ReadonlyMap<CacheKey, SearchResult>>;
}

// An answer of Redis is of a few megabytes then, at the most.
const MAX_KEYS = 250;

/**
 * Searches that begin in one turn are one: the loads of a batch take their steps side by side, and look for the same
 * directory and for what is held of each player. Each is answered with what all of them asked for.
 */
export const gatherSearches = ({ find }: Pick<SharedTiers, 'find'>): SharedTiers['find'] => {
  const gathered = new Map<string, Gathered>();

  const open = (namespace: string): Gathered => {
    const wanted = new Map<CacheKey, Wanted>();
    const search = async (): Promise<ReadonlyMap<CacheKey, SearchResult>> => {
      // Whoever is about to take the same step has taken it then.
      await Promise.resolve();
      if (gathered.get(namespace) === group) gathered.delete(namespace);
      return find(namespace, [...wanted.values()]);
    };
    const group: Gathered = { wanted, results: Promise.resolve().then(search) };
    gathered.set(namespace, group);
    return group;
  };

  return (namespace, own) => {
    const known = gathered.get(namespace);
    const hasRoom = known !== undefined && known.wanted.size + own.length <= MAX_KEYS;
    const { wanted, results } = hasRoom ? known : open(namespace);
    for (const each of own) wanted.set(each.key, each);
    return results;
  };
};
