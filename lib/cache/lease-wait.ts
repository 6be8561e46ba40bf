import type { Engine } from './engine.ts';
import type { LoadTime } from './load-time.ts';
import type { CacheKey, Query } from './query.ts';
import { NOT_FOUND, wantedOf, type SearchResult, type Wanted } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';
import { seconds } from './time.ts';

/**
 * What an environment does that lost a lease: it waits about one load, rechecks the tiers, and as long again as it has
 * waited, until the load is not to be expected any more. So nobody waits for twice the load, whatever it takes. All
 * callers in this process that wait for the same recheck share it, and its one command.
 */
export interface LeaseWait {
  /** What the tiers hold after each wait. Never rejects. */
  rechecks(query: Query<unknown>, limit?: WaitLimit): AsyncIterable<SearchResult>;
}

export interface WaitLimit {
  /** No wait goes on for longer (epoch ms). */
  readonly until: number;
  /** Recheck until then: somebody else is sure to load. */
  readonly isPatient: boolean;
}

const ONCE: WaitLimit = { until: Number.POSITIVE_INFINITY, isPatient: false };
// A patient wait begins with this, and goes on with that: the load has to come to its turn in a queue.
const FIRST_PATIENT_LOOK_MS = 250;
const PATIENT_WAIT_MS = seconds(1);

// Before any load has been seen here: the quickest of what an API across the internet takes.
const FIRST_LOOK_MS = 100;
// Sooner than this the holder's write is hardly over.
const MIN_FIRST_LOOK_MS = 60;
// Of what loads usually take: the holder has begun a little later than the lease was lost, and writes what it has loaded.
const MARGIN = 1.25;
// Of the first look, and of what a load is expected to take: whoever has waited for so long loads. Bounded duplicates
// beat an outage.
const GIVE_UP_AFTER = 4;

/** After how many milliseconds the tiers are looked at, counted from the loss of the lease. */
export const looksAfter = (
  { usual, expected }: Pick<LoadTime, 'usual' | 'expected'>,
  atLeast = MIN_FIRST_LOOK_MS,
): readonly number[] => {
  const first = Math.max(atLeast, usual === undefined ? FIRST_LOOK_MS : Math.round(usual * MARGIN));
  const last = GIVE_UP_AFTER * Math.max(first, expected);
  const looks = [first];
  for (let look = 2 * first; look < last; look *= 2) looks.push(look);
  return [...looks, last];
};

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
      return tiers.find(namespace, wanted);
    };
    const recheck = { wanted, results: afterWait() };
    rechecks.set(name, recheck);
    return recheck;
  };

  return {
    async *rechecks(query, { until, isPatient } = ONCE) {
      const { key, namespace } = query;
      const looks = looksAfter(loadTime, isPatient ? FIRST_PATIENT_LOOK_MS : undefined);
      for (let round = 0, waited = 0; isPatient || round < looks.length; round += 1) {
        const remaining = until - clock.now();
        if (remaining <= 0) return;
        observe({ kind: 'wait', key });
        const ms = Math.min((looks[round] ?? waited + PATIENT_WAIT_MS) - waited, remaining);
        waited += ms;
        const name = `${namespace} ${round} ${until} ${isPatient}`;
        const recheck = rechecks.get(name) ?? begin(namespace, name, ms);
        recheck.wanted.push(wantedOf(query, { intent: 'present' }));
        yield (await recheck.results).get(key) ?? NOT_FOUND;
      }
    },
  };
};
