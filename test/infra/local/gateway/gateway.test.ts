import { afterEach, describe, expect, it } from 'vitest';
import type { InvokeResult } from '../../../../infra/local/runtime/outcome.ts';
import { startGateway, type Invoke } from '../../../../infra/local/gateway/gateway.ts';
import { BATCH, closeGateways, json, openGateway, payload } from '../fixtures/open-gateway.ts';
import { converse, send } from '../fixtures/raw-request.ts';

afterEach(closeGateways);

describe('a route', () => {
  it('has a function of its own', async () => {
    const asked: string[] = [];
    const answering =
      (name: string): Invoke =>
      () => {
        asked.push(name);
        return Promise.resolve(payload({ statusCode: 200, body: name }));
      };
    const gateway = await startGateway({
      port: 0,
      routes: new Map([
        ['GET /v1/{league}/teams', answering('api')],
        ['ANY /docs/{file}', answering('web')],
        ['$default', answering('other')],
      ]),
    });
    try {
      for (const [method, path] of [
        ['GET', '/v1/nfl/teams'],
        ['GET', '/docs/a.css'],
        ['HEAD', '/docs/a.css'],
        ['OPTIONS', '/docs/a.css'],
        ['GET', '/docs/'],
        ['GET', '/docs/a/b'],
      ] as const) {
        expect((await send(gateway.url, { method, path })).status).toBe(200);
      }
    } finally {
      await gateway.close();
    }
    expect(asked).toEqual(['api', 'web', 'web', 'web', 'other', 'other']);
  });
});

describe('a request the function never sees', () => {
  it('has no route', async () => {
    const gateway = await openGateway();
    const response = await send(gateway.url, { path: '/v2/nfl?x=1' });
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(json(response)).toEqual({
      type: 'urn:statline:problem:route-not-found',
      title: 'Not Found',
      status: 404,
      code: 'route-not-found',
      detail: 'There is no route GET /v2/nfl',
    });
    expect((await send(gateway.url, { method: 'HEAD', path: '/v1/nfl/players' })).status).toBe(404);
    expect((await send(gateway.url, { method: 'OPTIONS', path: '/v1/nfl/players' })).status).toBe(404);
    expect(json(await send(gateway.url, { path: '/v1/%zz/players' }))).toMatchObject({ code: 'malformed-path' });
    expect(gateway.events).toEqual([]);
  });

  it('announces too large a body', async () => {
    const gateway = await openGateway({ maxBody: 100 });
    const head = 'POST /v1/nfl/players/stats HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n';
    const started = performance.now();
    const received = await converse(gateway.url, `${head}\r\n${'x'.repeat(200)}`);
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(received).toContain('"code":"body-too-large","detail":"The body may have 100 bytes","field":"body"');
    expect(performance.now() - started).toBeLessThan(3000);
    const asking = await converse(gateway.url, `${head}Expect: 100-continue\r\n\r\n`);
    expect(asking).toMatch(/^HTTP\/1\.1 413 /);
    expect(asking).not.toContain('100 Continue');
  });

  it('turns out to have too large a body', async () => {
    const gateway = await openGateway({ maxBody: 100 });
    const head = 'POST /v1/nfl/players/stats HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
    const received = await converse(gateway.url, `${head}${'64\r\n'.concat('x'.repeat(100), '\r\n').repeat(3)}`);
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(gateway.events).toEqual([]);
  });

  it('is sent whole by a client that sees its answer only then', async () => {
    const gateway = await openGateway({ maxBody: 100 });
    const response = await fetch(`${gateway.url}${BATCH.path}`, { method: 'POST', body: 'x'.repeat(10_000_000) });
    expect(await response.json()).toMatchObject({ status: 413, code: 'body-too-large' });
    expect((await send(gateway.url, { ...BATCH, body: 'x'.repeat(100) })).status).toBe(200);
  });

  it('has too many headers, or is not HTTP', async () => {
    const gateway = await openGateway();
    const long = await send(gateway.url, { path: '/v1/nfl/players', headers: { long: 'x'.repeat(12_000) } });
    expect(json(long)).toMatchObject({ status: 431, code: 'headers-too-large' });
    expect(await converse(gateway.url, 'hello\r\n\r\n')).toContain('"code":"bad-request"');
  });

  it('asks for an environment there is not', async () => {
    const result: InvokeResult = { kind: 'refused', reason: 'no-such-environment', message: 'There are 1 to 4' };
    const gateway = await openGateway({ result });
    const response = await send(gateway.url, { path: '/v1/nfl/players', headers: { 'x-statline-environment': '9' } });
    expect(json(response)).toMatchObject({ status: 400, field: 'x-statline-environment', detail: 'There are 1 to 4' });
  });
});

describe('the gateway', () => {
  it('asks for the environment a client wants and keeps that from the function', async () => {
    const gateway = await openGateway();
    await send(gateway.url, { path: '/v1/nfl/players', headers: { 'X-Statline-Environment': '2' } });
    await send(gateway.url, { path: '/v1/nfl/players' });
    expect(gateway.asked).toEqual([{ environment: 2 }, {}]);
    expect(gateway.events[0]?.headers).not.toHaveProperty('x-statline-environment');
  });

  it('listens on the loopback only, and refuses a port that is taken', async () => {
    const gateway = await openGateway();
    expect(new URL(gateway.url).hostname).toBe('127.0.0.1');
    await expect(openGateway({ port: Number(new URL(gateway.url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('closes at once, whatever is open', async () => {
    const gateway = await openGateway({ invoke: () => new Promise(() => undefined) });
    const cut = send(gateway.url, { path: '/v1/nfl/players' }).catch((error: unknown) => (error as Error).message);
    await gateway.close();
    expect(await cut).toMatch(/socket hang up|ECONNRE(SET|FUSED)/);
  });
});
