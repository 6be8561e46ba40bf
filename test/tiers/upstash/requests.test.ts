import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRedisRest, type RedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { withoutPayload } from '../../../lib/tiers/upstash/calls.ts';
import { createUpstashClient } from '../../../lib/tiers/upstash/client.ts';
import { createUpstashTier } from '../../../lib/tiers/upstash/tier.ts';
import { entryOf, playerKeys } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { callRedis } from '../../support/redis-rest-call.ts';
import { startTap, type Tap } from '../../support/tap.ts';

const MEGABYTE = 1024 * 1024;
const clock = createFakeClock();

let rest: RedisRest;
let tap: Tap;
beforeAll(async () => {
  rest = await startRedisRest();
});
afterAll(() => rest.close());
beforeEach(async () => {
  tap = await startTap(rest.url);
});
afterEach(() => tap[Symbol.asyncDispose]());

const openTier = () => {
  const redis = createUpstashClient({ url: tap.url, token: rest.token, timeout: 60_000 });
  return createUpstashTier({ redis, prefix: 'requests:', clock });
};

describe('what the Upstash tier sends', () => {
  it('is four requests at once, no more, for a fill of many', async () => {
    const gate = Promise.withResolvers<undefined>();
    tap.rule(({ body }) => (body.includes('PING') ? 'pass' : gate.promise.then(() => 'pass' as const)));
    const body = 'x'.repeat(MEGABYTE);
    const filling = openTier().setMany('nfl', new Map(playerKeys(6).map((key) => [key, entryOf(clock, body)])));
    await expect.poll(() => tap.requests.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
    // Once this is answered, whatever was sent before it has arrived.
    await callRedis({ url: tap.url, token: rest.token }, ['PING']);
    expect(tap.requests.filter(({ body }) => !body.includes('PING'))).toHaveLength(4);
    gate.resolve(undefined);
    await filling;
    expect(tap.requests).toHaveLength(7);
  });

  it('is one command to forget any number of entries, and none for none', async () => {
    const tier = openTier();
    const keys = playerKeys(100);
    await tier.setMany('nfl', new Map(keys.map((key) => [key, entryOf(clock, 'x')])));
    const before = tap.requests.length;
    await tier.deleteMany?.('nfl', keys.slice(1));
    await tier.deleteMany?.('nfl', []);
    expect(tap.requests.slice(before).map(({ body }) => (JSON.parse(body) as readonly string[]).length)).toEqual([100]);
    expect([...(await tier.getMany('nfl', { keys })).entries.keys()]).toEqual(keys.slice(0, 1));
  });

  it('gives a lease a millisecond at least, in whole ones', async () => {
    const tier = openTier();
    await tier.acquire('nfl', ['a'], 0);
    await tier.acquire('nfl', ['b'], 1500.2);
    const times = tap.requests.map(({ body }) => /"px",(\d+)/i.exec(body)?.[1]);
    expect(times).toEqual(['1', '1501']);
  });
});

describe('a fault of Redis', () => {
  it('is told in 160 letters at most', async () => {
    const failing = withoutPayload(Promise.reject(new Error('x'.repeat(500))));
    await expect(failing).rejects.toMatchObject({ message: `Error: ${'x'.repeat(153)}` });
  });

  it('that is no error is told as unknown', async () => {
    const odd = Promise.resolve().then(() => AbortSignal.abort('odd').throwIfAborted());
    await expect(withoutPayload(odd)).rejects.toThrow('Unknown fault');
  });
});
