import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hours, minutes, seconds, type SharedTier } from '../../../lib/cache/index.ts';
import { TierUnavailableError, withBreaker, type BreakerOptions } from '../../../lib/tiers/guards/breaker.ts';
import { withTimeout } from '../../../lib/tiers/guards/timeout.ts';
import { playerKeys } from '../../support/entries.ts';
import { createEnvironment } from '../../support/environment.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeSource } from '../../support/fake-source.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createFlakyTier, createHeldTier } from '../../support/tier-faults.ts';
import { callsOf } from '../calls.ts';

const keys = playerKeys(1);
const DOWN = new Error('connection refused');
const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: unknown) => (error instanceof TierUnavailableError ? 'refused' : 'failed'),
  );
const read = (tier: SharedTier): Promise<string> => outcomeOf(tier.getMany('nfl', { keys }));

describe('a tier behind a breaker', () => {
  // The breaker keeps the wall clock itself.
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => vi.useRealTimers());
  const advance = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

  const setUp = (options: BreakerOptions = {}) => {
    const flaky = createFlakyTier('l2');
    const openings: number[] = [];
    const tier = withBreaker(flaky.tier, { onOpen: (until) => openings.push(until - Date.now()), ...options });
    return { ...flaky, tier, openings };
  };

  it('is asked as if there was none while all is well', async () => {
    const { tier, calls, openings } = setUp();
    await Promise.all(callsOf(tier));
    expect({ name: tier.name, calls: calls(), openings, available: tier.available() }).toEqual({
      name: 'l2',
      calls: 8,
      openings: [],
      available: true,
    });
  });

  it('is asked again when the clock has been set back, and not hours later', async () => {
    const { tier, break: breakTier, mend } = setUp();
    breakTier(DOWN);
    expect(await read(tier)).toBe('failed');
    mend();
    advance(-hours(6));
    expect(await read(tier)).toBe('answered');
    tier.suspend(Date.now() + seconds(10));
    expect(await read(tier)).toBe('refused');
    advance(-hours(6));
    expect(await read(tier)).toBe('answered');
  });

  it('is left alone after a fault, until one probe has found it well', async () => {
    const { tier, calls, openings, break: breakTier, mend } = setUp();
    breakTier(DOWN);
    const story = [await read(tier), await read(tier)];
    advance(seconds(5) - 1);
    story.push(await read(tier));
    expect({ calls: calls(), openings, available: tier.available() }).toEqual({
      calls: 1,
      openings: [5000],
      available: false,
    });
    mend();
    advance(1);
    expect(tier.available()).toBe(true);
    story.push(await read(tier), await read(tier));
    expect(story).toEqual(['failed', 'refused', 'refused', 'answered', 'answered']);
    expect(calls()).toBe(3);
  });

  it('says which tier was not asked for what', async () => {
    const { tier, break: breakTier } = setUp();
    breakTier(DOWN);
    await read(tier);
    const outcomes = await Promise.allSettled(callsOf(tier));
    const reasons = outcomes.map((outcome) => outcome.status === 'rejected' && (outcome.reason as unknown));
    const operations = ['get', 'set', 'acquire', 'fail', 'purge', 'restore', 'prune', 'report'] as const;
    expect(reasons).toEqual(
      operations.map((operation) => (operation === 'purge' ? DOWN : new TierUnavailableError('l2', operation))),
    );
    expect(reasons[0]).toMatchObject({ name: 'TierUnavailableError', tier: 'l2', operation: 'get' });
    expect(reasons[0]).toHaveProperty('message', 'l2 is out of order and was not asked for a get');
  });

  it('opens again when the probe fails, and says so again', async () => {
    const { tier, calls, openings, break: breakTier } = setUp({ halfOpenAfter: 1000 });
    breakTier(DOWN);
    const story = [await read(tier)];
    advance(1000);
    story.push(await read(tier), await read(tier));
    expect({ story, calls: calls(), openings }).toEqual({
      story: ['failed', 'failed', 'refused'],
      calls: 2,
      openings: [1000, 1000],
    });
  });

  it('lets one probe through; whoever comes meanwhile is refused at once, and does not wait for it', async () => {
    const held = createHeldTier('l2');
    const tier = withBreaker(held.tier);
    const first = read(tier);
    held.fail(DOWN);
    const story = [await first];
    advance(seconds(5));
    const probe = read(tier);
    expect({ available: tier.available(), held: held.held() }).toEqual({ available: false, held: 1 });
    story.push(await read(tier), await read(tier));
    held.answer();
    story.push(await probe);
    expect(story).toEqual(['failed', 'refused', 'refused', 'answered']);
    expect(tier.available()).toBe(true);
  });

  it('opens once for calls that fail together', async () => {
    const { tier, calls, openings, break: breakTier } = setUp();
    breakTier(DOWN);
    expect(await Promise.all([read(tier), read(tier), read(tier)])).toEqual(['failed', 'failed', 'failed']);
    expect({ calls: calls(), openings }).toEqual({ calls: 3, openings: [5000] });
  });

  it('opens after as many faults in a row as it is told, an answer between them starts anew', async () => {
    const { tier, break: breakTier, mend } = setUp({ threshold: 3 });
    breakTier(DOWN);
    const story = [await read(tier), await read(tier)];
    mend();
    story.push(await read(tier));
    breakTier(DOWN);
    story.push(await read(tier), await read(tier), await read(tier), await read(tier));
    expect(story).toEqual(['failed', 'failed', 'answered', 'failed', 'failed', 'failed', 'refused']);
  });

  it('goes on being read when it refuses writes: full is not out of order', async () => {
    const { tier, openings, break: breakTier } = setUp();
    breakTier(Object.assign(new Error('OOM command not allowed'), { refused: true }));
    expect(await outcomeOf(tier.setMany('nfl', new Map()))).toBe('failed');
    await expect(tier.acquire('nfl', ['nfl:live'], 1)).rejects.toThrow('OOM command not allowed');
    expect({ available: tier.available(), openings }).toEqual({ available: true, openings: [] });
    expect([await read(tier), await read(tier)]).toEqual(['failed', 'refused']);
  });

  it('that throttles goes on being read, until five reads in a row were refused', async () => {
    const { tier, openings, break: breakTier, mend } = setUp();
    const throttled = Object.assign(new Error('throttled'), { refused: true, throttled: true });
    breakTier(throttled);
    const story = [await read(tier), await read(tier), await read(tier), await read(tier)];
    mend();
    story.push(await read(tier));
    breakTier(throttled);
    for (let call = 0; call < 6; call += 1) story.push(await read(tier));
    expect(story.slice(0, 5)).toEqual(['failed', 'failed', 'failed', 'failed', 'answered']);
    expect(story.slice(5)).toEqual(['failed', 'failed', 'failed', 'failed', 'failed', 'refused']);
    // A probe that is throttled is refused at once.
    advance(seconds(5));
    expect([await read(tier), await read(tier)]).toEqual(['failed', 'refused']);
    expect(openings).toEqual([5000, 5000]);
  });

  it("is not opened by the caller's own mistake", async () => {
    const { tier, openings, break: breakTier } = setUp();
    breakTier(new RangeError('Not a scope'));
    expect(await outcomeOf(tier.purge('nfl', [''], ''))).toBe('failed');
    expect({ available: tier.available(), openings }).toEqual({ available: true, openings: [] });
  });

  it('opens when the tier is silent: a probe ends with its time-out', async () => {
    const held = createHeldTier('l2');
    const controller = new AbortController();
    const tier = withBreaker(withTimeout(held.tier, 150, { deadline: () => controller.signal }));
    const silent = read(tier);
    controller.abort();
    expect([await silent, await read(tier)]).toEqual(['failed', 'refused']);
    advance(seconds(5));
    expect([await read(tier), await read(tier)]).toEqual(['failed', 'refused']);
  });

  it('is probed at once by an environment that was frozen meanwhile', async () => {
    const { tier, break: breakTier, mend } = setUp();
    breakTier(DOWN);
    await read(tier);
    mend();
    advance(minutes(20));
    expect(await read(tier)).toBe('answered');
  });
});

