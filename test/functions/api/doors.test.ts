import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createKeySource } from '../../../functions/auth/key-source.ts';
import { requireKey } from '../../../functions/auth/require-key.ts';
import { allowOrigins } from '../../../functions/allow-origins.ts';
import { matchRoute } from '../../../functions/api/match-route.ts';
import type { ApiEvent } from '../../../functions/api/request/event.ts';
import { answerProblems, stampReplies } from '../../../functions/middleware.ts';
import { createRouter } from '../../../infra/local/gateway/routes.ts';
import { sha256Of } from '../../../lib/http/api-keys.ts';
import type { CorsOrigins } from '../../../lib/http/cors.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { DEFAULT_ROUTE, PREFLIGHT_ROUTE, ROUTE_KEYS } from '../../../lib/http/route-keys.ts';
import { createTestApi } from '../../support/api.ts';
import { checkReply } from '../../support/contract/checked.ts';
import { matchedRoute } from '../../support/contract/matched.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const PAGE = 'https://bot.example.org';

/** The function with all that is around it, asked as API Gateway asks it. */
const start = ({ keyed = false, corsOrigins = [] as CorsOrigins } = {}) => {
  const clock = createFakeClock();
  const l2 = createMemorySharedTier('l2', { clock });
  const api = createTestApi({ upstream: createFakeUpstream(), clock, shared: [l2], corsOrigins });
  const keys = createKeySource({
    listed: keyed ? [{ role: 'read', sha256: sha256Of('bot-key') }] : [],
    readSecret: undefined,
    clock,
    onFailure: (error) => expect.fail(String(error)),
  });
  const fn = middy<ApiEvent, Reply>()
    .use(matchRoute())
    .use(stampReplies({ clock }))
    .use(corsOrigins.length === 0 ? [] : allowOrigins(corsOrigins))
    .use(answerProblems({ onUnexpected: (error) => expect.fail(String(error)) }))
    .use(requireKey({ keys }))
    .handler(async (event) => {
      const reply = await api.raw(event);
      if (reply.statusCode < 400) return reply;
      // As the function itself: problems are thrown.
      const { code, detail } = JSON.parse(reply.body) as {
        readonly code: HttpProblem['code'];
        readonly detail: string;
      };
      throw new HttpProblem(code, detail, { headers: reply.headers });
    });
  const route = createRouter([...ROUTE_KEYS, DEFAULT_ROUTE]);
  const ask = async (method: string, url: string, headers: Record<string, string> = {}): Promise<Reply> => {
    const { pathname: path, searchParams } = new URL(url, 'http://localhost');
    const match = route(method, path);
    if (match.kind !== 'route') throw new Error(`API Gateway does not pass ${path} on`);
    const event: ApiEvent = {
      routeKey: match.routeKey,
      rawPath: decodeURIComponent(path),
      headers,
      pathParameters: match.pathParameters,
      queryStringParameters: Object.fromEntries(searchParams),
      requestContext: { requestId: 'r', http: { method } },
      isBase64Encoded: false,
    };
    const reply = await fn(event, {} as Context, { signal: new AbortController().signal });
    if (reply === undefined) throw new Error('the function answered nothing');
    checkReply({ ...event, routeKey: matchedRoute(method, path) }, reply, { isWhole: true });
    return reply;
  };
  return { ask, fn, l2 };
};

const codeOf = ({ body }: Reply): unknown => (JSON.parse(body) as { readonly code: unknown }).code;
const withoutTime = ({ 'server-timing': time, ...headers }: Reply['headers']): object =>
  time === undefined ? headers : { ...headers };

const PATHS = [
  '/v1/health',
  '/v1/leagues',
  '/v1/nfl/teams',
  '/v1/nfl/players/3139477',
  '/v1/nfl/players/patrick-mahomes',
  '/v1/nfl/players/Patrick%20Mahomes/stats?season=2024',
  '/v1/nfl/players?name=allen',
];

