import type { Engine, Refresher } from './engine.ts';
import type { Entry } from './entry.ts';
import type { Loads } from './load.ts';
import type { Query } from './query.ts';
import { leaseOf } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** Has a key loaded again that nobody waits for: by the refresher, or in this process where there is none. */
export type ScheduleRefresh = (query: Query<unknown>, entry: Entry) => void;

export const createRefreshScheduler = (engine: Engine, tiers: SharedTiers, loads: Loads): ScheduleRefresh => {
  const { coherence, failures, refresher, observe, defer, leaseTtl, refreshTimeout, refreshRequestTtl } = engine;
  const underWay = new Set<string>();

  const loadIfLeased = async (query: Query<unknown>, previous: Entry, lease: string): Promise<void> => {
    if ((await tiers.lease(query.namespace, lease, leaseTtl())) === 'lost') return;
    await loads.load(query, { limit: refreshTimeout, previous });
  };

  const handOver = async (query: Query<unknown>, entry: Entry, lease: string, to: Refresher): Promise<void> => {
    const { namespace, key } = query;
    // Among all environments that see that it is stale, one asks.
    if ((await tiers.lease(namespace, `refresh:${lease}`, refreshRequestTtl)) === 'lost') return;
    try {
      await to.refresh([{ namespace, key, loadedAt: entry.loadedAt }]);
    } catch (error) {
      observe({ kind: 'refresh-failed', key, error });
      await loadIfLeased(query, entry, lease);
    }
  };

  return (query, entry) => {
    const { key, namespace, source, scopes } = query;
    // One load may renew several stale keys: one request for each source is enough.
    if (underWay.has(source.key) || loads.isUnderWay(query) || failures.recent(source.key) !== undefined) return;
    observe({ kind: 'refresh', key });
    const lease = leaseOf({ source: source.key, scopes }, coherence.log(namespace));
    underWay.add(source.key);
    const work = refresher === undefined ? loadIfLeased(query, entry, lease) : handOver(query, entry, lease, refresher);
    defer(work.finally(() => underWay.delete(source.key)));
  };
};