describe('a purge, with the breaker open', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => vi.useRealTimers());
  const advance = (ms: number): void => void vi.setSystemTime(Date.now() + ms);
  const purge = (tier: SharedTier): Promise<string> => outcomeOf(tier.purge('nfl', ['*'], 'stamp'));

  const openedBreaker = async () => {
    const flaky = createFlakyTier('l2');
    const openings: number[] = [];
    const tier = withBreaker(flaky.tier, { onOpen: () => openings.push(Date.now()) });
    flaky.break(DOWN);
    await read(tier);
    return { ...flaky, tier, openings };
  };

  it('is tried beside it before a probe is due, and changes nothing for the others', async () => {
    const { tier, calls, openings, mend } = await openedBreaker();
    const story = [await purge(tier)];
    mend();
    story.push(await purge(tier), await read(tier));
    expect({ story, calls: calls(), openings: openings.length }).toEqual({
      story: ['failed', 'answered', 'refused'],
      calls: 3,
      openings: 1,
    });
    advance(seconds(5));
    expect(await read(tier)).toBe('answered');
  });

  it('is the probe when one is due: the tier is used again after it, or given up anew', async () => {
    for (const isBack of [true, false]) {
      const { tier, openings, mend } = await openedBreaker();
      advance(seconds(5));
      if (isBack) mend();
      const story = [await purge(tier), await read(tier)];
      expect({ story, openings: openings.length }).toEqual(
        isBack ? { story: ['answered', 'answered'], openings: 1 } : { story: ['failed', 'refused'], openings: 2 },
      );
    }
  });

  it('is tried while another call is the probe', async () => {
    const held = createHeldTier('l2');
    const tier = withBreaker(held.tier);
    const first = read(tier);
    held.fail(DOWN);
    await first;
    advance(seconds(5));
    const [probe, beside] = [read(tier), purge(tier)];
    expect(held.held()).toBe(2);
    held.answer();
    held.answer();
    expect(await Promise.all([probe, beside])).toEqual(['answered', 'answered']);
  });

  it('is tried in a tier that others found out of order', async () => {
    const { tier, calls } = createFlakyTier('l2');
    const guarded = withBreaker(tier);
    guarded.suspend(Date.now() + seconds(10));
    expect([await read(guarded), await purge(guarded), calls()]).toEqual(['refused', 'answered', 1]);
  });
});

