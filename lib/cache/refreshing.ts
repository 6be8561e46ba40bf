import type { Coherence } from './coherence.ts';
import type { Entry } from './entry.ts';
import type { Observer } from './events.ts';
import type { Failures } from './failures.ts';
import { leaseOf } from './finding.ts';
import type { Loading } from './loading.ts';
import type { Query } from './query.ts';
import type { Refresher } from './refresher.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** Has keys loaded again that nobody waits for: by the refresher, or in this process where there is none. */
export type Refresh = (query: Query<unknown>, entry: Entry) => void;

export interface RefreshingOptions {
  readonly loading: Loading;
  readonly tiers: Pick<SharedTiers, 'lease'>;
  readonly coherence: Coherence;
  readonly failures: Failures;
  readonly refresher: Refresher | undefined;
  readonly observe: Observer;
  readonly defer: (work: Promise<unknown>) => void;
  /** Milliseconds that a lease on a load lasts. */
  readonly leaseTtl: () => number;
  /** Milliseconds that a load in this process may take: its client has his answer already, and waits for it. */
  readonly timeLimit: number;
  /** Milliseconds during which one request for a key is enough. */
  readonly requestTtl: number;
}

export const createRefreshing = (options: RefreshingOptions): Refresh => {
  const { loading, tiers, coherence, failures, refresher, observe, defer, leaseTtl, timeLimit, requestTtl } = options;
  const underWay = new Set<string>();

  const hereIfLeased = async (query: Query<unknown>, previous: Entry, lease: string): Promise<void> => {
    if ((await tiers.lease(query.namespace, lease, leaseTtl())) === 'lost') return;
    await loading.load(query, { limit: timeLimit, previous });
  };

  const handOver = async (query: Query<unknown>, entry: Entry, lease: string, to: Refresher): Promise<void> => {
    const { namespace, key } = query;
    // Among all who see that it is stale, one asks.
    if ((await tiers.lease(namespace, `refresh:${lease}`, requestTtl)) === 'lost') return;
    try {
      await to.refresh([{ namespace, key, loadedAt: entry.loadedAt }]);
    } catch (error) {
      observe({ kind: 'refresh-failed', key, error });
      await hereIfLeased(query, entry, lease);
    }
  };

  return (query, entry) => {
    const { key, namespace, source, scopes } = query;
    if (underWay.has(source.key) || loading.isUnderWay(query) || failures.recent(source.key) !== undefined) return;
    observe({ kind: 'refresh', key });
    const lease = leaseOf({ source: source.key, scopes }, coherence.log(namespace));
    underWay.add(source.key);
    const work = refresher === undefined ? hereIfLeased(query, entry, lease) : handOver(query, entry, lease, refresher);
    defer(work.finally(() => underWay.delete(source.key)));
  };
};
