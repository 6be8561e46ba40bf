import { afterEach, describe, expect, it } from 'vitest';
import type { RedisBackend } from '../../../../infra/local/redis-rest/commands.ts';
import { createEmbeddedRedis } from '../../../../infra/local/redis-rest/embedded.ts';
import { startRedisRest } from '../../../../infra/local/redis-rest/redis-rest.ts';
import { callRedis } from '../../../support/redis-rest-call.ts';

const steppedClock = () => {
  let time = Date.UTC(2026, 10, 22);
  return { now: () => time, advance: (milliseconds: number) => (time += milliseconds) };
};

const opened: RedisBackend[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((redis) => redis.close()));
});

const open = (maxKeys = 100) => {
  const clock = steppedClock();
  const redis = createEmbeddedRedis({ clock, maxKeys });
  opened.push(redis);
  const run = async (line: string): Promise<unknown> => {
    const [name = '', ...args] = line.split(' ');
    const reply = await redis.run({ name, args });
    return 'error' in reply ? reply.error : reply.result;
  };
  return { clock, redis, run };
};

describe('an embedded Redis with a clock of its own', () => {
  it.each([
    ['SET a 1 PX 60000', 60_000],
    ['SET a 1 EX 60', 60_000],
    ['SET a 1 px 60000 nx', 60_000],
    [`SET a 1 PXAT ${Date.UTC(2026, 10, 22) + 60_000}`, 60_000],
  ])('forgets what %s wrote when that clock says so', async (command, lasts) => {
    const { clock, run } = open();
    expect(await run(command)).toBe('OK');
    clock.advance(lasts - 1);
    expect([await run('GET a'), await run('PTTL a'), await run('TTL a')]).toEqual(['1', 1, 1]);
    clock.advance(1);
    expect([await run('GET a'), await run('PTTL a'), await run('EXISTS a')]).toEqual([null, -2, 0]);
  });

  it('lets a lease be taken again when it is over, and not before', async () => {
    const { clock, run } = open();
    expect(await run('SET lease one PX 5000 NX')).toBe('OK');
    clock.advance(4000);
    expect(await run('SET lease two PX 5000 NX')).toBeNull();
    // The refused one did not lengthen it.
    clock.advance(1000);
    expect(await run('SET lease three PX 5000 NX')).toBe('OK');
    expect(await run('GET lease')).toBe('three');
  });

  it('deletes what is due before anything else of a transaction', async () => {
    const { clock, redis, run } = open();
    await run('SET a 1 PX 1000');
    clock.advance(1000);
    expect(
      await redis.transaction([
        { name: 'APPEND', args: ['a', 'new'] },
        { name: 'GET', args: ['a'] },
      ]),
    ).toEqual([{ result: 3 }, { result: 'new' }]);
  });

  it('knows every way to change the time of a key', async () => {
    const { clock, run } = open();
    expect(await run('EXPIRE none 5')).toBe(0);
    await run('SET a 1 PX 1000');
    await run('SET a 2');
    expect(await run('TTL a')).toBe(-1);
    expect(await run('EXPIRE a 5')).toBe(1);
    expect(await run('PERSIST a')).toBe(1);
    expect(await run('PERSIST a')).toBe(0);
    await run('PEXPIRE a 500');
    await run('DEL a');
    await run('SET a 3');
    clock.advance(60_000);
    expect(await run('GET a')).toBe('3');
  });

  it('says what a real one says of a time that is none', async () => {
    const { run } = open();
    expect(await run('SET a 1 PX soon')).toBe('ERR value is not an integer or out of range');
    expect(await run('SET a 1 PX 0')).toBe(`ERR invalid expire time in 'set' command`);
    expect(await run('EXPIRE a soon')).toMatch(/^ERR /);
  });

  it('stands still when its clock does, whatever the time is here', async () => {
    const { run } = open();
    await run('SET a 1 PX 1');
    const before = Date.now();
    await expect.poll(() => Date.now()).toBeGreaterThan(before + 3);
    expect(await run('GET a')).toBe('1');
  });

  it('is behind the REST protocol, too', async () => {
    const clock = steppedClock();
    const rest = await startRedisRest({ clock });
    await callRedis(rest, ['SET', 'a', '1', 'PX', '60000']);
    expect(await callRedis(rest, ['GET', 'a'])).toBe('1');
    clock.advance(60_000);
    expect(await callRedis(rest, ['GET', 'a'])).toBeNull();
    await rest.close();
  });
});
