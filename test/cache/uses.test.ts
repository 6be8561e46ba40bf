import { beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, createMemoryTier, minutes, seconds, type MemoryTier } from '../../lib/cache/index.ts';
import { entryOf } from '../support/entries.ts';
import { ANY_SHARED_TIERS, createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

// Memory keeps a new key through a scan when it has been used twice since it came. So a question that counts exactly
// once is one after which the key goes, and a second one after which it stays.

let clock: FakeClock;
let l2: MemorySharedTier;
let memory: MemoryTier;
let upstream: FakeSource;
let here: Environment;

const start = (shared: readonly MemorySharedTier[]): void => {
  memory = createMemoryTier({ maxBytes: 200_000, cap: Infinity, clock });
  here = createEnvironment({ clock, shared, memory });
};

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  upstream = createFakeSource();
});

/** Fills memory several times over with keys that nobody asks for. */
const scan = (): void => {
  for (let at = 0; at < 1000; at += 1) memory.set(cacheKey(`scan:${at}`), entryOf(clock, 'x'.repeat(500)));
};

const isInMemory = (): boolean => memory.get(upstream.query('player').key) !== undefined;

const read = () => here.cache.read(upstream.query('player'));
const readMany = () => here.cache.readMany([upstream.query('player')]);
const getPresent = () => here.cache.getAllPresent([upstream.query('player')]);

const loadElsewhere = async (): Promise<void> => {
  const elsewhere = createEnvironment({ clock, shared: [l2] });
  await elsewhere.cache.read(upstream.query('player'));
  await elsewhere.drain();
};

interface Way {
  readonly prepare?: () => unknown;
  readonly ask: () => Promise<unknown>;
  readonly answered: string;
}

/** Every way in which a question about a key that memory holds is answered. */
const WAYS: readonly (readonly [string, Way])[] = [
  ['from memory', { ask: read, answered: 'hit l1' }],
  ['from memory, in a batch', { ask: readMany, answered: 'hit l1' }],
  ['after the log was renewed', { prepare: () => clock.advance(seconds(31)), ask: read, answered: 'hit l1' }],
  [
    'after the log was renewed, in a batch',
    { prepare: () => clock.advance(seconds(31)), ask: readMany, answered: 'hit l1' },
  ],
  [
    'stale, while it is loaded again',
    { prepare: () => clock.advance(minutes(11)), ask: read, answered: 'stale l1 stale-while-revalidate' },
  ],
  [
    'after a load, because it was too stale to show',
    { prepare: () => clock.advance(minutes(16)), ask: read, answered: 'loaded player 1' },
  ],
  [
    'stale, because the load failed',
    {
      prepare() {
        clock.advance(minutes(16));
        upstream.mode = 'fails';
      },
      ask: read,
      answered: 'stale l1 stale-if-error',
    },
  ],
  ['by what is present', { ask: getPresent, answered: 'hit l1' }],
  [
    'by what is present, after the window',
    { prepare: () => clock.advance(seconds(31)), ask: getPresent, answered: 'hit l1' },
  ],
  [
    'by what is present and stale',
    { prepare: () => clock.advance(minutes(11)), ask: getPresent, answered: 'stale l1 stale-while-revalidate' },
  ],
];

describe.each(ANY_SHARED_TIERS)('%s, a question answered', (_tiers, shared) => {
  it.each(WAYS)('%s is one use', async (_name, { prepare, ask, answered }) => {
    for (const questions of [0, 1, 2]) {
      upstream.mode = 'answers';
      start(shared(clock));
      await read();
      await here.drain();
      for (let at = 0; at < questions; at += 1) {
        prepare?.();
        here.story();
        await ask();
        await here.drain();
        expect(here.story()).toContain(answered);
      }
      scan();
      expect([questions, isInMemory()]).toEqual([questions, questions === 2]);
    }
  });
});

describe('a question about what another environment has loaded again', () => {
  it('is one use', async () => {
    for (const questions of [1, 2]) {
      start([l2]);
      await read();
      await here.drain();
      for (let at = 0; at < questions; at += 1) {
        clock.advance(minutes(16));
        await loadElsewhere();
        here.story();
        await read();
        await here.drain();
        expect(here.story()).toContain('hit l2');
      }
      scan();
      expect([questions, isInMemory()]).toEqual([questions, questions === 2]);
    }
  });
});

describe('what is no question', () => {
  it('is no use: a refresh, and a synchronous look that is not answered', async () => {
    start([l2]);
    await read();
    await here.drain();
    for (let at = 0; at < 3; at += 1) {
      const loadedAt = clock.now();
      clock.advance(minutes(11));
      expect(here.cache.readFresh(upstream.query('player'))).toBeUndefined();
      expect(await here.cache.refresh(upstream.query('player'), loadedAt)).toBe('loaded');
      await here.drain();
    }
    scan();
    expect(isInMemory()).toBe(false);
  });
});

describe('a scan that asks for everything once more by what is present', () => {
  it('leaves every hot key in memory', async () => {
    start([]);
    const hot = Array.from({ length: 60 }, (_, index) => upstream.query(`hot:${index}`));
    for (let round = 0; round < 4; round += 1) for (const query of hot) await here.cache.read(query);
    for (let at = 0; at < 2000; at += 1) {
      const query = upstream.query(`scan:${at}`);
      await here.cache.read(query);
      await here.cache.getAllPresent([query]);
    }
    await here.drain();
    expect(hot.filter(({ key }) => memory.get(key) !== undefined)).toHaveLength(60);
  });
});
