import { farthest, type Ingredient } from '../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply, ReplyContext } from '../../lib/http/reply.ts';
import { ROUTE, type RouteKey } from '../../lib/http/route-keys.ts';
import { runWithPayer } from '../../lib/ledgers/payer.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import type { Usage } from '../../lib/telemetry/usage/usage.ts';
import type { ApiDeps } from './request/deps.ts';
import { methodOf, servedLeague, type ApiEvent } from './request/event.ts';
import { health } from './routes/health.ts';
import { player } from './routes/player.ts';
import { stats } from './routes/stats.ts';
import { roster, teams } from './routes/teams.ts';

/** What Lambda tells of an invocation. */
interface Invocation {
  getRemainingTimeInMillis(): number;
}

type Route = (deps: ApiDeps, event: ApiEvent, context: ReplyContext) => Promise<Reply>;

// API Gateway has matched the route already: its key is all the routing that is left.
const ROUTES: Readonly<Record<RouteKey, Route>> = {
  [ROUTE.health]: health,
  [ROUTE.teams]: teams,
  [ROUTE.roster]: roster,
  [ROUTE.player]: player,
  [ROUTE.stats]: stats,
  // A cold start loads none of these: each comes with the first request for it.
  [ROUTE.leagues]: async (...asked) => (await import('./routes/leagues.ts')).leagues(...asked),
  [ROUTE.team]: async (...asked) => (await import('./routes/team.ts')).team(...asked),
  [ROUTE.games]: async (...asked) => (await import('./routes/games.ts')).games(...asked),
  [ROUTE.search]: async (...asked) => (await import('./routes/search.ts')).search(...asked),
  [ROUTE.autocomplete]: async (...asked) => (await import('./routes/autocomplete.ts')).autocomplete(...asked),
  [ROUTE.autocompleteAll]: async (...asked) => (await import('./routes/autocomplete.ts')).autocompleteAll(...asked),
  [ROUTE.searchAll]: async (...asked) => (await import('./routes/autocomplete.ts')).searchAll(...asked),
  [ROUTE.card]: async (...asked) => (await import('./routes/card.ts')).card(...asked),
  [ROUTE.leaders]: async (...asked) => (await import('./routes/leaders.ts')).leaders(...asked),
  [ROUTE.live]: async (...asked) => (await import('./routes/live.ts')).live(...asked),
  [ROUTE.moves]: async (...asked) => (await import('./routes/moves.ts')).moves(...asked),
  [ROUTE.statsBatch]: async (...asked) => (await import('./routes/stats-batch.ts')).statsBatch(...asked),
  [ROUTE.glossary]: async (...asked) => (await import('./routes/glossary.ts')).glossary(...asked),
  [ROUTE.compare]: async (...asked) => (await import('./routes/compare.ts')).compare(...asked),
  [ROUTE.usage]: async (...asked) => (await import('./routes/usage.ts')).usage(...asked),
  [ROUTE.usagePopular]: async (...asked) => (await import('./routes/usage-popular.ts')).usagePopular(...asked),
  [ROUTE.usageEvents]: async (...asked) => (await import('./routes/usage-events.ts')).usageEvents(...asked),
  [ROUTE.adminHealth]: async (...asked) => (await import('./routes/admin-health.ts')).adminHealth(...asked),
  [ROUTE.purge]: async (...asked) => (await import('./routes/purge.ts')).purge(...asked),
  [ROUTE.warm]: async (...asked) => (await import('./routes/warm.ts')).warm(...asked),
};

const isRouteKey = (text: string): text is RouteKey => Object.hasOwn(ROUTES, text);

/**
 * Answers one event of API Gateway. Throws HttpProblem for every answer that is not a document.
 * @example middy().use(answerProblems({ onUnexpected })).handler(createApi(createApiDeps(options)))
 */
export const createApi =
  (deps: ApiDeps) =>
  (event: ApiEvent, invocation?: Invocation): Promise<Reply> =>
    event.caller === undefined
      ? answer(deps, event, invocation)
      : runWithPayer({ caller: event.caller }, () => answer(deps, event, invocation));

const answer = async (deps: ApiDeps, event: ApiEvent, invocation: Invocation | undefined): Promise<Reply> => {
  if (!isRouteKey(event.routeKey)) {
    const { answerUnmatched } = await import('./unmatched.ts');
    return answerUnmatched(event, deps.corsOrigins ?? []);
  }
  const { league: text } = event.pathParameters ?? {};
  const league = text === undefined ? undefined : servedLeague(text, deps.leagues).id;
  const { cache, clock } = deps;
  const now = clock.now();
  const context: ReplyContext = {
    headers: event.headers,
    tiers: cache.tiers,
    now,
    clock,
    reusableUntil: league === undefined ? now : cache.coherentUntil(league, now),
    ...(invocation && { remaining: () => invocation.getRemainingTimeInMillis() }),
  };
  const route = ROUTES[event.routeKey];
  const isSent = methodOf(event) !== 'HEAD';
  const answerNow = (asked: ApiEvent): Promise<Reply> =>
    countUsage(deps.ledgers.usage, { league, context, isSent, event }, (counting) => route(deps, asked, counting));
  if (league === undefined || !saysHowLong(event)) return answerNow(event);
  // Few clients say: a cold start does without.
  const { limitWait } = await import('./limit-wait.ts');
  const limited = limitWait(event, deps.canWait ?? false);
  return limited.within(now, () => answerNow(limited.event));
};

const saysHowLong = ({ headers, queryStringParameters }: ApiEvent): boolean =>
  queryStringParameters?.wait !== undefined || headers.prefer !== undefined;

interface Counted {
  readonly league: LeagueId | undefined;
  readonly context: ReplyContext;
  /** Whether the body is sent. */
  readonly isSent: boolean;
  /** Told where its answer came from. */
  readonly event: ApiEvent;
}

/** Counts how a question was answered, from the ingredients that its cache headers are made of. */
const countUsage = async (
  usage: Pick<Usage, 'answered'>,
  { league, context, isSent, event }: Counted,
  route: (context: ReplyContext) => Promise<Reply>,
): Promise<Reply> => {
  const entries: Ingredient[] = [];
  let far: Ingredient | undefined;
  let failed = 0;
  let bytes = 0;
  const counting: ReplyContext = {
    ...context,
    onAnswered(ingredients) {
      entries.push(...ingredients);
      far = farthest(context.tiers, ingredients);
    },
    onFailed: (parts) => void (failed += parts),
  };
  try {
    const reply = await route(counting);
    bytes = isSent ? Buffer.byteLength(reply.body, reply.isBase64Encoded ? 'base64' : 'utf8') : 0;
    return reply;
  } catch (error) {
    if (error instanceof HttpProblem && error.code === 'upstream-unavailable') failed += 1;
    throw error;
  } finally {
    if (league !== undefined) {
      const caller = event.caller?.name;
      const servedFrom = usage.answered(league, { entries, farthest: far, failed, bytes, caller });
      // Not a new event: other middleware knows this one.
      Object.assign(event, { servedFrom, madeOf: { entries, failed } });
    }
  }
};
