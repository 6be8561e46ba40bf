import type { CacheKey } from './query.ts';
import { NOT_FOUND, type SearchResult, type Wanted } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** Collects the keys of one call, so that the shared tiers are searched once for all of them. */
export interface Batch {
  /** Settles after `dispatch`; never rejects. */
  find(namespace: string, wanted: Wanted): Promise<SearchResult>;
  /** Has the namespace's purge log read: with the values if any are asked for, else alone. */
  renew(namespace: string): Promise<void>;
  /** Searches the tiers for everything collected. */
  dispatch(): void;
}

interface Group {
  readonly wanted: Wanted[];
  readonly results: Promise<Results>;
  readonly answer: (results: Promise<Results>) => void;
}

type Results = ReadonlyMap<CacheKey, SearchResult>;

export const createBatch = (tiers: SharedTiers): Batch => {
  const groups = new Map<string, Group>();

  const groupOf = (namespace: string): Group => {
    const known = groups.get(namespace);
    if (known !== undefined) return known;
    let answer: Group['answer'] = () => undefined;
    const results = new Promise<Results>((resolve) => (answer = resolve));
    const group: Group = { wanted: [], results, answer };
    groups.set(namespace, group);
    return group;
  };

  return {
    async find(namespace, wanted) {
      const group = groupOf(namespace);
      group.wanted.push(wanted);
      return (await group.results).get(wanted.key) ?? NOT_FOUND;
    },
    async renew(namespace) {
      await groupOf(namespace).results;
    },
    dispatch() {
      for (const [namespace, { wanted, answer }] of groups) answer(tiers.find(namespace, wanted));
    },
  };
};
