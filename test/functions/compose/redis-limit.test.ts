import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { composeHealth } from '../../../functions/compose/health.ts';
import { startRedisRest, type RedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { minutes, seconds } from '../../../lib/cache/index.ts';
import { ENV } from '../../../lib/config.ts';
import { later, open, question, withNeighbours, type Composed } from './neighbours.ts';

const neighbours = withNeighbours();

let redis: RedisRest;
beforeEach(async () => {
  redis = await startRedisRest();
});
afterEach(() => redis.close());

const variables = () => ({ ...neighbours().both, [ENV.redisUrl]: redis.url, [ENV.redisToken]: redis.token });

/** An environment, and what it has counted since it was asked last. */
const environment = (): Composed & { readonly counted: (name: string) => number } => {
  const composed = open(variables(), { flushEvery: minutes(60) });
  return { ...composed, counted: (name) => composed.usage.take('sums').get(name) ?? 0 };
};

describe('while Redis refuses everything', () => {
  it('answers come from the table, and Redis is asked once a minute by each environment', async () => {
    const writer = open(variables());
    const names = Array.from({ length: 20 }, (_, index) => `question ${index}`);
    for (const name of names) await writer.cache.read(question(name));
    await writer.drain();
    redis.setLimitReached('day');
    const environments = [environment(), environment()];
    const before = redis.commands();
    for (const { cache, drain } of environments) {
      for (const name of names) {
        const asked = question(name);
        expect(await cache.read(asked)).toMatchObject({ served: { by: 'tier', tier: 'l3' } });
        expect(asked.loads()).toBe(0);
        await drain();
      }
    }
    expect(redis.commands() - before).toBeLessThanOrEqual(environments.length);
    redis.setLimitReached(undefined);
    later(minutes(1) + seconds(1));
    await environments[0]?.cache.read(question('anew'));
    await environments[0]?.drain();
    expect(redis.commands() - before).toBeGreaterThan(environments.length);
    expect(environments[0]?.sharedTiers[0]?.available()).toBe(true);
  });

  it('it is counted apart from an outage, as the commands are', async () => {
    const a = environment();
    await a.cache.read(question('well'));
    await a.drain();
    // The script that restores the log is billed with the two calls in it.
    expect(a.counted('redis-commands')).toBe(redis.commands() + 2);
    redis.setLimitReached('month');
    await a.cache.read(question('refused'));
    expect(a.usage.take('sums').get('limit-reached.l2')).toBe(1);
    const failed = a.events.find(({ kind }) => kind === 'tier-failed');
    expect(failed).toMatchObject({ tier: 'l2', error: { code: 'limit-reached' } });
    redis.setLimitReached(undefined);
    redis.setOut(true);
    later(minutes(2));
    await a.cache.read(question('out'));
    expect(a.counted('limit-reached.l2')).toBe(0);
    redis.setOut(false);
  });

  it('its health says so, and says nothing of it elsewhere', async () => {
    const a = open(variables());
    const healthOf = async () => {
      const reader = composeHealth(a.config, { composition: a, leagues: ['nfl'], clock: Date });
      return (await reader.read()).tiers[0];
    };
    expect(await healthOf()).not.toHaveProperty('limitReached');
    redis.setLimitReached('day');
    expect(await healthOf()).toMatchObject({
      name: 'l2',
      state: 'failed',
      limitReached: true,
      fault: expect.stringContaining('max daily request limit exceeded') as unknown,
    });
    redis.setLimitReached(undefined);
    redis.setOut(true);
    expect(await healthOf()).not.toHaveProperty('limitReached');
    expect(vi.isFakeTimers()).toBe(true);
  });
});
