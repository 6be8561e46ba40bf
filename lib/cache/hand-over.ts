import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import type { Query } from './query.ts';
import { leaseOfQuery } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

/**
 * Leaves a load to the refresher, with the lease on it: nobody here can wait for it, and an environment that has answered
 * is frozen. `previous`: what is cached, too old to serve. Never rejects.
 */
export type HandOver = (query: Query<unknown>, previous: Entry | undefined) => Promise<void>;

export const createHandOver = (engine: Engine, tiers: SharedTiers): HandOver => {
  const { refresher, clock, observe, leaseTtl, refreshRequestTtl } = engine;
  const underWay = new Set<string>();

  return async (query, previous) => {
    const { namespace, key, source } = query;
    // One load may fill several keys: one request for each source is enough.
    if (refresher === undefined || underWay.has(source.key)) return;
    underWay.add(source.key);
    const lease = leaseOfQuery(engine, query);
    const leaseUntil = clock.now() + leaseTtl();
    const request = { namespace, key, loadedAt: previous?.loadedAt ?? 0, leaseUntil };
    try {
      // Among all environments that cannot wait for it, one asks.
      if ((await tiers.lease(namespace, `refresh:${lease}`, refreshRequestTtl)) === 'lost') return;
      observe({ kind: 'refresh', key });
      await refresher.refresh([request]);
    } catch (error) {
      observe({ kind: 'refresh-failed', key, error });
    } finally {
      underWay.delete(source.key);
    }
  };
};
