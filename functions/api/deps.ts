import type { Clock, TieredCache } from '../../lib/cache/index.ts';
import type { BatchStats } from '../../lib/sports/batch-stats.ts';
import type { Seasons } from '../../lib/sports/current-season.ts';
import type { NameResolver } from '../../lib/sports/resolution.ts';
import type { Resources } from '../../lib/sports/resources/index.ts';
import type { StatsLookup } from '../../lib/sports/stats-lookup.ts';

/** What the routes ask. */
export interface ApiDeps {
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly resolver: NameResolver;
  readonly lookup: StatsLookup;
  readonly batch: BatchStats;
  readonly seasons: Seasons;
  readonly clock: Clock;
  /** Which provider, and what its operator calls it: `simulated` is never mistaken for the real one. */
  readonly upstream: { readonly name: string; readonly label: string };
}
