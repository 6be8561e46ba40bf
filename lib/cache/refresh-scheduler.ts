import type { Engine, Refresher } from './engine.ts';
import type { Entry } from './entry.ts';
import type { Loads } from './load.ts';
import type { Query } from './query.ts';
import { leaseOfQuery } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';
import type { LeaseName } from './tier.ts';

/**
 * Has a key loaded again that nobody waits for: by the refresher, or in this process where there is none. `holdsLease`:
 * this environment has taken the lease on the load, and does not load.
 */
export type ScheduleRefresh = (query: Query<unknown>, entry: Entry, holdsLease?: boolean) => void;

interface Refresh {
  readonly query: Query<unknown>;
  readonly entry: Entry;
  readonly lease: LeaseName;
  readonly holdsLease: boolean;
}

export const createRefreshScheduler = (engine: Engine, tiers: SharedTiers, loads: Loads): ScheduleRefresh => {
  const { failures, refresher, clock, observe, defer } = engine;
  const { leaseTtl, refreshTimeout, refreshRequestTtl, runWithWaitLimit } = engine;
  const underWay = new Set<string>();

  const loadIfLeased = async ({ query, entry, lease, holdsLease }: Refresh): Promise<void> => {
    if (!holdsLease && (await tiers.lease(query.namespace, lease, leaseTtl())) === 'lost') return;
    const load = (): Promise<unknown> => loads.load(query, { limit: refreshTimeout, previous: entry });
    // What is known to take more time is not begun, where somebody's answer has to wait for it.
    await (refresher === undefined ? runWithWaitLimit(clock.now() + refreshTimeout, load) : load());
  };

  const handOver = async (refresh: Refresh, to: Refresher): Promise<void> => {
    const { query, entry, lease, holdsLease } = refresh;
    const { namespace, key } = query;
    const leaseUntil = clock.now() + leaseTtl();
    // Among all environments that see that it is stale, one asks.
    if ((await tiers.lease(namespace, `refresh:${lease}`, refreshRequestTtl)) === 'lost') return;
    try {
      // Another key of the same source may have needed its load here after all.
      const isLeft = holdsLease && !loads.isUnderWay(query);
      await to.refresh([{ namespace, key, loadedAt: entry.loadedAt, ...(isLeft && { leaseUntil }) }]);
    } catch (error) {
      observe({ kind: 'refresh-failed', key, error });
      await loadIfLeased(refresh);
    }
  };

  return (query, entry, holdsLease = false) => {
    const { key, source } = query;
    const lease = leaseOfQuery(engine, query);
    // One load may renew several stale keys: one request for each source is enough.
    if (underWay.has(source.key) || loads.isUnderWay(query) || failures.recent(lease) !== undefined) return;
    observe({ kind: 'refresh', key });
    underWay.add(source.key);
    const refresh: Refresh = { query, entry, lease, holdsLease };
    const work = refresher === undefined ? loadIfLeased(refresh) : handOver(refresh, refresher);
    defer(work.finally(() => underWay.delete(source.key)));
  };
};
