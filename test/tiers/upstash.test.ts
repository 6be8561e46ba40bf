import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisRest, type RedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import { days, hours, minutes } from '../../lib/cache/index.ts';
import { createUpstashClient } from '../../lib/tiers/upstash-client.ts';
import { createUpstashTier } from '../../lib/tiers/upstash.ts';
import { entryOf, playerKeys } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { noRealRedis, startRealRedis } from '../support/redis-server.ts';
import { callRedis } from '../support/redis-rest-call.ts';
import { describeTierContract, type OpenTierStore } from './tier-contract.ts';

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

if (noRealRedis === undefined) {
  describeTierContract(
    'Upstash over a real Redis',
    openRest(async () => {
      const redis = await startRealRedis();
      return { ...(await startRedisRest({ redis: redis.url })), stop: redis.close };
    }),
  );
} else {
  describe.skip(`Upstash over a real Redis, as a tier (${noRealRedis})`, () => {
    it('is not tested');
  });
}

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
    expect(await bill(() => tier.getMany('nfl', playerKeys(50)))).toEqual({ requests: 1, commands: 1 });
    const twice = [...playerKeys(50), ...playerKeys(50)];
    expect(await bill(() => tier.getMany('nfl', twice))).toEqual({ requests: 1, commands: 1 });
    expect((await tier.getMany('nfl', twice)).entries.size).toBe(50);
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
    expect(JSON.parse(header)).toMatchObject({ v: 1, b: 'identity' });
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
