import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddedRedis } from '../../../../infra/local/redis-rest/embedded.ts';
import { startRedisRest, type RedisRest } from '../../../../infra/local/redis-rest/redis-rest.ts';
import { callRedis } from '../../../support/redis-rest-call.ts';
import { deadUrl, startSocketServer } from '../../../support/sockets.ts';

describe('the REST protocol', () => {
  let rest: RedisRest;
  beforeAll(async () => {
    rest = await startRedisRest({ token: 'secret' });
  });
  afterAll(() => rest.close());
  beforeEach(async () => {
    await callRedis(rest, ['FLUSHALL']);
  });

  interface Ask {
    readonly method?: string;
    readonly body?: string;
    readonly headers?: Record<string, string>;
  }
  const ask = async (path: string, init: Ask = {}): Promise<{ status: number; body: unknown }> => {
    const headers = { authorization: 'Bearer secret', ...init.headers };
    const response = await fetch(rest.url + path, { ...init, headers, signal: AbortSignal.timeout(5000) });
    return { status: response.status, body: await response.json() };
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers });

  it('answers one command', async () => {
    expect(await post('/', ['set', 'a', 'Jokić'])).toEqual({ status: 200, body: { result: 'OK' } });
    expect(await post('/', ['GET', 'a'])).toEqual({ status: 200, body: { result: 'Jokić' } });
    expect(await post('/', ['GET', 'b'])).toEqual({ status: 200, body: { result: null } });
  });

  it('answers a command in the path', async () => {
    expect(await ask('/set/foo/a%20b?PX=60000')).toEqual({ status: 200, body: { result: 'OK' } });
    expect(await ask('/get/foo')).toEqual({ status: 200, body: { result: 'a b' } });
    expect(await ask('/pttl/foo')).toMatchObject({ body: { result: expect.any(Number) as number } });
    expect(await ask('/set/foo', { method: 'POST', body: '{"text":1}' })).toMatchObject({ status: 200 });
    expect(await ask('/get/foo')).toEqual({ status: 200, body: { result: '{"text":1}' } });
  });

  it('answers a pipeline item by item, faults too', async () => {
    const commands = [['set', 'a', '1'], ['nonsense', 'x'], ['get'], ['incr', 'a']];
    expect(await post('/pipeline', commands)).toEqual({
      status: 200,
      body: [
        { result: 'OK' },
        { error: `ERR unknown command 'NONSENSE', with args beginning with: 'x' ` },
        { error: `ERR wrong number of arguments for 'get' command` },
        { result: 2 },
      ],
    });
  });

  it('runs a transaction as a whole or not at all', async () => {
    expect(
      await post('/multi-exec', [
        ['set', 'a', '1'],
        ['incr', 'a'],
      ]),
    ).toEqual({
      status: 200,
      body: [{ result: 'OK' }, { result: 2 }],
    });
    const discarded = 'EXECABORT Transaction discarded because of previous errors.';
    expect(await post('/multi-exec', [['incr', 'a'], ['nonsense']])).toEqual({
      status: 400,
      body: { error: discarded },
    });
    expect(await post('/', ['get', 'a'])).toMatchObject({ body: { result: '2' } });
  });

  it('encodes every text of an answer in base64 when asked to', async () => {
    const base64 = { 'upstash-encoding': 'base64' };
    await post('/', ['sadd', 'team', 'Jokić']);
    expect(await post('/', ['smembers', 'team'], base64)).toMatchObject({ body: { result: ['Sm9racSH'] } });
    expect(await post('/pipeline', [['get', 'none'], ['ping'], ['scard', 'team']], base64)).toMatchObject({
      body: [{ result: null }, { result: 'UE9ORw==' }, { result: 1 }],
    });
  });

  it("speaks with Upstash's client as it comes", async () => {
    const redis = new Redis({ ...rest, enableTelemetry: false });
    await redis.set('a', { points: 30, name: 'Jokić' }, { px: 5000, nx: true });
    expect(await redis.set('a', 'other', { nx: true })).toBeNull();
    expect(await redis.get('a')).toEqual({ points: 30, name: 'Jokić' });
    expect(await redis.ping()).toBe('PONG');
    expect(await redis.multi().append('log', 'a\n').strlen('log').exec()).toEqual([2, 2]);
    expect(await Promise.all([redis.mget('a', 'b'), redis.exists('a')])).toEqual([[expect.anything(), null], 1]);
    await expect(redis.pipeline().set('a', '1', { px: 0 }).exec()).rejects.toThrow(/invalid expire time/);
  });

  it.each([
    ['no token', {}, 401],
    ['another token', { authorization: 'Bearer other' }, 401],
    ['the token of another scheme', { authorization: 'Basic secret' }, 401],
  ])('refuses a request with %s', async (_, headers, status) => {
    const response = await fetch(rest.url, { method: 'POST', headers, body: '["ping"]' });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.any(String) as string });
  });

  it.each([
    ['no JSON', '/', 'no'],
    ['no command', '/', '[]'],
    ['a command that is not a list', '/', '{"set":1}'],
    ['an argument that is not text', '/', '["set",{"a":1}]'],
    ['an empty pipeline', '/pipeline', '[]'],
    ['a pipeline of text', '/pipeline', '["ping"]'],
    ['a path that cannot be read', '/get/%zz', ''],
    ['an unknown command', '/', '["subscribe","a"]'],
  ])('answers %s with a 400', async (_, path, body) => {
    expect(await ask(path, { method: 'POST', body })).toEqual({
      status: 400,
      body: { error: expect.stringMatching(/^ERR /) as string },
    });
  });

  it('refuses a body over 10 MB', async () => {
    const answer = await post('/', ['set', 'a', 'x'.repeat(10 * 1024 * 1024)]);
    expect(answer).toEqual({ status: 413, body: { error: expect.stringMatching(/^ERR max request size/) as string } });
    expect(await post('/', ['ping'])).toMatchObject({ status: 200 });
  });

  it('bills every command, and a pipeline as one request', async () => {
    const before = [rest.requests(), rest.commands()];
    await post('/', ['mget', 'a', 'b', 'c']);
    await post('/pipeline', [['get', 'a'], ['get', 'b'], ['nonsense']]);
    expect([rest.requests(), rest.commands()]).toEqual(before.map((count, index) => count + (index === 0 ? 2 : 4)));
  });

  it('shares nothing with another one in the same process', async () => {
    const other = await startRedisRest();
    await callRedis(rest, ['SET', 'mine', '1']);
    expect(await callRedis(other, ['GET', 'mine'])).toBeNull();
    await other.close();
    expect(await callRedis(rest, ['GET', 'mine'])).toBe('1');
  });
});

