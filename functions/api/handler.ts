import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply, ReplyContext } from '../../lib/http/reply.ts';
import { ROUTE, type RouteKey } from '../../lib/http/route-keys.ts';
import { counted } from './counting.ts';
import type { ApiDeps } from './request/deps.ts';
import { servedLeague, type ApiEvent } from './request/event.ts';
import { compare } from './routes/compare.ts';
import { glossary } from './routes/glossary.ts';
import { health } from './routes/health.ts';
import { leagues } from './routes/leagues.ts';
import { live } from './routes/live.ts';
import { player, search } from './routes/players.ts';
import { purge } from './routes/purge.ts';
import { statsBatch } from './routes/stats-batch.ts';
import { stats } from './routes/stats.ts';
import { roster, teams } from './routes/teams.ts';
import { usage } from './routes/usage.ts';

type Route = (deps: ApiDeps, event: ApiEvent, context: ReplyContext) => Promise<Reply>;

// API Gateway has matched the route already: its key is all the routing there is.
const ROUTES: Readonly<Record<RouteKey, Route>> = {
  [ROUTE.health]: health,
  [ROUTE.leagues]: leagues,
  [ROUTE.teams]: teams,
  [ROUTE.roster]: roster,
  [ROUTE.search]: search,
  [ROUTE.player]: player,
  [ROUTE.stats]: stats,
  [ROUTE.statsBatch]: statsBatch,
  [ROUTE.glossary]: glossary,
  [ROUTE.compare]: compare,
  [ROUTE.live]: live,
  [ROUTE.purge]: purge,
  // Asked for by hand, now and then: a cold start does without.
  [ROUTE.warm]: async (...asked) => (await import('./routes/warm.ts')).warm(...asked),
  [ROUTE.usage]: usage,
};

const isRouteKey = (text: string): text is RouteKey => Object.hasOwn(ROUTES, text);

/** Throws HttpProblem for every answer that is not a document. */
export const createApi =
  (deps: ApiDeps) =>
  async (event: ApiEvent): Promise<Reply> => {
    if (!isRouteKey(event.routeKey)) {
      throw new HttpProblem('route-not-found', 'There is nothing at this path; see /v1/health and /v1/leagues');
    }
    const { league } = event.pathParameters ?? {};
    if (league !== undefined) servedLeague(league, deps.leagues);
    const context = { headers: event.headers, tiers: deps.cache.tiers, now: deps.clock.now() };
    const route = ROUTES[event.routeKey];
    return counted(deps.ledgers.usage, league, context, (told) => route(deps, event, told));
  };
