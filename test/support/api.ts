import { currentWaitLimit } from '../../lib/async/wait-limit.ts';
import { admitted } from '../../functions/compose/budget.ts';
import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  type Clock,
  type Derived,
  type SharedTier,
  type TieredCacheOptions,
} from '../../lib/cache/index.ts';
import { createApiDeps } from '../../functions/api/request/deps.ts';
import type { HealthReader } from '../../functions/compose/health.ts';
import { createApi } from '../../functions/api/handler.ts';
import type { ApiEvent } from '../../functions/api/request/event.ts';
import type { CorsOrigins } from '../../lib/http/cors.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { currentPayer } from '../../lib/ledgers/payer.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { createCalendar } from '../../lib/sports/calendar/index.ts';
import { failureReason, type Upstream } from '../../lib/sports/upstream/index.ts';
import { createResources } from '../../lib/sports/resources/index.ts';
import type { Popularity } from '../../lib/sports/popularity/index.ts';
import type { Predictor } from '../../lib/sports/prediction/predictor.ts';
import type { HandOverPurge } from '../../lib/sports/moves/hand-over-purge.ts';
import { interceptUpstream } from '../../lib/upstreams/intercept.ts';
import { allIsWell } from './all-is-well.ts';
import { checkReply } from './contract/checked.ts';
import { payForUnder } from './pay-for.ts';
import { createTestLedgers, type TestLedgers } from './test-ledgers.ts';

export interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: unknown;
  /** Who answered: the Cache-Status header. */
  readonly from: string | undefined;
}

/** The api function of one environment, asked as API Gateway asks it. */
export interface TestApi {
  /** The reply as it leaves the function, a problem included. */
  raw(event: ApiEvent): Promise<Reply>;
  /** The same without a look at the schema of the answer: for what is counted. */
  unchecked(event: ApiEvent): Promise<Reply>;
  /** What memory holds, and what of that was made of entries. */
  memoryBytes(): number;
  derivedBytes(): number;
  get(routeKey: string, path?: Record<string, string>, query?: Record<string, string>): Promise<Said>;
  post(routeKey: string, path: Record<string, string>, body: unknown): Promise<Said>;
}

export interface TestApiOptions {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly shared?: readonly SharedTier[];
  readonly ledgers?: TestLedgers;
  readonly predictor?: Predictor;
  readonly popularity?: Pick<Popularity, 'top'>;
  readonly corsOrigins?: CorsOrigins;
  readonly handOverPurge?: HandOverPurge;
  /** Default: everything is well. */
  readonly health?: HealthReader;
  /** Milliseconds that each invocation has left. */
  readonly remaining?: () => number;
  /** Where stale keys and those that nobody can wait for go. */
  readonly refresher?: TieredCacheOptions['refresher'];
  readonly isBilled?: boolean;
  readonly pause?: TieredCacheOptions['pause'];
  readonly deadline?: TieredCacheOptions['deadline'];
  readonly coherenceWindow?: TieredCacheOptions['coherenceWindow'];
  /** Of memory. Default: more than any test fills. */
  readonly maxBytes?: number;
  /** Nothing that was made of entries is kept: every answer is put together anew. */
  readonly keepsNothing?: boolean;
}

const NOTHING_KEPT: Derived = { bytes: 0, get: () => undefined, set: () => undefined };

let stamps = 0;

export const createTestApi = ({ clock, shared = [], ...options }: TestApiOptions): TestApi => {
  const { ledgers = createTestLedgers({ clock }), remaining } = options;
  const upstream = interceptUpstream(options.upstream, async (call) => {
    await admitted(ledgers.budget.admit('ask', currentPayer()));
    const { allowance, caller } = currentPayer();
    ledgers.usage.called('ask', { admitted: true, allowance: allowance?.name, caller: caller?.name });
    return call();
  });
  const background = createBackground();
  const memory = createMemoryTier({ maxBytes: options.maxBytes ?? 10_000_000, clock });
  const cache = createTieredCache({
    memory,
    shared,
    bodies: httpBodies,
    defer: (work) => background.defer(work),
    pause: options.pause ?? (() => Promise.resolve()),
    refresher: options.refresher,
    waitLimit: currentWaitLimit,
    ...(options.isBilled !== undefined && { isBilled: options.isBilled }),
    ...(options.deadline && { deadline: options.deadline }),
    describe: failureReason,
    newStamp: () => `stamp-${(stamps += 1)}`,
    clock,
    ...(options.coherenceWindow && { coherenceWindow: options.coherenceWindow }),
    observe: (event) => ledgers.usage.observe(event),
  });
  const calendar = createCalendar();
  const resources = createResources({
    upstream,
    clock,
    calendar,
    read: (query) => cache.read(query),
    getAllPresent: (queries) => cache.getAllPresent(queries),
    recallAll: (queries) => cache.recallAll(queries),
    payFor: payForUnder(ledgers.plan),
  });
  const api = createApi(
    createApiDeps({
      cache: options.keepsNothing === true ? { ...cache, derived: NOTHING_KEPT } : cache,
      resources,
      clock,
      calendar,
      ledgers,
      leagues: upstream.leagues,
      upstream: { ...upstream, label: 'fake' },
      predictor: options.predictor,
      canWait: options.refresher !== undefined,
      handOverPurge: options.handOverPurge,
      health: () => Promise.resolve(options.health ?? allIsWell(clock)),
      ...(options.popularity && { popularity: options.popularity }),
      ...(options.corsOrigins && { corsOrigins: options.corsOrigins }),
    }),
  );

  const answer = async (event: ApiEvent): Promise<Reply> => {
    const began = clock.now();
    try {
      return await api(event, remaining && { getRemainingTimeInMillis: remaining });
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      const { status, headers } = error;
      return { statusCode: status, headers, body: JSON.stringify(error), isBase64Encoded: false };
    } finally {
      await background.drain();
      // As `stampReplies` does.
      if (event.servedFrom !== undefined) ledgers.usage.took(event.servedFrom, clock.now() - began);
    }
  };

  const raw = async (event: ApiEvent): Promise<Reply> => {
    const reply = await answer(event);
    // Not its method: another middleware leaves out the body of an answer to HEAD.
    checkReply({ routeKey: event.routeKey }, reply);
    return reply;
  };

  const ask = async (event: ApiEvent): Promise<Said> => {
    const { statusCode, headers, body } = await raw(event);
    return { status: statusCode, headers, json: JSON.parse(body), from: headers['cache-status'] };
  };

  return {
    raw,
    unchecked: answer,
    memoryBytes: () => memory.bytes,
    derivedBytes: () => memory.derived.bytes,
    get: (routeKey, pathParameters = {}, queryStringParameters = {}) =>
      ask({ routeKey, headers: {}, pathParameters, queryStringParameters, isBase64Encoded: false }),
    post: (routeKey, pathParameters, body) =>
      ask({
        routeKey,
        headers: {},
        pathParameters,
        body: typeof body === 'string' ? body : JSON.stringify(body),
        isBase64Encoded: false,
      }),
  };
};