describe('a tier that others found out of order', () => {
  const setUp = () => {
    const clock = createFakeClock();
    const { tier, calls } = createFlakyTier('l2');
    return { clock, calls, tier: withBreaker(tier, { clock }) };
  };

  it('is left alone until then, and asked again without ado', async () => {
    const { clock, calls, tier } = setUp();
    tier.suspend(clock.now() + seconds(10));
    const story = [await read(tier)];
    expect(tier.available()).toBe(false);
    clock.advance(seconds(10));
    expect(tier.available()).toBe(true);
    story.push(...(await Promise.all([read(tier), read(tier)])));
    expect({ story, calls: calls() }).toEqual({ story: ['refused', 'answered', 'answered'], calls: 2 });
  });

  it('is suspended by the engine, which reads the report in the far tier', async () => {
    const clock = createFakeClock();
    const near = withBreaker(createMemorySharedTier('l2', { clock }), { clock });
    const far = createMemorySharedTier('l3', { clock, durable: true });
    await far.reportDown('nfl', 'l2', clock.now() + seconds(10));
    const { cache, story, drain } = createEnvironment({ clock, shared: [near, far] });
    await cache.read(createFakeSource().query('a'));
    await drain();
    expect(story()).toContain('suspended l2');
    expect(near.available()).toBe(false);
  });

  it('is left alone for a minute at most, whatever they say', async () => {
    const { clock, tier } = setUp();
    tier.suspend(clock.now() + minutes(60));
    clock.advance(minutes(1) - 1);
    expect(await read(tier)).toBe('refused');
    clock.advance(1);
    expect(await read(tier)).toBe('answered');
  });

  it('is left alone until the last of their reports, and not for one that is over', async () => {
    const { clock, tier } = setUp();
    tier.suspend(clock.now() - 1);
    expect(await read(tier)).toBe('answered');
    tier.suspend(clock.now() + seconds(10));
    tier.suspend(clock.now() + seconds(5));
    clock.advance(seconds(7));
    expect(await read(tier)).toBe('refused');
  });
});
