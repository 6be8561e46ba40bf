import { beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, hours, minutes, type CacheKey, type Policy, type Query } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

const POLICY: Policy = { freshFor: hours(1), staleWhileRevalidate: 0, staleIfError: hours(48), absentFor: minutes(1) };
const LINES = ['a', 'b', 'c', 'd'];

let clock: FakeClock;
let l2: MemorySharedTier;
let here: Environment;
let elsewhere: Environment;
let asked: string[];
/** Whose line is still true; of any other that cannot be told, or it is not. */
let isTrue: (name: string) => Promise<boolean>;

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock, durable: true });
  here = createEnvironment({ clock, shared: [l2] });
  elsewhere = createEnvironment({ clock, shared: [l2] });
  asked = [];
  isTrue = () => Promise.resolve(true);
});

const keyOf = (name: string): CacheKey => cacheKey(`nfl:stats:${name}:2026`);

const line = (name: string): Query<unknown> => {
  const key = keyOf(name);
  const entry = { key, value: { name }, policy: POLICY, scopes: ['*', name] };
  return {
    key,
    namespace: 'nfl',
    policy: POLICY,
    scopes: ['*', name],
    source: {
      key,
      load() {
        asked.push(name);
        return Promise.resolve([entry]);
      },
    },
    decode: (json) => json,
    confirm: async ({ loadedAt }) => ((await isTrue(name)) ? { ...entry, loadedAt } : undefined),
  };
};

/** Loads the lines, lets them become outdated, and confirms them an hour later. */
const confirmAll = async (
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Readonly<Record<string, string | undefined>>> => {
  const loadedAt = clock.now();
  await here.cache.readMany(LINES.map(line));
  await here.drain();
  clock.advance(hours(1));
  await meanwhile();
  const outcomes = await here.cache.confirmAll(LINES.map((name) => ({ query: line(name), loadedAt })));
  await here.drain();
  return Object.fromEntries(LINES.map((name) => [name, outcomes.get(keyOf(name))]));
};

const ALL_CONFIRMED = { a: 'confirmed', b: 'confirmed', c: 'confirmed', d: 'confirmed' };

describe('many values that may still be true', () => {
  it('are looked for with one request to a tier and written with another, and take no lease', async () => {
    let before = l2.trips();
    const outcomes = await confirmAll(() => Promise.resolve((before = l2.trips())));
    expect(outcomes).toEqual(ALL_CONFIRMED);
    const { gets, sets, leases } = l2.trips();
    expect([gets - before.gets, sets - before.sets, leases - before.leases]).toEqual([1, 1, 0]);
  });

  it('are fresh for another while in every environment, and as old as they are', async () => {
    await confirmAll();
    clock.advance(minutes(59));
    for (const { cache } of [here, elsewhere]) {
      const answers = await cache.readMany(LINES.map(line));
      for (const answer of answers) {
        expect(answer).toMatchObject({ kind: 'value', served: { state: 'fresh' } });
        expect(answer.kind === 'value' && clock.now() - answer.entry.loadedAt).toBe(hours(1) + minutes(59));
      }
    }
    expect(asked).toEqual(LINES);
  });

  it('are left to be loaded where they are not true, or nobody can tell: nothing is loaded here', async () => {
    isTrue = (name) => (name === 'b' ? Promise.reject(new Error('nobody knows')) : Promise.resolve(name !== 'c'));
    expect(await confirmAll()).toEqual({ a: 'confirmed', b: undefined, c: undefined, d: 'confirmed' });
    expect(here.story()).toContain('confirm-failed nfl:stats:b:2026');
    expect(asked).toEqual(LINES);
  });

  it('are left alone where they have been loaded meanwhile, and where their load has just failed', async () => {
    const loadedAt = clock.now();
    const outcomes = await confirmAll(async () => {
      await elsewhere.cache.refresh({ ...line('a'), confirm: () => Promise.resolve(undefined) }, loadedAt);
      const fails = { ...line('b').source, load: () => Promise.reject(new Error('provider down')) };
      const failing = { ...line('b'), source: fails, confirm: () => Promise.resolve(undefined) };
      await expect(elsewhere.cache.refresh(failing, loadedAt)).rejects.toThrow('provider down');
      await elsewhere.drain();
    });
    expect(outcomes).toEqual({ ...ALL_CONFIRMED, a: 'already-fresh', b: undefined });
  });

  it('are not confirmed once they have been purged, nor kept where the purge comes meanwhile', async () => {
    expect(await confirmAll(() => elsewhere.cache.purge('nfl', ['a']))).toEqual({ ...ALL_CONFIRMED, a: undefined });
    clock.advance(hours(1));
    isTrue = async () => {
      isTrue = () => Promise.resolve(true);
      await here.cache.purge('nfl', ['d']);
      return true;
    };
    await here.cache.confirmAll([{ query: line('d'), loadedAt: clock.now() }]);
    await here.drain();
    const [answer] = await elsewhere.cache.readMany([line('d')]);
    expect(answer).toMatchObject({ served: { by: 'upstream' } });
  });

  it('are left to be loaded while no tier answers', async () => {
    const outcomes = await confirmAll(() => {
      l2.break('refuses');
      return Promise.resolve();
    });
    expect(outcomes).toEqual({});
  });
});
