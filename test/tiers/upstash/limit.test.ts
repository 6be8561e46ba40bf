import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRedisRest, type RedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { LIMIT_REACHED, storeLimitReached } from '../../../lib/async/refused.ts';
import { cacheKey, hours, minutes, seconds } from '../../../lib/cache/index.ts';
import { TierUnavailableError, withBreaker } from '../../../lib/tiers/guards/breaker.ts';
import { UpstashFault } from '../../../lib/tiers/upstash/calls.ts';
import { createUpstashClient } from '../../../lib/tiers/upstash/client.ts';
import { createUpstashTier } from '../../../lib/tiers/upstash/tier.ts';
import { entryOf } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const KEY = cacheKey('nfl:player:1');
const QUESTION = { keys: [KEY], leases: [] };

let server: RedisRest;
beforeAll(async () => {
  server = await startRedisRest();
});
afterAll(() => server.close());
beforeEach(() => server.setLimitReached('day'));
afterEach(() => server.setLimitReached(undefined));

const open = () => {
  const clock = createFakeClock();
  let counted = 0;
  const onCommands = (count: number): void => void (counted += count);
  const redis = createUpstashClient({ ...server, timeout: 5000, onCommands });
  const tier = createUpstashTier({ redis, prefix: 'limit:', clock });
  const openings: number[] = [];
  const guarded = withBreaker(tier, { clock, onOpen: (until) => openings.push(until - clock.now()) });
  return { clock, tier, guarded, openings, counted: () => counted };
};

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'answered',
    (error: unknown) => error,
  );

const outcomeOf = async (work: Promise<unknown>): Promise<string> => {
  const fault = await faultOf(work);
  if (fault instanceof TierUnavailableError) return 'not asked';
  return fault instanceof UpstashFault ? 'refused' : 'answered';
};

describe('a Redis whose limit is reached', () => {
  it.each(['day', 'month', 'spending'] as const)(
    'says so in each answer, and no command with it: of a %s',
    async (limit) => {
      server.setLimitReached(limit);
      const { tier, clock } = open();
      const entries = new Map([[KEY, entryOf(clock, 'a secret')]]);
      for (const work of [
        () => tier.getMany('nfl', QUESTION),
        () => tier.setMany('nfl', entries),
        () => tier.acquire('nfl', ['lease'], 1000),
        () => tier.purge('nfl', ['team:1'], 'stamp'),
      ]) {
        const fault = await faultOf(work());
        expect(fault).toMatchObject({ name: 'UpstashFault', refused: true, code: LIMIT_REACHED });
        expect(String(fault)).toMatch(/limit exceeded|suspended/);
        expect(String(fault)).not.toContain('secret');
        expect(storeLimitReached(fault)).toBe(true);
      }
    },
  );

  it('is asked once a minute by an environment, and not once for each question', async () => {
    const { guarded, clock, openings } = open();
    const before = server.commands();
    for (let second = 0; second < 300; second += 1) {
      await faultOf(guarded.getMany('nfl', QUESTION));
      await faultOf(guarded.acquire('nfl', ['lease'], 1000));
      clock.advance(seconds(1));
    }
    expect(server.commands() - before).toBe(5);
    expect(openings).toEqual(Array.from({ length: 5 }, () => minutes(1)));
  });

  it('is left alone after a write that it refused, too', async () => {
    const { guarded, clock } = open();
    const entries = new Map([[KEY, entryOf(clock, '{}')]]);
    expect(await outcomeOf(guarded.setMany('nfl', entries))).toBe('refused');
    expect(guarded.available()).toBe(false);
    expect(await outcomeOf(guarded.getMany('nfl', QUESTION))).toBe('not asked');
  });

  it('is back a minute after its limit is, also where the clock has been set back', async () => {
    for (const wait of [minutes(1), -hours(5)]) {
      server.setLimitReached('day');
      const { guarded, clock } = open();
      expect(await outcomeOf(guarded.getMany('nfl', QUESTION))).toBe('refused');
      server.setLimitReached(undefined);
      clock.advance(seconds(30));
      expect(await outcomeOf(guarded.getMany('nfl', QUESTION))).toBe('not asked');
      clock.advance(wait);
      expect(await outcomeOf(guarded.getMany('nfl', QUESTION))).toBe('answered');
    }
  });

  it('is told from a Redis that is out of order, which is asked again after five seconds', async () => {
    server.setLimitReached(undefined);
    server.setOut(true);
    const { guarded, openings, tier } = open();
    expect(storeLimitReached(await faultOf(tier.getMany('nfl', QUESTION)))).toBe(false);
    await faultOf(guarded.getMany('nfl', QUESTION));
    server.setOut(false);
    expect(openings).toEqual([seconds(5)]);
  });
});

describe('what Upstash says', () => {
  it.each([
    'ERR max daily request limit exceeded. Limit: 10000, Usage: 10001.',
    'ERR max requests limit exceeded. Limit: 500000, Usage: 500000.',
    'Command 1 [ SET ] failed: ERR max requests limit exceeded. Limit: 500000, Usage: 500000.',
    'ERR max monthly bandwidth limit exceeded.',
    'ERR This database has been suspended for exceeding the defined budget limit.',
    'ERR database is paused',
  ])('means that the plan is spent: %s', (text) => {
    expect(new UpstashFault(`UpstashError: ${text}`, true).code).toBe(LIMIT_REACHED);
  });

  it.each([
    'ERR max request size exceeded. Limit: 1048576 bytes, Actual: 2000000 bytes',
    'ERR max single record size exceeded',
    'ERR max concurrent connections exceeded',
    'ERR max requests per second limit exceeded',
    'ERR DB capacity quota exceeded',
    'WRONGPASS invalid or missing auth token',
    'WRONGTYPE Operation against a key holding the wrong kind of value',
    'OOM command not allowed when used memory > maxmemory',
  ])('means something else: %s', (text) => {
    expect(new UpstashFault(`UpstashError: ${text}`, true).code).toBeUndefined();
  });

  it('counts only where it is an answer of Upstash', () => {
    expect(new UpstashFault('TypeError: max requests limit exceeded').code).toBeUndefined();
  });
});

describe('the commands that are counted', () => {
  it('are those that Upstash bills', async () => {
    server.setLimitReached(undefined);
    const { tier, clock, counted } = open();
    const before = server.commands();
    const entries = new Map(['a', 'b', 'c'].map((id) => [cacheKey(`nfl:player:${id}`), entryOf(clock, '{}')]));
    await tier.setMany('nfl', entries);
    await tier.getMany('nfl', { keys: [...entries.keys()], leases: [] });
    await tier.acquire('nfl', ['one', 'two'], 1000);
    await tier.purge('nfl', ['team:1'], 'stamp');
    expect(counted()).toBe(3 + 1 + 2 + 1);
    expect(server.commands() - before).toBe(counted());
    await tier.restore('other', () => Promise.resolve(new Map()));
    // A script is billed with the calls in it, which the emulator does not see.
    expect(counted()).toBe(server.commands() - before + 2);
  });
});
