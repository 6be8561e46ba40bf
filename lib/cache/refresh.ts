import type { Engine } from './engine.ts';
import { LoadBackedOffError } from './failures.ts';
import type { LeaseWait } from './lease-wait.ts';
import type { Loads } from './load.ts';
import type { Query } from './query.ts';
import { isOutdated, leaseOfQuery, NOT_FOUND, wantedOf } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';
import type { LoadFailure } from './tier.ts';

/** What became of a request to load something again. */
export type Refreshed = 'loaded' | 'confirmed' | 'already-fresh' | 'loading-elsewhere';

export interface RefreshOptions {
  /** Until when (epoch ms) the lease on the load is left to this refresh by the environment that asked for it. */
  readonly leaseUntil?: number | undefined;
}

/** Loads again what was loaded at `loadedAt` (epoch ms), unless that has been done. Rejects when the load fails. */
export type Refresh = (query: Query<unknown>, loadedAt: number, options?: RefreshOptions) => Promise<Refreshed>;

export interface RefreshParts {
  readonly tiers: SharedTiers;
  readonly leaseWait: LeaseWait;
  readonly loads: Loads;
}

export const createRefresh = (engine: Engine, { tiers, leaseWait, loads }: RefreshParts): Refresh => {
  const { failures, clock, leaseTtl } = engine;

  const refuse = (failure: LoadFailure | undefined): void => {
    if (failure !== undefined) throw new LoadBackedOffError(failure.reason, failure.retryAt - clock.now());
  };

  // The holder of the lease loads the key, or answered a question that needed no load in the end, or is dead. What is
  // still outdated after the rechecks is loaded all the same; otherwise the request would be lost.
  const isDoneElsewhere = async (query: Query<unknown>, loadedAt: number): Promise<boolean> => {
    for await (const { found, failure } of leaseWait.rechecks(query)) {
      if (!isOutdated(found?.entry, loadedAt)) return true;
      refuse(failure);
    }
    return false;
  };

  return async (query, loadedAt, { leaseUntil = 0 } = {}) => {
    const results = await tiers.find(query.namespace, [wantedOf(query, { intent: 'refresh', loadedAt })]);
    const { found, hidden, lease, failure } = results.get(query.key) ?? NOT_FOUND;
    if (!isOutdated(found?.entry, loadedAt)) return 'already-fresh';
    refuse(failures.recent(leaseOfQuery(engine, query)) ?? failure);
    if ((await loads.confirm(query, found?.entry)) !== undefined) return 'confirmed';
    const taken =
      lease === 'unasked' ? await tiers.lease(query.namespace, leaseOfQuery(engine, query), leaseTtl()) : lease;
    const isElsewhere = taken === 'lost' && clock.now() >= leaseUntil;
    if (isElsewhere && (await isDoneElsewhere(query, loadedAt))) return 'loading-elsewhere';
    await loads.load(query, { previous: found?.entry, hidden, isUnconfirmed: true });
    return 'loaded';
  };
};
