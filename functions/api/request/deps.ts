import { lazy } from '../../../lib/async/lazy.ts';
import type { Clock, TieredCache } from '../../../lib/cache/index.ts';
import type { Calendar } from '../../../lib/sports/calendar/index.ts';
import type { BatchStats, NameResolver, Seasons, StatsLookup } from '../../../lib/sports/lookup/index.ts';
import type { CorsOrigins } from '../../../lib/http/cors.ts';
import { createKeptBodies, type KeptBodies } from '../../../lib/http/kept-bodies.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { createNameResolver } from '../../../lib/sports/lookup/resolver.ts';
// By its file: the room's index would bring batches and seasons along.
import { createStatsLookup } from '../../../lib/sports/lookup/stats.ts';
import type { Predictor } from '../../../lib/sports/prediction/index.ts';
import type { Popularity } from '../../../lib/sports/popularity/index.ts';
import type { Resources } from '../../../lib/sports/resources/index.ts';
import type { Upstream } from '../../../lib/sports/upstream/index.ts';
import type { Warming } from '../../../lib/sports/warming/index.ts';
import type { Ledgers } from '../../../lib/telemetry/ledgers.ts';
import type { HandOverPurge } from '../../../lib/sports/moves/hand-over-purge.ts';
import type { HealthReader } from '../../compose/health.ts';
import type { HeldDeps } from './held-deps.ts';
import { createTeamNamed, type TeamNamed } from './team-named.ts';

export interface ApiOptions {
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly clock: Clock;
  readonly calendar: Calendar;
  /** The configured leagues that the provider has. */
  readonly leagues: readonly LeagueId[];
  /** The provider and its configured label, so that `simulated` is never mistaken for the real one. */
  readonly upstream: Pick<Upstream, 'name' | 'can' | 'seasonTableGroups'> & { readonly label: string };
  readonly ledgers: Ledgers;
  /** Operators ask it: its code is loaded when it is first used. */
  readonly health: () => Promise<HealthReader>;
  /** Undefined: nothing is warmed on demand. */
  readonly warming?: () => Promise<Pick<Warming, 'now'>>;
  /** Undefined: nothing is prefetched. */
  readonly predictor?: Predictor | undefined;
  /** Whom people ask about. Undefined: what is typed alone decides whom autocomplete shows first. */
  readonly popularity?: Pick<Popularity, 'top'>;
  /** Whose pages may read answers. Default: nobody's. */
  readonly corsOrigins?: CorsOrigins;
  /** Whether a load that nobody here can wait for is gone on with elsewhere. */
  readonly canWait?: boolean;
  /** Leaves a purge that no tier has taken to the refresh function. Undefined: there is no queue. */
  readonly handOverPurge?: HandOverPurge | undefined;
}

/** What the routes are given. */
export interface ApiDeps extends ApiOptions {
  readonly resolver: NameResolver;
  readonly lookup: StatsLookup;
  readonly batch: BatchStats;
  readonly seasons: Seasons;
  readonly held: () => Promise<HeldDeps>;
  /** What answers were made into, for the next ones. */
  readonly kept: KeptBodies;
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
  const deps = { ...options, resolver, lookup, teamNamed: createTeamNamed({ cache, resources }) };
  const lists = lazy(async () => (await import('./list-deps.ts')).createListDeps(deps));
  return {
    ...deps,
    kept: createKeptBodies(cache.derived),
    held: lazy(async () => (await import('./held-deps.ts')).createHeldDeps(options)),
    batch: {
      ask: async (request) => (await lists()).batch.ask(request),
      askFor: async (players, queryOf) => (await lists()).batch.askFor(players, queryOf),
    },
    seasons: {
      current: async (league) => (await lists()).seasons.current(league),
      state: async (league) => (await lists()).seasons.state(league),
    },
  };
};
