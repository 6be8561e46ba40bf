import { afterEach, describe, expect, it } from 'vitest';
import type { InvokeResult } from '../../../../infra/local/runtime/outcome.ts';
import { closeGateways, json, openGateway, payload } from '../fixtures/open-gateway.ts';
import { send } from '../fixtures/raw-request.ts';

afterEach(closeGateways);

describe('the response', () => {
  it('is what the function says', async () => {
    const result = payload({
      statusCode: 201,
      headers: { 'Content-Type': 'application/json', etag: '"a"', 'X-Count': 3, Connection: 'close' },
      cookies: ['a=1', 'b=2; Secure'],
      body: '{"é":1}',
    });
    const gateway = await openGateway({ result });
    const response = await send(gateway.url, { path: '/v1/nfl/players' });
    expect(response).toMatchObject({ status: 201, body: Buffer.from('{"é":1}') });
    expect(response.headers).toMatchObject({
      'content-type': 'application/json',
      etag: '"a"',
      'x-count': '3',
      'set-cookie': ['a=1', 'b=2; Secure'],
      'content-length': '8',
      'x-statline-environment': '3',
      'apigw-requestid': gateway.events[0]?.requestContext.requestId,
    });
    expect(gateway.log[0]).toMatch(/^GET \/v1\/nfl\/players 201 in \d+ ms, environment 3$/);
  });

  it('is decoded from base64', async () => {
    const gateway = await openGateway({ result: payload({ statusCode: 200, body: 'H4s=', isBase64Encoded: true }) });
    expect((await send(gateway.url, { path: '/v1/nfl/players' })).body).toEqual(Buffer.from([0x1f, 0x8b]));
  });

  it.each([
    [{ message: 'Hello' }, '{"message":"Hello"}'],
    ['Hello from Lambda!', 'Hello from Lambda!'],
    [[1, 2], '[1,2]'],
  ])('is inferred from a bare value: %j', async (value, text) => {
    const gateway = await openGateway({ result: payload(value) });
    const response = await send(gateway.url, { path: '/v1/nfl/players' });
    expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(response.body.toString()).toBe(text);
  });

  it('of a 304 has no body', async () => {
    const gateway = await openGateway({ result: payload({ statusCode: 304, headers: { etag: '"a"' }, body: '' }) });
    const response = await send(gateway.url, { path: '/v1/nfl/players' });
    expect([response.status, response.body.length, response.headers['content-length']]).toEqual([304, 0, undefined]);
  });

  it.each([
    [{ statusCode: 'fine' }],
    [{ statusCode: 99 }],
    [{ statusCode: 200, body: { not: 'text' } }],
    [{ statusCode: 200, headers: { 'bad name': 'x' } }],
    [{ statusCode: 200, headers: { name: 'a\r\nset-cookie: b' } }],
    [{ statusCode: 200, cookies: 'a=1' }],
  ])('that is malformed is a 502: %j', async (value) => {
    const gateway = await openGateway({ result: payload(value) });
    const response = await send(gateway.url, { path: '/v1/nfl/players' });
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(json(response)).toEqual({
      type: 'urn:statline:problem:function-response-malformed',
      title: 'Bad Gateway',
      status: 502,
      code: 'function-response-malformed',
      detail: 'Internal Server Error',
    });
  });

  const error = { errorType: 'TypeError', errorMessage: 'secret', stackTrace: ['secret'] };
  const answered = { environment: 1, coldStart: false, duration: 1 };
  const failures: readonly [InvokeResult, number, string][] = [
    [{ kind: 'failed', error, ...answered }, 502, 'function-failed'],
    [{ kind: 'crashed', error, ...answered }, 502, 'function-failed'],
    [{ kind: 'init-failed', error, ...answered }, 502, 'function-failed'],
    [{ kind: 'timed-out', error, ...answered }, 504, 'function-timed-out'],
    [{ kind: 'refused', reason: 'throttled', message: 'Rate Exceeded.' }, 429, 'throttled'],
    [{ kind: 'refused', reason: 'closed', message: 'closed' }, 503, 'closed'],
  ];
  it.each(failures)('to %j tells nothing of the error', async (result, status, code) => {
    const response = await send((await openGateway({ result })).url, { path: '/v1/nfl/players' });
    expect(json(response)).toMatchObject({ status, code });
    expect(response.status).toBe(status);
    expect(response.body.toString()).not.toContain('secret');
  });

  it('is a 504 when no environment answers', async () => {
    const gateway = await openGateway({ timeout: 20, invoke: () => new Promise(() => undefined) });
    expect(json(await send(gateway.url, { path: '/v1/nfl/players' }))).toMatchObject({ code: 'gateway-timeout' });
  });

  it('is a 429 while too many requests are open', async () => {
    const gates: (() => void)[] = [];
    const invoke = (): Promise<InvokeResult> => new Promise((resolve) => gates.push(() => resolve(payload('done'))));
    const gateway = await openGateway({ maxConcurrent: 1, invoke });
    const first = send(gateway.url, { path: '/v1/nfl/players' });
    await expect.poll(() => gates.length, { interval: 2 }).toBe(1);
    expect(json(await send(gateway.url, { path: '/v1/nfl/players' }))).toMatchObject({ code: 'too-many-requests' });
    gates[0]?.();
    expect((await first).status).toBe(200);
  });
});