describe('a Redis that cannot be reached', () => {
  it.each([
    ['dead', () => deadUrl().then((url) => ({ url, close: () => Promise.resolve() }))],
    ['silent', () => startSocketServer()],
  ])('is an error in bounded time when it is %s', async (_, open) => {
    const gone = await open();
    const rest = await startRedisRest({ redis: gone.url.replace('http:', 'redis:') });
    await expect(callRedis(rest, ['PING'])).rejects.toThrow(/^ERR Redis cannot be reached/);
    await rest.close();
    await gone.close();
  });
});

describe('the embedded Redis', () => {
  it('is bounded: the key written longest ago goes first', async () => {
    const redis = createEmbeddedRedis({ maxKeys: 2 });
    for (const key of ['a', 'b', 'a', 'c']) await redis.run({ name: 'SET', args: [key, key] });
    expect(await redis.run({ name: 'MGET', args: ['a', 'b', 'c'] })).toEqual({ result: ['a', null, 'c'] });
    await redis.close();
  });

  it('counts a key that a script wrote among those written', async () => {
    const redis = createEmbeddedRedis({ maxKeys: 2 });
    const script = `redis.call('SET', KEYS[1], ARGV[1]) return 'done'`;
    await redis.run({ name: 'SET', args: ['a', 'a'] });
    expect(await redis.run({ name: 'EVAL', args: [script, '1', 'b', 'b'] })).toEqual({ result: 'done' });
    await redis.run({ name: 'SET', args: ['c', 'c'] });
    expect(await redis.run({ name: 'MGET', args: ['a', 'b', 'c'] })).toEqual({ result: [null, 'b', 'c'] });
    await redis.close();
  });

  it('answers a script that cannot run with an error', async () => {
    const redis = createEmbeddedRedis();
    for (const script of ['return foo(', 'return redis.call("NONSENSE")']) {
      expect(await redis.run({ name: 'EVAL', args: [script, '0'] })).toEqual({
        error: expect.stringMatching(/^ERR /) as string,
      });
    }
    await redis.close();
  });

  it('forgets a key when its time is up', async () => {
    const redis = createEmbeddedRedis();
    await redis.run({ name: 'SET', args: ['a', '1', 'px', '20'] });
    await expect.poll(() => redis.run({ name: 'GET', args: ['a'] })).toEqual({ result: null });
    expect(await redis.run({ name: 'EXISTS', args: ['a'] })).toEqual({ result: 0 });
    await redis.close();
  });
});
