import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisRest, type RedisRest } from '../../../../infra/local/redis-rest/redis-rest.ts';
import { callRedis } from '../../../support/redis-rest-call.ts';
import { noRealRedis, startRealRedis, type RealRedis } from '../../../support/redis-server.ts';

const COMPARE_AND_SET = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2]) return 1 end return 0`;

describe.skipIf(noRealRedis !== undefined)(`the embedded Redis against a real one (${noRealRedis ?? 'here'})`, () => {
  let redis: RealRedis;
  let real: RedisRest;
  let embedded: RedisRest;
  beforeAll(async () => {
    redis = await startRealRedis();
    real = await startRedisRest({ redis: redis.url });
    embedded = await startRedisRest();
  });
  afterAll(async () => {
    await Promise.all([real.close(), embedded.close()]);
    await redis.close();
  });

  const far = Date.now() + 3_600_000;
  it.each([
    [
      ['sadd', 'K', 'a'],
      ['get', 'K'],
      ['mget', 'K', 'none'],
      ['append', 'K', 'x'],
      ['set', 'K', '1', 'nx'],
      ['strlen', 'K'],
      ['del', 'K'],
      ['append', 'K', 'x'],
      ['mget', 'K'],
    ],
    [
      ['sadd', 'K', 'a'],
      ['set', 'K', '1'],
      ['get', 'K'],
    ],
    [
      ['set', 'K', '1', 'px', '50000'],
      ['get', 'K'],
      ['persist', 'K'],
      ['pttl', 'K'],
      ['ttl', 'none'],
    ],
    [
      ['set', 'K', '1', 'NX', 'Px', '50000'],
      ['set', 'K', '2', 'nx'],
      ['get', 'K'],
      ['set', 'K', '3', 'xx'],
      ['ttl', 'K'],
    ],
    [
      ['set', 'K', '1'],
      ['set', 'K', '2', 'get'],
      ['set', 'K', '3', 'ex', '10', 'get'],
      ['get', 'K'],
      ['ttl', 'K'],
    ],
    [
      ['set', 'K', '1', 'get', 'px', '50000'],
      ['exists', 'K', 'K', 'none'],
      ['getdel', 'K'],
      ['getdel', 'K'],
    ],
    [
      ['set', 'K', '1', 'pxat', String(far)],
      ['set', 'K', '1', 'exat', String(Math.floor(far / 1000))],
      ['exists', 'K'],
    ],
    [
      ['set', 'K', '1', 'px', '0'],
      ['set', 'K', '1', 'px', '-1'],
      ['set', 'K', '1', 'px', 'x'],
      ['exists', 'K'],
    ],
    [['set', 'K', '1', 'px'], ['set', 'K', '1', 'foo'], ['set', 'K'], ['get'], ['get', 'K', 'K'], ['exists', 'K']],
    [
      ['append', 'K', 'a 1\n'],
      ['append', 'K', 'b 2\n'],
      ['strlen', 'K'],
      ['get', 'K'],
      ['type', 'K'],
    ],
    [
      ['set', 'K', 'é 🏈 1', 'px', '50000'],
      ['eval', COMPARE_AND_SET, '1', 'K', 'another', 'two'],
      ['eval', COMPARE_AND_SET, '1', 'K', 'é 🏈 1', '#1\na b\n'],
      ['append', 'K', 'c d\n'],
      ['get', 'K'],
      ['ttl', 'K'],
      ['eval', COMPARE_AND_SET, '1', 'none', 'x', 'two'],
      ['get', 'none'],
      ['eval', 'return 1'],
    ],
    [
      ['incr', 'K'],
      ['incrby', 'K', '5'],
      ['decr', 'K'],
      ['get', 'K'],
      ['setnx', 'K', '9'],
      ['expire', 'K', '100'],
      ['ttl', 'K'],
    ],
    [
      ['sadd', 'K', 'a', 'b', 'a'],
      ['scard', 'K'],
      ['sismember', 'K', 'a'],
      ['srem', 'K', 'a', 'x'],
      ['smembers', 'K'],
    ],
    [
      ['mget', 'K', 'none'],
      ['mget'],
      ['del', 'K', 'none'],
      ['unlink', 'K'],
      ['pexpire', 'none', '5'],
      ['echo', 'é 🏈'],
    ],
    [
      ['foo', 'a', 'b'],
      ['blpop', 'K', '0'],
      ['set', 'K', '', 'px', '50000'],
      ['get', 'K'],
      ['strlen', 'K'],
    ],
  ])('answers %j and so on as it does', async (...commands) => {
    const run = async (rest: RedisRest, key: string): Promise<unknown> => {
      const response = await fetch(`${rest.url}/pipeline`, {
        method: 'POST',
        headers: { authorization: `Bearer ${rest.token}` },
        body: JSON.stringify(commands.map((words) => words.map((word) => (word === 'K' ? key : word)))),
      });
      await callRedis(rest, ['DEL', key]);
      return response.json();
    };
    const key = `statline-test:${crypto.randomUUID()}`;
    expect(await run(embedded, key)).toEqual(await run(real, key));
  });
});
