import type { Clock, TieredCache } from '../../lib/cache/index.ts';
import { createBatchStats, type BatchStats } from '../../lib/sports/batch-stats.ts';
import { createSeasons, type Seasons } from '../../lib/sports/current-season.ts';
import { createNameResolver, type NameResolver } from '../../lib/sports/resolution.ts';
import type { Resources } from '../../lib/sports/resources/index.ts';
import { createStatsLookup, type StatsLookup } from '../../lib/sports/stats-lookup.ts';

export interface ApiOptions {
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly clock: Clock;
  /** Which provider, and what its operator calls it: `simulated` is never mistaken for the real one. */
  readonly upstream: { readonly name: string; readonly label: string };
}

/** What the routes ask. */
export interface ApiDeps extends ApiOptions {
  readonly resolver: NameResolver;
  readonly lookup: StatsLookup;
  readonly batch: BatchStats;
  readonly seasons: Seasons;
}

export const createApiDeps = (options: ApiOptions): ApiDeps => {
  const { cache, resources, clock } = options;
  const resolver = createNameResolver({ cache, resources });
  const lookup = createStatsLookup({ cache, resources });
  return {
    ...options,
    resolver,
    lookup,
    batch: createBatchStats({ resolver, lookup, resources }),
    seasons: createSeasons({ cache, resources, clock }),
  };
};
