import { beforeEach, describe, expect, it } from 'vitest';
import { seconds, type Guarded, type SharedTier } from '../../lib/cache/index.ts';
import { createEnvironment, type EnvironmentOptions } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let l3: MemorySharedTier;
let upstream: FakeSource;

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  l3 = createMemorySharedTier('l3', { clock, durable: true });
  upstream = createFakeSource();
});

/** A guard that gives its tier up at the first fault, and counts what it lets through. */
const guarded = (tier: SharedTier, pause = seconds(10)): SharedTier & Guarded & { readonly calls: () => number } => {
  let downUntil = Number.NEGATIVE_INFINITY;
  let calls = 0;
  return {
    ...tier,
    calls: () => calls,
    available: () => clock.now() >= downUntil,
    suspend(until) {
      downUntil = until;
    },
    async getMany(namespace, question) {
      calls += 1;
      try {
        return await tier.getMany(namespace, question);
      } catch (error) {
        downUntil = clock.now() + pause;
        throw error;
      }
    },
  };
};

/** A signal that fires when it is told to: how long an environment's patience lasts. */
const patience = (): { readonly end: () => void; readonly options: Partial<EnvironmentOptions> } => {
  const controller = new AbortController();
  return {
    end: () => controller.abort(),
    options: { hedgeAfter: 45, deadline: (ms) => (ms === 45 ? controller.signal : new AbortController().signal) },
  };
};

describe('a near tier that is out', () => {
  it('is asked once, reported beside the data of the far one, and not asked again', async () => {
    l2.break('refuses');
    const tier = guarded(l2);
    const here = createEnvironment({ clock, shared: [tier, l3] });
    for (const name of ['a', 'b', 'c']) {
      expect(await here.cache.read(upstream.query(name))).toMatchObject({ kind: 'value' });
      await here.drain();
    }
    expect(tier.calls()).toBe(1);
    expect(l3.trips().others).toBe(1);
    const report = await l3.getMany('nfl', { keys: [] });
    expect([...report.down]).toEqual([['l2', clock.now() + seconds(10)]]);
  });

  it('is reported once in ten seconds, however often it fails meanwhile', async () => {
    l2.break('refuses');
    // It is tried again every second, and fails again.
    const here = createEnvironment({ clock, shared: [guarded(l2, seconds(1)), l3] });
    const ask = async (name: string): Promise<number> => {
      await here.cache.read(upstream.query(name));
      await here.drain();
      clock.advance(seconds(1));
      return l3.trips().others;
    };
    expect([await ask('a'), await ask('b'), await ask('c')]).toEqual([1, 1, 1]);
    clock.advance(seconds(7));
    expect([await ask('d'), await ask('e')]).toEqual([2, 2]);
  });

  it('is tried again when its time is over, and used when it is back', async () => {
    l2.break('refuses');
    const tier = guarded(l2);
    const here = createEnvironment({ clock, shared: [tier, l3] });
    await here.cache.read(upstream.query('a'));
    await here.drain();
    l2.break('none');
    clock.advance(seconds(10));
    await here.cache.read(upstream.query('b'));
    await here.drain();
    const elsewhere = createEnvironment({ clock, shared: [l2, l3] });
    expect(await elsewhere.cache.read(upstream.query('b'))).toMatchObject({ served: { tier: 'l2' } });
  });
});

describe('a near tier that is silent', () => {
  it('keeps nobody from the far one for longer than a moment', async () => {
    l2.break('silent');
    const { end, options } = patience();
    const here = createEnvironment({ clock, shared: [guarded(l2), l3], ...options });
    const reading = here.cache.read(upstream.query('a'));
    // The far tier is asked as soon as patience ends; its answer says that another environment gave the near one up.
    await l3.reportDown('nfl', 'l2', clock.now() + seconds(10));
    end();
    expect(await reading).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
    expect(here.story()).toContain('suspended l2');
  });

  it('is asked beside the far one where that is said for each search, and after it again later', async () => {
    l2.break('silent');
    const asked: number[] = [];
    let patienceMs = 0;
    const here = createEnvironment({
      clock,
      shared: [l2, l3],
      hedgeAfter: () => patienceMs,
      deadline: (ms) => {
        asked.push(ms);
        return ms === 0 ? AbortSignal.abort() : new AbortController().signal;
      },
    });
    await l3.reportDown('nfl', 'l2', clock.now() + seconds(10));
    expect(await here.cache.read(upstream.query('a'))).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
    expect(asked).toContain(0);
    asked.length = 0;
    patienceMs = 45;
    l2.break('none');
    clock.advance(seconds(11));
    await here.cache.read(upstream.query('b'));
    expect(asked).toContain(45);
    expect(asked).not.toContain(0);
  });

  it('is waited for as long as nobody says that it is out', async () => {
    const slow = Promise.withResolvers<undefined>();
    const late: SharedTier = {
      ...l2,
      async getMany(namespace, question) {
        await slow.promise;
        return l2.getMany(namespace, question);
      },
    };
    const quick = createEnvironment({ clock, shared: [l2, l3] });
    await quick.cache.read(upstream.query('a'));
    await quick.drain();
    const { end, options } = patience();
    const here = createEnvironment({ clock, shared: [late, l3], ...options });
    const reading = here.cache.read(upstream.query('a'));
    end();
    slow.resolve(undefined);
    expect(await reading).toMatchObject({ served: { tier: 'l2' } });
    await here.drain();
    expect(upstream.loads()).toBe(1);
  });

  it('leaves the far one asked until an invocation ends: nothing is left hanging', async () => {
    const [near, far] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const behind = (tier: SharedTier, gate: Promise<unknown>): SharedTier => ({
      ...tier,
      async getMany(namespace, question) {
        await gate;
        return tier.getMany(namespace, question);
      },
    });
    const filled = createEnvironment({ clock, shared: [l2, l3] });
    await filled.cache.read(upstream.query('a'));
    await filled.drain();
    const { end, options } = patience();
    const shared = [behind(l2, near.promise), behind(l3, far.promise)];
    const here = createEnvironment({ clock, shared, ...options });
    const reading = here.cache.read(upstream.query('a'));
    end();
    await new Promise(setImmediate);
    near.resolve(undefined);
    expect(await reading).toMatchObject({ served: { tier: 'l2' } });
    let isDrained = false;
    const drained = here.drain().then(() => (isDrained = true));
    await new Promise(setImmediate);
    expect(isDrained).toBe(false);
    far.resolve(undefined);
    await drained;
  });
});
