import { farthest, type Ingredient } from '../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply, ReplyContext } from '../../lib/http/reply.ts';
import { ROUTE, type RouteKey } from '../../lib/http/route-keys.ts';
import { runWithPayer } from '../../lib/ledgers/payer.ts';
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

/** Asks for the module once: a call of `import()` costs more than an answer from memory, also where the module is there. */
const onceLoaded = (load: () => Promise<Route>): Route => {
  let route: Route | undefined;
  const loadAndAnswer: Route = async (...asked) => (route ??= await load())(...asked);
  return (...asked) => (route === undefined ? loadAndAnswer(...asked) : route(...asked));
};

// API Gateway has matched the route already: its key is all the routing that is left.
const ROUTES: Readonly<Record<RouteKey, Route>> = {
  [ROUTE.health]: health,
  [ROUTE.teams]: teams,
  [ROUTE.roster]: roster,
  [ROUTE.player]: player,
  [ROUTE.stats]: stats,
  // A cold start loads none of these: each comes with the first request for it.
  [ROUTE.leagues]: onceLoaded(async () => (await import('./routes/leagues.ts')).leagues),
  [ROUTE.team]: onceLoaded(async () => (await import('./routes/team.ts')).team),
  [ROUTE.games]: onceLoaded(async () => (await import('./routes/games.ts')).games),
  [ROUTE.search]: onceLoaded(async () => (await import('./routes/search.ts')).search),
  [ROUTE.autocomplete]: onceLoaded(async () => (await import('./routes/autocomplete.ts')).autocomplete),
  [ROUTE.autocompleteAll]: onceLoaded(async () => (await import('./routes/autocomplete.ts')).autocompleteAll),
  [ROUTE.searchAll]: onceLoaded(async () => (await import('./routes/autocomplete.ts')).searchAll),
  [ROUTE.card]: onceLoaded(async () => (await import('./routes/card.ts')).card),
  [ROUTE.leaders]: onceLoaded(async () => (await import('./routes/leaders.ts')).leaders),
  [ROUTE.live]: onceLoaded(async () => (await import('./routes/live.ts')).live),
  [ROUTE.moves]: onceLoaded(async () => (await import('./routes/moves.ts')).moves),
  [ROUTE.statsBatch]: onceLoaded(async () => (await import('./routes/stats-batch.ts')).statsBatch),
  [ROUTE.glossary]: onceLoaded(async () => (await import('./routes/glossary.ts')).glossary),
  [ROUTE.compare]: onceLoaded(async () => (await import('./routes/compare.ts')).compare),
  [ROUTE.usage]: onceLoaded(async () => (await import('./routes/usage.ts')).usage),
  [ROUTE.usagePopular]: onceLoaded(async () => (await import('./routes/usage-popular.ts')).usagePopular),
  [ROUTE.usageEvents]: onceLoaded(async () => (await import('./routes/usage-events.ts')).usageEvents),
  [ROUTE.adminHealth]: onceLoaded(async () => (await import('./routes/admin-health.ts')).adminHealth),
  [ROUTE.purge]: onceLoaded(async () => (await import('./routes/purge.ts')).purge),
  [ROUTE.warm]: onceLoaded(async () => (await import('./routes/warm.ts')).warm),
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

/** Answers, and counts how: from the ingredients that the cache headers are made of. */
const answer = async (deps: ApiDeps, event: ApiEvent, invocation: Invocation | undefined): Promise<Reply> => {
  if (!isRouteKey(event.routeKey)) {
    const { answerUnmatched } = await import('./unmatched.ts');
    return answerUnmatched(event, deps.corsOrigins ?? []);
  }
  const { league: text } = event.pathParameters ?? {};
  const league = text === undefined ? undefined : servedLeague(text, deps.leagues).id;
  const { cache, clock } = deps;
  const now = clock.now();
  let entries: readonly Ingredient[] = [];
  let far: Ingredient | undefined;
  let failed = 0;
  let bytes: number | undefined;
  const context: ReplyContext = {
    headers: event.headers,
    tiers: cache.tiers,
    now,
    clock,
    kept: deps.kept,
    reusableUntil: league === undefined ? now : cache.coherentUntil(league, now),
    remaining: invocation && (() => invocation.getRemainingTimeInMillis()),
    onAnswered(ingredients) {
      entries = entries.length === 0 ? ingredients : [...entries, ...ingredients];
      far = farthest(cache.tiers, ingredients);
    },
    onFailed: (parts) => void (failed += parts),
    onBody: (its) => void (bytes = its),
  };
  const route = ROUTES[event.routeKey];
  try {
    const reply = await (league !== undefined && saysHowLong(event)
      ? answerInTime(deps, event, { now, route, context })
      : route(deps, event, context));
    bytes = bytesSent(event, reply, bytes);
    return reply;
  } catch (error) {
    bytes = 0;
    if (error instanceof HttpProblem && error.code === 'upstream-unavailable') failed += 1;
    throw error;
  } finally {
    if (league !== undefined) {
      const caller = event.caller?.name;
      const counted: Counted = event;
      counted.servedFrom = deps.ledgers.usage.answered(league, {
        entries,
        farthest: far,
        failed,
        bytes: bytes ?? 0,
        caller,
      });
      counted.madeOf = { entries, failed };
    }
  }
};

/** Not a new event: other middleware knows this one. */
type Counted = { -readonly [Name in 'servedFrom' | 'madeOf']?: ApiEvent[Name] };

const saysHowLong = ({ headers, queryStringParameters }: ApiEvent): boolean =>
  queryStringParameters?.wait !== undefined || headers.prefer !== undefined;

interface InTime {
  /** When the question came in. Epoch ms. */
  readonly now: number;
  readonly route: Route;
  readonly context: ReplyContext;
}

/** For a client that says how long it waits. */
const answerInTime = async (deps: ApiDeps, event: ApiEvent, { now, route, context }: InTime): Promise<Reply> => {
  // Few clients say: a cold start does without.
  const { limitWait } = await import('./limit-wait.ts');
  const limited = limitWait(event, deps.canWait ?? false);
  return limited.within(now, () => route(deps, limited.event, context));
};

/** `told`: the bytes of its body, where whoever wrote it knows: a text is measured as long as it takes to read it. */
const bytesSent = (event: ApiEvent, { body, isBase64Encoded }: Reply, told: number | undefined): number => {
  if (methodOf(event) === 'HEAD') return 0;
  return told ?? Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');
};
