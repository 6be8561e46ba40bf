import type { Asking } from './asking.ts';
import type { Clock } from './time.ts';
import type { Entry } from './entry.ts';
import type { Observer } from './events.ts';
import { LoadBackedOffError, type Failures } from './failures.ts';
import type { Finding } from './finding.ts';
import type { Loading } from './loading.ts';
import type { Query } from './query.ts';
import type { SharedTiers } from './shared-tiers.ts';
import type { LoadFailure } from './tier.ts';
import { ROUNDS, type Waiting } from './waiting.ts';

/** What became of a request to load something again. */
export type Refreshed = 'loaded' | 'confirmed' | 'already-fresh' | 'loading-elsewhere';

export interface ReloadingOptions {
  readonly asking: Pick<Asking, 'wantedOf'>;
  readonly tiers: Pick<SharedTiers, 'find'>;
  readonly waiting: Waiting;
  readonly loading: Pick<Loading, 'load'>;
  readonly failures: Pick<Failures, 'recent'>;
  readonly clock: Clock;
  readonly observe: Observer;
}

/** Loads again what was loaded at `loadedAt`, unless that has been done. Rejects when the load fails. */
export const createReloading = (options: ReloadingOptions) => {
  const { asking, tiers, waiting, loading, failures, clock, observe } = options;

  const refuse = (failure: LoadFailure | undefined): void => {
    if (failure !== undefined) throw new LoadBackedOffError(failure.reason, failure.retryAt - clock.now());
  };

  /**
   * Somebody has the lease: he loads it, or he took it for a question that was answered otherwise, or he is dead. What
   * is still old after two looks is loaded all the same; or the request would be lost.
   */
  const isDoneElsewhere = async (query: Query<unknown>, isOld: (entry: Entry | undefined) => boolean) => {
    for (const round of ROUNDS) {
      observe({ kind: 'wait', key: query.key });
      const wanted = { ...asking.wantedOf(query), needsLoad: () => false };
      const { located, failure }: Finding = await waiting.recheck(query.namespace, wanted, round);
      if (!isOld(located?.entry)) return true;
      refuse(failure);
    }
    return false;
  };

  return async (query: Query<unknown>, loadedAt: number): Promise<Refreshed> => {
    const isOld = (entry: Entry | undefined): boolean => entry === undefined || entry.loadedAt <= loadedAt;
    const findings = await tiers.find(query.namespace, [{ ...asking.wantedOf(query), needsLoad: isOld }]);
    const finding = findings.get(query.key);
    const held = finding?.located?.entry;
    if (!isOld(held)) return 'already-fresh';
    refuse(failures.recent(query.source.key) ?? finding?.failure);
    if (finding?.lease === 'lost' && (await isDoneElsewhere(query, isOld))) return 'loading-elsewhere';
    const { confirmed: kept } = await loading.load(query, { previous: held });
    return kept ? 'confirmed' : 'loaded';
  };
};
