import { beforeEach, describe, expect, it } from 'vitest';
import {
  minutes,
  seconds,
  StillLoadingError,
  type RefreshRequest,
  type TieredCacheOptions,
} from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';
import { waitingOptions } from '../support/waiting.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let source: FakeSource;
let queue: RefreshRequest[];
/** Epoch ms; undefined: as long as it takes. */
let limit: number | undefined;

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  source = createFakeSource();
  queue = [];
  limit = undefined;
});

const start = (options: Partial<TieredCacheOptions> = {}): Environment =>
  createEnvironment({
    ...waitingOptions({ clock, l2, source, queue }),
    waitLimit: () => limit,
    ...options,
  });

const askFor = async ({ cache, drain }: Environment, wait: number | undefined) => {
  limit = wait === undefined ? undefined : clock.now() + wait;
  const asked = clock.now();
  const answer = await cache.read(source.query('a'));
  await drain();
  return { answer, took: clock.now() - asked };
};

const STILL_LOADING = { kind: 'failed', error: expect.any(StillLoadingError) as Error };

describe('a question that can wait for a while', () => {
  it('is answered as ever where the load is done in time', async () => {
    const { answer } = await askFor(start(), seconds(2));
    expect(answer).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
    expect(queue).toEqual([]);
  });

  it('is given up at its deadline: the key and its lease go to the queue, and nothing counts as failed', async () => {
    source.mode = 'hangs';
    const environment = start();
    const { answer, took } = await askFor(environment, seconds(2));
    expect(answer).toMatchObject(STILL_LOADING);
    expect(took).toBe(seconds(2));
    expect(queue).toEqual([{ namespace: 'nfl', key: 'a', loadedAt: 0, leaseUntil: clock.now() + seconds(8) }]);

    // The refresh function takes it up: no failure holds it back, and the lease is left to it.
    source.mode = 'answers';
    limit = undefined;
    const [request] = queue;
    expect(await start().cache.refresh(source.query('a'), 0, { leaseUntil: request?.leaseUntil })).toBe('loaded');
    const { answer: next } = await askFor(start(), seconds(2));
    expect(next).toMatchObject({ kind: 'value', served: { tier: 'l2' } });
    expect(source.loads()).toBe(2);
  });

  it('gets what is stale where there is anything', async () => {
    await askFor(start(), undefined);
    clock.advance(minutes(16));
    source.mode = 'hangs';
    const { answer } = await askFor(start(), seconds(1));
    expect(answer).toMatchObject({ kind: 'value', served: { state: 'stale-if-error' } });
    expect(queue).toMatchObject([{ key: 'a', loadedAt: clock.now() - minutes(16) - seconds(1) }]);
  });

  it('begins no load that is not expected to be done in time', async () => {
    // A load is expected to take 400 ms while nothing is known.
    const { answer, took } = await askFor(start(), 300);
    expect(answer).toMatchObject(STILL_LOADING);
    expect(took).toBeLessThanOrEqual(300);
    expect([source.loads(), queue.length]).toEqual([0, 1]);
  });

  it.each([
    [false, 2],
    [true, 1],
  ])('costs, of 8 environments that all wait too little, billed %s, %i loads', async (isBilled, loads) => {
    source.mode = 'hangs';
    const environments = Array.from({ length: 8 }, () => start({ isBilled }));
    for (const environment of environments) {
      expect((await askFor(environment, seconds(0.9))).answer).toMatchObject(STILL_LOADING);
    }
    expect(queue).toHaveLength(1);
    source.mode = 'answers';
    limit = undefined;
    const [request] = queue;
    await start({ isBilled }).cache.refresh(source.query('a'), 0, { leaseUntil: request?.leaseUntil });
    for (const environment of environments) {
      expect((await askFor(environment, seconds(0.9))).answer).toMatchObject({ kind: 'value' });
    }
    expect(source.loads()).toBe(loads);
  });

  it('waits, where calls are billed, for what the refresh function loads', async () => {
    const worker = start({ isBilled: true });
    const refreshed = Promise.withResolvers<undefined>();
    const environment = start({
      isBilled: true,
      pause: async (ms) => {
        await refreshed.promise;
        clock.advance(ms);
      },
      refresher: {
        async refresh([request]) {
          limit = undefined;
          await worker.cache.refresh(source.query('a'), 0, { leaseUntil: request?.leaseUntil });
          await worker.drain();
          refreshed.resolve(undefined);
        },
      },
    });
    const { answer, took } = await askFor(environment, seconds(5));
    expect(answer).toMatchObject({ kind: 'value', served: { tier: 'l2' } });
    expect(took).toBeLessThan(seconds(5));
    expect(source.loads()).toBe(1);
  });

  it('is not limited where nobody could go on with the load', async () => {
    source.mode = 'hangs';
    const { answer, took } = await askFor(start({ refresher: undefined }), seconds(1));
    expect(took).toBe(seconds(8));
    expect(answer).not.toMatchObject(STILL_LOADING);
  });

  it('is answered although the queue takes nothing', async () => {
    source.mode = 'hangs';
    const refresher = { refresh: () => Promise.reject(new Error('no queue')) };
    const environment = start({ refresher });
    expect((await askFor(environment, seconds(1))).answer).toMatchObject(STILL_LOADING);
    expect(environment.story()).toContain('refresh-failed a');
  });
});
