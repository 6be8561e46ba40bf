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
  rechecks(query: Query<unknown>, limit?: WaitLimit): AsyncIterable<SearchResult>;
}

export interface WaitLimit {
  /** No wait goes on for longer (epoch ms). */
  readonly until: number;
  /** Recheck until then, not twice: somebody else is sure to load. */
  readonly isPatient: boolean;
}

const ONCE: WaitLimit = { until: Number.POSITIVE_INFINITY, isPatient: false };
// A patient wait rechecks no more often.
const MIN_PATIENT_WAIT_MS = 250;

// In load durations. Two rechecks at most: bounded duplicates beat an outage. The second wait is longer: a load that is
// not done by then is not an average one.
const WAITS = [1, 3];
const LAST_WAIT = 3;

interface Recheck {
  readonly wanted: Wanted[];
  readonly results: Promise<ReadonlyMap<CacheKey, SearchResult>>;
}

export const createLeaseWait = (engine: Engine, tiers: SharedTiers): LeaseWait => {
  const { observe, loadTime, pause, clock } = engine;
  const rechecks = new Map<string, Recheck>();

  const begin = (namespace: string, name: string, ms: number): Recheck => {
    const wanted: Wanted[] = [];
    const afterWait = async () => {
      await pause(ms);
      rechecks.delete(name);
      return tiers.recheck(namespace, wanted);
    };
    const recheck = { wanted, results: afterWait() };
    rechecks.set(name, recheck);
    return recheck;
  };

  return {
    async *rechecks(query, { until, isPatient } = ONCE) {
      const { key, namespace } = query;
      for (let round = 0; isPatient || round < WAITS.length; round += 1) {
        const remaining = until - clock.now();
        if (remaining <= 0) return;
        observe({ kind: 'wait', key });
        const wait = WAITS[round] ?? LAST_WAIT;
        const ms = Math.min(Math.max(loadTime.expected * wait, isPatient ? MIN_PATIENT_WAIT_MS : 0), remaining);
        const name = `${namespace} ${wait} ${until} ${isPatient}`;
        const recheck = rechecks.get(name) ?? begin(namespace, name, ms);
        recheck.wanted.push(wantedOf(engine, query, { intent: 'present' }));
        yield (await recheck.results).get(key) ?? NOT_FOUND;
      }
    },
  };
};
