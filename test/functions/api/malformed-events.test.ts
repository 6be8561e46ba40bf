import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../../functions/check-event.ts';
import { matchRoute } from '../../../functions/api/match-route.ts';
import type { ApiEvent } from '../../../functions/api/request/event.ts';
import { requireKey } from '../../../functions/auth/require-key.ts';
import { answerProblems, stampReplies } from '../../../functions/middleware.ts';
import { createTestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';

const clock = createFakeClock();
const api = createTestApi({ upstream: createFakeUpstream(), clock });
const unexpected: Error[] = [];

// As the function has it.
const handler = middy<ApiEvent, Reply>()
  .use(checkEvent())
  .use(matchRoute())
  .use(stampReplies({ clock }))
  .use(answerProblems({ onUnexpected: (error) => unexpected.push(error) }))
  .use(requireKey({ keys: undefined }))
  .handler(async (event) => {
    const reply = await api.raw(event);
    if (reply.statusCode >= 400) throw new HttpProblem('player-not-found', 'as the route threw it');
    return reply;
  });

const invoke = (event: unknown): Promise<Reply> => handler(event as ApiEvent, { awsRequestId: 'r-1' } as Context);

const GOOD: ApiEvent = {
  routeKey: 'GET /v1/{league}/players/{player}',
  headers: {},
  pathParameters: { league: 'nfl', player: '3139477' },
  isBase64Encoded: false,
};

describe('an event that is no request', () => {
  it.each([
    [null],
    [undefined],
    [7],
    ['text'],
    [[]],
    [{}],
    [{ Records: [] }],
    [{ ...GOOD, routeKey: null }],
    [{ ...GOOD, routeKey: 7 }],
    [{ ...GOOD, headers: null }],
    [{ ...GOOD, headers: undefined }],
    [{ ...GOOD, headers: ['x'] }],
    [{ ...GOOD, headers: { authorization: 7 } }],
    [{ ...GOOD, headers: { prefer: null } }],
    [{ ...GOOD, pathParameters: 'nfl' }],
    [{ ...GOOD, pathParameters: { league: {} } }],
    [{ ...GOOD, queryStringParameters: [] }],
    [{ ...GOOD, queryStringParameters: { wait: 1 } }],
    [{ ...GOOD, body: {} }],
    [{ ...GOOD, rawPath: 1 }],
    [{ ...GOOD, requestContext: 'x' }],
    [{ ...GOOD, requestContext: { http: 'GET' } }],
    [{ ...GOOD, requestContext: { http: { method: {} } } }],
  ])('%j is a 400, and nothing throws', async (event) => {
    const { statusCode, headers, body } = await invoke(event);
    expect({ statusCode, json: JSON.parse(body) as unknown }).toMatchObject({
      statusCode: 400,
      json: { code: 'malformed-event' },
    });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': 'r-1' });
    expect(unexpected).toEqual([]);
  });

  it('whatever it is, is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (event) => {
        expect((await invoke(event)).statusCode).toBe(400);
      }),
    );
  });

  it('may lack what API Gateway leaves out', async () => {
    const { statusCode } = await invoke({ ...GOOD, queryStringParameters: null, body: null, requestContext: null });
    expect(statusCode).toBe(200);
  });
});

describe('every answer', () => {
  const SAFETY = {
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000',
  };

  it.each([
    ['a document', GOOD, 200],
    ['a problem', { ...GOOD, pathParameters: { league: 'nfl', player: '999' } }, 404],
    ['what is no route', { ...GOOD, routeKey: '$default', rawPath: '/nowhere' }, 404],
    ['OPTIONS', { ...GOOD, routeKey: '$default', rawPath: '/', requestContext: { http: { method: 'OPTIONS' } } }, 404],
  ])('that is %s says not to guess its type, nor to ask in the clear', async (_, event, status) => {
    const { statusCode, headers } = await invoke(event);
    expect({ statusCode, headers }).toMatchObject({ statusCode: status, headers: SAFETY });
  });

  it('that is a 304 says so too', async () => {
    const { etag } = (await invoke(GOOD)).headers;
    const { statusCode, headers } = await invoke({ ...GOOD, headers: { 'if-none-match': etag } });
    expect({ statusCode, headers }).toMatchObject({ statusCode: 304, headers: SAFETY });
  });
});