describe('HEAD', () => {
  it.each(PATHS)('%s is GET without the body', async (path) => {
    const { ask } = start();
    await ask('GET', path);
    const got = await ask('GET', path);
    const head = await ask('HEAD', path);
    expect(head).toMatchObject({ statusCode: 200, body: '', isBase64Encoded: false });
    expect(withoutTime(head.headers)).toEqual(withoutTime(got.headers));
  });

  it('of what is not found has no body either, and of a current copy is a 304', async () => {
    const { ask } = start();
    expect(await ask('HEAD', '/v1/nfl/players/999')).toMatchObject({ statusCode: 404, body: '' });
    const { headers } = await ask('HEAD', '/v1/nfl/teams');
    const again = await ask('HEAD', '/v1/nfl/teams', { 'if-none-match': headers.etag ?? '' });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
  });

  it('of a route that takes POST only is a 405', async () => {
    const { ask } = start();
    expect(await ask('HEAD', '/v1/admin/purge')).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
  });
});

describe('a trailing slash', () => {
  it.each(PATHS.slice(0, 5))('after %s changes nothing', async (path) => {
    const { ask } = start();
    await ask('GET', path);
    const without = await ask('GET', path);
    const slashed = await ask('GET', `${path}/`);
    expect({ ...slashed, headers: withoutTime(slashed.headers) }).toEqual({
      ...without,
      headers: withoutTime(without.headers),
    });
  });

  it('is one: two are another path', async () => {
    const { ask } = start();
    expect(codeOf(await ask('GET', '/v1/health//'))).toBe('route-not-found');
    expect(await ask('HEAD', '/v1/nfl/teams/')).toMatchObject({ statusCode: 200, body: '' });
    expect((await ask('GET', '/v1/nfl/teams/Miami%20(OH)/roster/')).statusCode).toBe(404);
  });
});

describe('what is no route', () => {
  it('is a 404, or a 405 that says what the path takes, and asks no tier', async () => {
    const { ask, l2 } = start();
    expect(codeOf(await ask('GET', '/v2/nfl'))).toBe('route-not-found');
    expect(codeOf(await ask('OPTIONS', '/nowhere'))).toBe('route-not-found');
    for (const [method, path, allow] of [
      ['DELETE', '/v1/nfl/teams', 'GET, HEAD'],
      ['POST', '/v1/nfl/compare', 'GET, HEAD'],
      ['GET', '/v1/admin/purge', 'POST'],
      ['PUT', '/v1/nfl/players/stats', 'POST, GET, HEAD'],
      ['OPTIONS', '/v1/nfl/teams', 'GET, HEAD'],
    ] as const) {
      const reply = await ask(method, path);
      expect(reply).toMatchObject({ statusCode: 405, headers: { allow, 'content-type': 'application/problem+json' } });
      expect(codeOf(reply)).toBe('method-not-allowed');
    }
    expect(l2.trips()).toEqual({ gets: 0, sets: 0, leases: 0, others: 0 });
  });

  it('needs the key of the route that it means, and OPTIONS none', async () => {
    const { ask } = start({ keyed: true });
    const key = { 'x-api-key': 'bot-key' };
    const status = async (...asked: Parameters<typeof ask>): Promise<number> => (await ask(...asked)).statusCode;
    expect(await status('HEAD', '/v1/health')).toBe(200);
    expect(await status('HEAD', '/v1/nfl/teams')).toBe(401);
    expect(await status('GET', '/v1/nfl/teams/')).toBe(401);
    expect(await status('GET', '/v1/nfl/teams/', key)).toBe(200);
    expect(await status('POST', '/v1/admin/purge/', key)).toBe(403);
    expect(await status('GET', '/v2/nfl')).toBe(401);
    expect(await status('GET', '/v2/nfl', key)).toBe(404);
    expect(await status('OPTIONS', '/v1/nfl/teams')).toBe(405);
  });
});

