import { beforeEach, describe, expect, it } from 'vitest';
import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  minutes,
  seconds,
  type CacheEvent,
  type RefreshRequest,
  type SharedTier,
  type TieredCacheOptions,
} from '../../lib/cache/index.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, POLICY, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';
import { plainBodies } from '../support/plain-bodies.ts';

// What is deployed gives the engine no limits: these are the ones it has then.

let clock: FakeClock;
let l2: MemorySharedTier;
let upstream: FakeSource;
/** The times that were asked for, in milliseconds. */
let deadlines: number[];
let stamps: number;

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  upstream = createFakeSource();
  deadlines = [];
  stamps = 0;
});

/** A cache with what it cannot do without, and with a clock that can be moved. */
const start = (over: Partial<TieredCacheOptions> = {}) => {
  const background = createBackground();
  const cache = createTieredCache({
    memory: createMemoryTier({ maxBytes: 1_000_000, clock, cap: Infinity }),
    shared: [l2],
    bodies: plainBodies,
    defer: (work) => background.defer(work),
    pause: () => Promise.resolve(),
    newStamp: () => `stamp-${(stamps += 1)}`,
    clock,
    deadline(ms) {
      deadlines.push(ms);
      return new AbortController().signal;
    },
    ...over,
  });
  const read = async () => {
    const answer = await cache.read(upstream.query('player'));
    await background.drain();
    return answer;
  };
  return { cache, read, drain: () => background.drain() };
};

describe('by default', () => {
  it('a load may take 8 seconds, and a refresh in this process 2', async () => {
    const { read } = start();
    await read();
    expect(deadlines).toEqual([seconds(8)]);
    clock.advance(minutes(11));
    expect(await read()).toMatchObject({ served: { state: 'stale-while-revalidate' } });
    expect(deadlines).toEqual([seconds(8), seconds(2)]);
  });

  it('a load that does not end is given up in real time', async () => {
    const { cache } = start({ deadline: (ms) => AbortSignal.timeout(ms / 8000) });
    upstream.mode = 'hangs';
    expect(await cache.read(upstream.query('player'))).toMatchObject({ error: { name: 'TimeoutError' } });
    const background = createBackground();
    const bare = createTieredCache({
      memory: createMemoryTier({ maxBytes: 1_000_000 }),
      shared: [],
      bodies: plainBodies,
      defer: (work) => background.defer(work),
      pause: () => Promise.resolve(),
      newStamp: () => 'stamp',
      loadTimeout: 1,
    });
    expect(await bare.read(upstream.query('player'))).toMatchObject({ error: { name: 'TimeoutError' } });
  });

  it('the purge log is relied on for 30 seconds', async () => {
    const { read } = start();
    await read();
    await read();
    const before = l2.trips().gets;
    clock.advance(seconds(30) - 1);
    await read();
    expect(l2.trips().gets).toBe(before);
    clock.advance(1);
    await read();
    expect(l2.trips().gets).toBe(before + 1);
  });

  it('one request to refresh a key is enough for 30 seconds', async () => {
    const requests: RefreshRequest[] = [];
    const refresher = {
      refresh(list: readonly RefreshRequest[]) {
        requests.push(...list);
        return Promise.resolve();
      },
    };
    const { read } = start({ refresher });
    await read();
    clock.advance(minutes(11));
    await read();
    clock.advance(seconds(30) - 1);
    await read();
    expect(requests).toHaveLength(1);
    clock.advance(1);
    await read();
    expect(requests).toHaveLength(2);
  });

  it('the next tier is asked after 45 milliseconds of silence', async () => {
    const { read } = start({ shared: [l2, createMemorySharedTier('l3', { clock, durable: true })] });
    await read();
    expect(deadlines).toEqual([45, seconds(8)]);
  });

  it('a lease lasts 2 seconds before a load has been timed', async () => {
    const ttls: number[] = [];
    const recording: SharedTier = {
      ...l2,
      acquire(namespace, names, ttl) {
        ttls.push(ttl);
        return l2.acquire(namespace, names, ttl);
      },
    };
    await start({ shared: [recording] }).read();
    expect(ttls).toEqual([seconds(2)]);
  });

  it('an entry is fresh for exactly as long as its policy says, and says no reason for its load', async () => {
    const answer = await start().read();
    expect(answer).toMatchObject({ entry: { freshUntil: clock.now() + POLICY.freshFor } });
    expect(answer).not.toHaveProperty('entry.loadReason');
  });

  it('a failure is called "failed"', async () => {
    const events: CacheEvent[] = [];
    const { read } = start({ observe: (event) => void events.push(event) });
    upstream.mode = 'fails';
    await read();
    await read();
    expect(events).toContainEqual({ kind: 'backed-off', source: 'player', reason: 'failed' });
  });

  it('no stamp is ever pruned', async () => {
    const { cache, read } = start();
    await read();
    await cache.purge('nfl', ['team:12']);
    clock.advance(minutes(60 * 24 * 365));
    await cache.reconcile('nfl');
    expect(l2.log()?.has('team:12')).toBe(true);
  });

  it('memory keeps an entry for 5 minutes', async () => {
    const memory = createMemoryTier({ maxBytes: 1_000_000, clock });
    await start({ memory }).read();
    clock.advance(minutes(5) - 1);
    expect(memory.peek(upstream.query('player').key)).toBeDefined();
    clock.advance(1);
    expect(memory.peek(upstream.query('player').key)).toBeUndefined();
  });
});
