import { beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, hours, minutes, seconds, type Policy, type Query } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createMemorySharedTier } from '../support/memory-shared-tier.ts';

const POLICY: Policy = { freshFor: hours(1), staleWhileRevalidate: 0, staleIfError: hours(48), absentFor: minutes(1) };
const KEY = cacheKey('nfl:stats:1:2026');

let clock: FakeClock;
let here: Environment;
let elsewhere: Environment;
/** What became of the questions that memory could not answer. */
let story: string[];
let beforeKeep: () => Promise<void>;

beforeEach(() => {
  clock = createFakeClock();
  const l2 = createMemorySharedTier('l2', { clock });
  here = createEnvironment({ clock, shared: [l2] });
  elsewhere = createEnvironment({ clock, shared: [l2] });
  story = [];
  beforeKeep = () => Promise.resolve();
});

/** A line that only changes when the player's team plays, which it does not. */
const line = (policy = POLICY): Query<{ readonly yards: number }> => ({
  key: KEY,
  namespace: 'nfl',
  policy,
  scopes: ['*'],
  source: {
    key: KEY,
    load() {
      story.push('asked');
      return Promise.resolve([{ key: KEY, value: { yards: 3928 }, policy, scopes: ['*'] }]);
    },
  },
  decode: (json) => json as { readonly yards: number },
  async confirm({ value, loadedAt }) {
    await beforeKeep();
    if (clock.now() - loadedAt > hours(24)) return undefined;
    story.push('confirmed');
    return { key: KEY, value, loadedAt, policy, scopes: ['*'] };
  },
});

const ageOf = async ({ cache, drain }: Environment): Promise<number | string> => {
  const answer = await cache.read(line());
  await drain();
  return answer.kind === 'value' ? clock.now() - answer.entry.loadedAt : answer.kind;
};

describe('a value that is still true', () => {
  it('is fresh for another while, and as old as it is', async () => {
    expect(await ageOf(here)).toBe(0);
    clock.advance(hours(1));
    expect(await ageOf(here)).toBe(hours(1));
    clock.advance(minutes(59));
    expect(await ageOf(here)).toBe(hours(1) + minutes(59));
    expect(story).toEqual(['asked', 'confirmed']);
  });

  it('is fresh everywhere, although others hold a copy of the same age that is stale', async () => {
    await ageOf(here);
    await ageOf(elsewhere);
    clock.advance(hours(1));
    await ageOf(here);
    clock.advance(seconds(40));
    expect(await ageOf(elsewhere)).toBe(hours(1) + seconds(40));
    expect(story).toEqual(['asked', 'confirmed']);
  });

  it('is not kept once it has been purged', async () => {
    await ageOf(here);
    await elsewhere.cache.purge('nfl', ['*']);
    clock.advance(hours(1));
    expect(await ageOf(here)).toBe(0);
    expect(story).toEqual(['asked', 'asked']);
  });

  it('is not served by anybody when the purge comes while it is being kept', async () => {
    await ageOf(here);
    clock.advance(hours(1));
    beforeKeep = async () => {
      beforeKeep = () => Promise.resolve();
      await elsewhere.cache.purge('nfl', ['*']);
    };
    await ageOf(here);
    expect(story).toEqual(['asked', 'confirmed']);
    expect(await ageOf(elsewhere)).toBe(0);
    clock.advance(seconds(30));
    expect(await ageOf(here)).toBe(seconds(30));
    expect(story).toEqual(['asked', 'confirmed', 'asked']);
  });

  it('is asked for again once nobody vouches for it any more, or when that cannot be told', async () => {
    await ageOf(here);
    clock.advance(hours(25));
    expect(await ageOf(here)).toBe(0);
    clock.advance(hours(1));
    beforeKeep = () => Promise.reject(new Error('the live state is not to be had'));
    expect(await ageOf(here)).toBe(0);
    expect(story).toEqual(['asked', 'asked', 'asked']);
  });

  it('is confirmed behind an answer that is stale, too', async () => {
    const read = () => here.cache.read(line({ ...POLICY, staleWhileRevalidate: minutes(5) }));
    await read();
    clock.advance(POLICY.freshFor);
    expect(await read()).toMatchObject({ served: { state: 'stale-while-revalidate' } });
    await here.drain();
    expect(await read()).toMatchObject({ served: { state: 'fresh' } });
    expect(story).toEqual(['asked', 'confirmed']);
  });

  it('is handed to a refresh as well', async () => {
    await ageOf(here);
    const { loadedAt } = { loadedAt: clock.now() };
    clock.advance(hours(1));
    expect(await here.cache.refresh(line(), loadedAt)).toBe('confirmed');
    expect(story).toEqual(['asked', 'confirmed']);
  });
});
