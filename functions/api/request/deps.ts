import type { Clock, TieredCache } from '../../../lib/cache/index.ts';
import type { Calendar } from '../../../lib/sports/calendar/index.ts';
import {
  createBatchStats,
  createSeasons,
  createStatsLookup,
  type BatchStats,
  type NameResolver,
  type Seasons,
  type StatsLookup,
} from '../../../lib/sports/lookup/index.ts';
import type { LeagueId } from '../../../lib/sports/model.ts';
import { createNameResolver } from '../../../lib/sports/lookup/resolver.ts';
import type { Predictor } from '../../../lib/sports/prediction/index.ts';
import type { Resources } from '../../../lib/sports/resources/index.ts';
import type { Upstream } from '../../../lib/sports/upstream.ts';
import type { Warming } from '../../../lib/sports/warming/index.ts';
import type { Ledgers } from '../../../lib/telemetry/ledgers.ts';
import { createTeamNamed, type TeamNamed } from './team-named.ts';

export interface ApiOptions {
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly clock: Clock;
  readonly calendar: Calendar;
  /** The configured leagues that the provider has. */
  readonly leagues: readonly LeagueId[];
  /** The provider and its configured label, so that `simulated` is never mistaken for the real one. */
  readonly upstream: Pick<Upstream, 'name' | 'can'> & { readonly label: string };
  readonly ledgers: Ledgers;
  /** Undefined: nothing is warmed on demand. */
  readonly warming?: () => Promise<Pick<Warming, 'now'>>;
  /** Undefined: nothing is prefetched. */
  readonly predictor?: Predictor | undefined;
}

/** What the routes are given. */
export interface ApiDeps extends ApiOptions {
  readonly resolver: NameResolver;
  readonly lookup: StatsLookup;
  readonly batch: BatchStats;
  readonly seasons: Seasons;
  /** Here and not imported: routes that are loaded lazily would take its module out of the entry. */
  readonly teamNamed: TeamNamed;
}

export const createApiDeps = (options: ApiOptions): ApiDeps => {
  const { cache, resources, clock, upstream } = options;
  const resolver = createNameResolver({
    cache,
    resources,
    canSearch: (league) => upstream.can(league, 'search'),
    clock,
  });
  const lookup = createStatsLookup({ cache, resources });
  return {
    ...options,
    resolver,
    lookup,
    batch: createBatchStats({ resolver, lookup, resources }),
    seasons: createSeasons({ cache, resources, clock }),
    teamNamed: createTeamNamed({ cache, resources }),
  };
};
