import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisRest, type RedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { days, EMPTY_LOG, hours, minutes, type CacheEvent, type CacheKey } from '../../../lib/cache/index.ts';
import { createUpstashClient } from '../../../lib/tiers/upstash/client.ts';
import { createUpstashTier } from '../../../lib/tiers/upstash/tier.ts';
import { entryOf, playerKeys } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { noRealRedis, startRealRedis } from '../../support/redis-server.ts';
import { callRedis } from '../../support/redis-rest-call.ts';
import { describeTierContract, type OpenTierStore } from '../tier-contract.ts';
import { copyOf } from '../../support/copy-of.ts';

const openRest =
  (start: () => Promise<RedisRest & { readonly stop?: () => Promise<void> }>): OpenTierStore =>
  async (clock) => {
    const rest = await start();
    const redis = createUpstashClient({ ...rest, timeout: 5000 });
    // A Redis that is lent to the tests may hold what an earlier run left.
    const run = `${randomUUID()}:`;
    return {
      tier: (prefix) => createUpstashTier({ redis, prefix: run + prefix, clock }),
      calls: rest.requests,
      async plant(storedKey, header, body) {
        await callRedis(rest, ['SET', run + storedKey, `${header}\n${body}`, 'PX', 60_000]);
      },
      // It may have been evicted: a Redis that holds nothing vouches for nothing.
      firstLog: undefined,
      keepsReports: false,
      async pass(ms) {
        clock.advance(ms);
        await sleep(ms + 10);
      },
      async close() {
        await rest.close();
        await rest.stop?.();
      },
    };
  };

describeTierContract(
  'Upstash over the embedded Redis',
  openRest(() => startRedisRest()),
);

describe.skipIf(noRealRedis !== undefined)(`with a redis-server (${noRealRedis ?? 'here'})`, () => {
  describeTierContract(
    'Upstash over a real Redis',
    openRest(async () => {
      const redis = await startRealRedis();
      return { ...(await startRedisRest({ redis: redis.url })), stop: redis.close };
    }),
  );
});

