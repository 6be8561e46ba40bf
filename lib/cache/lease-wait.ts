import type { Engine } from './engine.ts';
import type { CacheKey, Query } from './query.ts';
import { NOT_FOUND, wantedOf, type SearchResult, type Wanted } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

/**
 * What an environment does that lost a lease: it waits about one load, rechecks the tiers, waits longer, rechecks
 * again. All callers in this process that wait for the same recheck share it, and its one command.
 */
export interface LeaseWait {
  /** What the tiers hold after each wait. Never rejects. */
  rechecks(query: Query<unknown>): AsyncIterable<SearchResult>;
}

// In load durations. Two rechecks at most: bounded duplicates beat an outage. The second wait is longer: a load that is
// not done by then is not an average one.
const WAITS = [1, 3];

interface Recheck {
  readonly wanted: Wanted[];
  readonly results: Promise<ReadonlyMap<CacheKey, SearchResult>>;
}

export const createLeaseWait = (engine: Engine, tiers: SharedTiers): LeaseWait => {
  const { observe, loadTime, pause } = engine;
  const rechecks = new Map<string, Recheck>();

  const begin = (namespace: string, wait: number): Recheck => {
    const name = `${namespace} ${wait}`;
    const wanted: Wanted[] = [];
    const afterWait = async () => {
      await pause(loadTime.expected * wait);
      rechecks.delete(name);
      return tiers.recheck(namespace, wanted);
    };
    const recheck = { wanted, results: afterWait() };
    rechecks.set(name, recheck);
    return recheck;
  };

  return {
    async *rechecks(query) {
      const { key, namespace } = query;
      for (const wait of WAITS) {
        observe({ kind: 'wait', key });
        const recheck = rechecks.get(`${namespace} ${wait}`) ?? begin(namespace, wait);
        recheck.wanted.push(wantedOf(engine, query, { intent: 'present' }));
        yield (await recheck.results).get(key) ?? NOT_FOUND;
      }
    },
  };
};
