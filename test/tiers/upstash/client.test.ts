import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisRest, type RedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { cacheKey } from '../../../lib/cache/index.ts';
import { createUpstashClient } from '../../../lib/tiers/upstash/client.ts';
import { UpstashFault } from '../../../lib/tiers/upstash/calls.ts';
import { createUpstashTier } from '../../../lib/tiers/upstash/tier.ts';
import { entryOf } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { deadUrl, startSocketServer } from '../../support/sockets.ts';

const KEY = cacheKey('nfl:player:1');
const failureOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    (answer) => Promise.reject(new Error(`It answered ${JSON.stringify(answer)}`)),
    (error: unknown) => error as Error,
  );

describe("Upstash's client, with its traps closed", () => {
  it('gives up a dead host at once', async () => {
    const started = performance.now();
    const redis = createUpstashClient({ url: await deadUrl(), token: 't', timeout: 5000 });
    const failure = await failureOf(createUpstashTier({ redis, prefix: '' }).getMany('nfl', { keys: [KEY] }));
    expect(failure.message).toMatch(/^Error: connect ECONNREFUSED 127\.0\.0\.1:\d+$/);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('connects once to a host that hangs up', async () => {
    const server = await startSocketServer((socket) => socket.destroy());
    const redis = createUpstashClient({ url: server.url, token: 't', timeout: 5000 });
    await failureOf(redis.mget('a'));
    await failureOf(redis.pipeline().set('a', '1').exec());
    expect(server.connections()).toBe(2);
    await server.close();
  });

  it('rejects when the server is silent: a time-out is never a miss', async () => {
    const server = await startSocketServer();
    const redis = createUpstashClient({ url: server.url, token: 't', timeout: 50 });
    expect((await failureOf(redis.mget('a'))).name).toBe('TimeoutError');
    expect((await failureOf(redis.pipeline().set('a', '1').exec())).name).toBe('TimeoutError');
    await server.close();
  });

  it('rejects when the answer stops half way', async () => {
    const server = await startSocketServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"result":');
    });
    const redis = createUpstashClient({ url: server.url, token: 't', timeout: 50 });
    expect((await failureOf(redis.mget('a'))).name).toBe('TimeoutError');
    await server.close();
  });

  it('sends no telemetry and asks for no base64', async () => {
    const { promise: head, resolve } = Promise.withResolvers<string>();
    const server = await startSocketServer((socket) => socket.once('data', (data) => resolve(String(data))));
    const redis = createUpstashClient({ url: server.url, token: 't', timeout: 50 });
    await failureOf(redis.mget('a'));
    expect(await head).toContain('authorization: Bearer t');
    expect(await head).not.toMatch(/telemetry|upstash-encoding/i);
    await server.close();
  });
});

describe("Upstash's client against a server that answers", () => {
  let rest: RedisRest;
  beforeAll(async () => {
    rest = await startRedisRest();
  });
  afterAll(() => rest.close());

  it.each(['123', '0123', 'true', 'null', '{"a":1}', '[1]', '1e400', '"quoted"', 'T0s=', 'OK', ' ', 'Jokić 🏈'])(
    'gives back %j untouched',
    async (value) => {
      const redis = createUpstashClient({ ...rest, timeout: 5000 });
      await redis.pipeline().set('k', value).exec();
      expect(await redis.mget('k', 'none')).toEqual([value, null]);
    },
  );

  it('sends each call for itself: nothing is batched that we did not batch', async () => {
    const redis = createUpstashClient({ ...rest, timeout: 5000 });
    const before = rest.requests();
    await Promise.all([redis.mget('a'), redis.mget('b'), redis.mget('c')]);
    expect(rest.requests() - before).toBe(3);
  });

  it('reports a fault in few words, whatever was sent', async () => {
    // Each becomes six bytes of JSON: over what the server takes.
    const body = `xxx${'\u0001'.repeat(3_000_000)}`;
    const tier = createUpstashTier({ redis: createUpstashClient({ ...rest, timeout: 5000 }), prefix: '' });
    const failure = await failureOf(tier.setMany('nfl', new Map([[KEY, entryOf(createFakeClock(Date.now()), body)]])));
    expect(failure.message).not.toContain('xxx');
    expect(failure.message.length).toBeLessThan(200);
    expect(failure.cause).toBeUndefined();
  });

  it.each([
    ['HTML', '<html>xxx a proxy has its own ideas</html>'],
    ['JSON that is no answer', '"xxx"'],
    ['nothing', ''],
    ['no list', '{"result":"xxx"}'],
    ['null', '{"result":null}'],
    ['too little', '{"result":["#1\\n"]}'],
    ['too much', '{"result":["#1\\n",null,null]}'],
    ['numbers for texts', '{"result":["#1\\n",1]}'],
    ['lists for texts', '{"result":[["#1\\n"],null]}'],
  ])('takes %s for a fault, never for a miss or half a read', async (_, text) => {
    const server = await startSocketServer((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`),
    );
    const tier = createUpstashTier({
      redis: createUpstashClient({ ...rest, url: server.url, timeout: 500 }),
      prefix: '',
    });
    const failure = await failureOf(tier.getMany('nfl', { keys: [KEY] }));
    expect(failure).toBeInstanceOf(UpstashFault);
    expect(failure.message).not.toContain('xxx');
    await server.close();
  });

  it.each([
    ['no list', '{"result":"OK"}'],
    ['too little', '[{"result":"OK"}]'],
  ])('takes %s for a fault of a pipeline', async (_, text) => {
    const server = await startSocketServer((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`),
    );
    const redis = createUpstashClient({ ...rest, url: server.url, timeout: 500 });
    const tier = createUpstashTier({ redis, prefix: '' });
    expect(await failureOf(tier.acquire('nfl', ['a', 'b'], 1000))).toBeInstanceOf(UpstashFault);
    await server.close();
  });

  it('knows a refusal from a fault', async () => {
    const refused = createUpstashClient({ ...rest, token: 'wrong', timeout: 500 });
    const dead = createUpstashClient({ ...rest, url: await deadUrl(), timeout: 500 });
    const failures = [refused, dead].map((redis) =>
      failureOf(createUpstashTier({ redis, prefix: '' }).purge('nfl', ['*'], '01K4')),
    );
    expect(await Promise.all(failures)).toMatchObject([{ refused: true }, { refused: false }]);
  });
});