describe('what the Upstash tier costs and stores', () => {
  const clock = createFakeClock();
  let rest: RedisRest;
  beforeAll(async () => {
    rest = await startRedisRest();
  });
  afterAll(() => rest.close());

  const openTier = (prefix: string, cap?: number) => {
    const redis = createUpstashClient({ ...rest, timeout: 5000 });
    return createUpstashTier({ redis, prefix, clock, ...(cap !== undefined && { cap }) });
  };
  const bill = async (work: () => Promise<unknown>): Promise<{ requests: number; commands: number }> => {
    const before = { requests: rest.requests(), commands: rest.commands() };
    await work();
    return { requests: rest.requests() - before.requests, commands: rest.commands() - before.commands };
  };
  const entries = (count: number) => new Map(playerKeys(count).map((key) => [key, entryOf(clock, key)]));

  it('writes n entries with n commands in one request', async () => {
    const tier = openTier('cost:');
    expect(await bill(() => tier.setMany('nfl', entries(50)))).toEqual({ requests: 1, commands: 50 });
  });

  it('reads 50 entries with one command, duplicates or not', async () => {
    const tier = openTier('cost:');
    expect(await bill(() => tier.getMany('nfl', { keys: playerKeys(50) }))).toEqual({ requests: 1, commands: 1 });
    const twice = [...playerKeys(50), ...playerKeys(50)];
    expect(await bill(() => tier.getMany('nfl', { keys: twice }))).toEqual({ requests: 1, commands: 1 });
    expect((await tier.getMany('nfl', { keys: twice })).entries.size).toBe(50);
  });

  it('reads log, entries and leases with one command, however many', async () => {
    const tier = openTier('one:');
    await tier.restore('nfl', copyOf(EMPTY_LOG));
    const scopes = Array.from({ length: 200 }, (_, index) => `team:${index}`);
    expect(await bill(() => tier.purge('nfl', scopes, '01K4'))).toEqual({ requests: 1, commands: 1 });
    await tier.setMany('nfl', entries(50));
    const question = { keys: playerKeys(50), leases: playerKeys(50) };
    expect(await bill(() => tier.getMany('nfl', question))).toEqual({ requests: 1, commands: 1 });
    expect(await bill(() => tier.getMany('nfl', { keys: [] }))).toEqual({ requests: 1, commands: 1 });
    const { purges, entries: found } = await tier.getMany('nfl', question);
    expect([purges?.size, found.size]).toEqual([200, 50]);
  });

  it('asks for n leases with n commands in one request, and leaves a failure with one', async () => {
    const tier = openTier('leases:');
    const names = playerKeys(20);
    expect(await bill(() => tier.acquire('nfl', [...names, ...names], 30_000))).toEqual({ requests: 1, commands: 20 });
    const failure = { reason: 'timeout', retryAt: clock.now() + 30_000 };
    expect(await bill(() => tier.fail('nfl', 'nfl:live', failure))).toEqual({ requests: 1, commands: 1 });
    expect(await bill(() => tier.reportDown('nfl', 'l2', 1))).toEqual({ requests: 0, commands: 0 });
  });

  it('gives each request for leases a token of its own, and Redis the time to drop them', async () => {
    const tier = openTier('tokens:');
    await tier.acquire('nfl', ['a', 'b'], 29_999.5);
    await tier.acquire('nfl', ['c'], 0);
    const [a, b] = (await callRedis(rest, ['MGET', 'tokens:lease:a', 'tokens:lease:b'])) as string[];
    expect(a).toBe(b);
    expect(a).toMatch(/^[\da-f-]{36}$/);
    expect(await callRedis(rest, ['PTTL', 'tokens:lease:a'])).toSatisfy((ms: number) => ms > 25_000 && ms <= 30_000);
    await tier.acquire('nfl', ['d'], 30_000);
    expect(await callRedis(rest, ['GET', 'tokens:lease:d'])).not.toBe(a);
  });

  it('restores a log with two calls, completes one with three', async () => {
    const tier = openTier('restore:');
    expect(await bill(() => tier.restore('nfl', copyOf(EMPTY_LOG)))).toEqual({ requests: 2, commands: 2 });
    expect(await bill(() => tier.restore('nfl', copyOf(EMPTY_LOG)))).toEqual({ requests: 2, commands: 2 });
    await tier.purge('nba', ['*'], '01K4');
    expect(await bill(() => tier.restore('nba', copyOf(EMPTY_LOG)))).toEqual({ requests: 3, commands: 3 });
  });

  it('splits a bulk fill into requests of a megabyte, and writes it whole', async () => {
    const tier = openTier('bulk:');
    const bulk = new Map(playerKeys(25).map((key) => [key, entryOf(clock, key.repeat(10_000))]));
    const { requests, commands } = await bill(() => tier.setMany('nfl', bulk));
    expect(commands).toBe(25);
    expect(requests).toSatisfy((count: number) => count >= 3 && count <= 5);
    expect((await tier.getMany('nfl', { keys: playerKeys(25) })).entries).toEqual(bulk);
  });

  it('refuses a value over 4 MB, says so, and writes the others', async () => {
    const events: CacheEvent[] = [];
    const redis = createUpstashClient({ ...rest, timeout: 5000 });
    const tier = createUpstashTier({ redis, prefix: 'large:', clock, observe: (event) => events.push(event) });
    const [large, small] = playerKeys(2) as [CacheKey, CacheKey];
    const bodies = new Map([
      [large, entryOf(clock, 'é'.repeat(2.1 * 1024 * 1024))],
      [small, entryOf(clock, '1')],
    ]);
    await tier.setMany('nfl', bodies);
    expect([...(await tier.getMany('nfl', { keys: [large, small] })).entries.keys()]).toEqual([small]);
    expect(events).toEqual([{ kind: 'refused', tier: 'l2', key: large, bytes: expect.any(Number) as number }]);
  });

  it('asks nothing to write what is expired', async () => {
    const expired = new Map([...entries(3)].map(([key, entry]) => [key, { ...entry, staleUntil: clock.now() }]));
    expect(await bill(() => openTier('cost:').setMany('nfl', expired))).toEqual({ requests: 0, commands: 0 });
  });

  it('lets Redis drop an entry when it expires, or at the cap if that comes first', async () => {
    const [soon, late] = playerKeys(2);
    const written = [
      [soon, entryOf(clock, '1', { staleUntil: clock.now() + minutes(10) })],
      [late, entryOf(clock, '1', { staleUntil: clock.now() + days(7) })],
    ] as const;
    const left = (key: string) => callRedis(rest, ['PTTL', key]);
    await openTier('px:').setMany('nfl', new Map(written.flatMap(([key, entry]) => (key ? [[key, entry]] : []))));
    expect(await left(`px:${soon ?? ''}`)).toSatisfy((ms: number) => ms > minutes(9) && ms <= minutes(10));
    expect(await left(`px:${late ?? ''}`)).toSatisfy((ms: number) => ms > minutes(59) && ms <= hours(1));
  });

  it('stores text as it is after one header line', async () => {
    const [key = ''] = playerKeys(1);
    await openTier('text:').setMany('nfl', entries(1));
    const [header = '', body] = String(await callRedis(rest, ['GET', `text:${key}`])).split('\n');
    expect(JSON.parse(header)).toMatchObject({ b: 'identity' });
    expect(body).toBe(key);
  });

  it('rejects when one of the writes was refused, without repeating what was written', async () => {
    const secret = 'x'.repeat(5000);
    const redis = createUpstashClient({ ...rest, token: 'wrong', timeout: 5000 });
    const tier = createUpstashTier({ redis, prefix: 'no:', clock });
    const failure = await tier
      .setMany('nfl', new Map([...entries(1)].map(([key]) => [key, entryOf(clock, secret)])))
      .then(
        () => undefined,
        (error: unknown) => error as Error,
      );
    expect(failure?.message).toBe('UpstashError: WRONGPASS invalid or missing auth token');
    expect(failure?.cause).toBeUndefined();
  });
});