describe('a route of the release before', () => {
  // The function is updated before the routes are.
  it('is still answered, with the key of that route', async () => {
    const { fn } = start({ keyed: true });
    const ask = (headers: Record<string, string>) =>
      fn(
        {
          routeKey: 'GET /v1/{league}/players/{id}/stats',
          rawPath: '/v1/nfl/players/3139477/stats',
          headers,
          pathParameters: { league: 'nfl', id: '3139477' },
          queryStringParameters: { season: '2024' },
          requestContext: { requestId: 'r', http: { method: 'GET' } },
          isBase64Encoded: false,
        },
        {} as Context,
        { signal: new AbortController().signal },
      );
    expect(await ask({})).toMatchObject({ statusCode: 401 });
    expect(await ask({ 'x-api-key': 'bot-key' })).toMatchObject({ statusCode: 200 });
  });
});

describe('a browser', () => {
  const preflight = (method: string) => ({ origin: PAGE, 'access-control-request-method': method });

  it('is not let in unless its origin is configured', async () => {
    const { ask } = start();
    expect((await ask('OPTIONS', '/v1/nfl/teams', preflight('GET'))).statusCode).toBe(405);
    expect((await ask('GET', '/v1/nfl/teams', { origin: PAGE })).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
    const other = start({ corsOrigins: ['https://other.example.org'] });
    expect((await other.ask('OPTIONS', '/v1/nfl/teams', preflight('GET'))).statusCode).toBe(405);
    const { headers } = await other.ask('GET', '/v1/nfl/teams', { origin: PAGE });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers.vary).toBe('accept-encoding, origin');
  });

  it('asks for permission without a key, and reads answers and problems alike', async () => {
    const { ask } = start({ keyed: true, corsOrigins: [PAGE] });
    const allowed = { 'access-control-allow-origin': PAGE };
    expect(await ask('OPTIONS', '/v1/nfl/players/stats', preflight('POST'))).toMatchObject({
      statusCode: 204,
      body: '',
      headers: { ...allowed, 'access-control-allow-methods': expect.stringContaining('POST') as string },
    });
    const key = { origin: PAGE, authorization: 'Bearer bot-key' };
    expect(await ask('GET', '/v1/nfl/teams', key)).toMatchObject({ statusCode: 200, headers: allowed });
    expect(await ask('GET', '/v1/nfl/teams', { origin: PAGE })).toMatchObject({ statusCode: 401, headers: allowed });
    expect(await ask('GET', '/v2', key)).toMatchObject({ statusCode: 404, headers: allowed });
  });

  it('has no way to the admin routes', async () => {
    const { ask } = start({ corsOrigins: ['*'] });
    expect((await ask('OPTIONS', '/v1/admin/purge', preflight('POST'))).statusCode).toBe(405);
    const refused = await ask('POST', '/v1/admin/purge', { origin: PAGE });
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is answered alike on the route that API Gateway has for OPTIONS', () => {
    expect(PREFLIGHT_ROUTE).toBe('OPTIONS /{proxy+}');
  });
});

describe('a path of the pages', () => {
  // API Gateway matches `/docs` to the function `web`, and `/docs/` to no route.
  it('with a trailing slash leads to the one without, whoever asks', async () => {
    const { ask } = start({ keyed: true });
    const moved = { statusCode: 308, body: '' };
    expect(await ask('GET', '/docs/')).toMatchObject({ ...moved, headers: { location: '/docs' } });
    expect(await ask('HEAD', '/openapi.json/')).toMatchObject({ ...moved, headers: { location: '/openapi.json' } });
    expect((await ask('GET', '/docs/a%20b%0D%0Ac/')).headers.location).toBe('/docs/a%20b%0D%0Ac');
    expect(codeOf(await ask('GET', '/docs/a/b/'))).toBe('unauthorized');
  });

  it('without one, as a deployment without pages sends it here, is not found', async () => {
    const { fn } = start();
    for (const rawPath of ['/', '/docs']) {
      const event = { routeKey: DEFAULT_ROUTE, rawPath, headers: {}, isBase64Encoded: false };
      expect(await fn(event, {} as Context, { signal: new AbortController().signal })).toMatchObject({
        statusCode: 404,
      });
    }
  });
});
