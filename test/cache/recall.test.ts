import { beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, hours, minutes, type LoadResult, type Query, type Recalled } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, POLICY, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let here: Environment;
let elsewhere: Environment;
let source: FakeSource;

beforeEach(() => {
  clock = createFakeClock();
  source = createFakeSource();
  l2 = createMemorySharedTier('l2', { clock });
  [here, elsewhere] = [1, 2].map(() => createEnvironment({ clock, shared: [l2] })) as [Environment, Environment];
});

const fill = async (name: string): Promise<void> => {
  await here.cache.read(source.query(name));
  await here.drain();
};

const recall = async ({ cache }: Environment, name: string): Promise<Recalled<{ readonly load: number }> | undefined> =>
  (await cache.recallAll([source.query(name)]))[0];

describe('what is recalled', () => {
  it('is what is held, fresh or stale, here and elsewhere', async () => {
    await fill('a');
    clock.advance(minutes(20));
    for (const environment of [here, elsewhere]) {
      expect(await recall(environment, 'a')).toMatchObject({ value: { load: 1 }, isHidden: false });
    }
    expect(source.loads()).toBe(1);
  });

  it('is what a purge hides, in every environment', async () => {
    await fill('a');
    await here.cache.purge('nfl', ['*']);
    for (const environment of [here, elsewhere]) {
      expect(await recall(environment, 'a')).toMatchObject({ value: { load: 1 }, isHidden: true });
      expect(await environment.cache.getAllPresent([source.query('a')])).toEqual([undefined]);
      // That nothing may be served does not mean that nothing is there.
      expect(await recall(environment, 'a')).toMatchObject({ isHidden: true });
    }
  });

  it('is what has expired and is still in memory', async () => {
    await fill('a');
    clock.advance(hours(3));
    expect(await recall(here, 'a')).toMatchObject({ value: { load: 1 }, isHidden: true });
  });

  it('is null for what is absent, and nothing where nothing is', async () => {
    source.mode = 'has-nothing';
    await fill('a');
    expect(await recall(elsewhere, 'a')).toMatchObject({ value: null, isHidden: false });
    expect(await recall(elsewhere, 'b')).toBeUndefined();
    expect(source.loads()).toBe(1);
  });

  it('costs one look for all keys, and none for a while where there was nothing', async () => {
    const names = ['a', 'b', 'c'].map((name) => source.query(name));
    await here.cache.recallAll(names);
    await here.cache.recallAll(names);
    expect(here.story().filter((event) => event.startsWith('miss l2'))).toHaveLength(3);
  });
});

describe('a load that speaks of the asked key alone', () => {
  let result: (asked: string) => LoadResult;
  let loads: string[];

  const query = (name: string): Query<string> => ({
    key: cacheKey(name),
    namespace: 'nfl',
    policy: POLICY,
    scopes: ['*'],
    source: {
      key: 'career',
      load: () => {
        loads.push(name);
        return Promise.resolve(result(name));
      },
    },
    decode: (json) => json as string,
  });

  beforeEach(() => {
    loads = [];
  });

  it('is not believed about a key that somebody else asks for at the same time', async () => {
    const line = { key: cacheKey('2024'), value: 'line', policy: POLICY, scopes: ['*'] };
    result = (name) => (name === '1950' ? { loaded: [], only: cacheKey('1950') } : { loaded: [line] });
    const answers = await here.cache.readMany([query('1950'), query('2024')]);
    expect(answers.map(({ kind }) => kind)).toEqual(['absent', 'value']);
    expect(loads).toEqual(['1950', '2024']);
  });

  it('says what else is absent, which is then not loaded anywhere', async () => {
    result = () => ({ loaded: [], absent: [{ key: cacheKey('all'), policy: POLICY, scopes: ['*'] }] });
    await here.cache.read(query('2024'));
    await here.drain();
    expect(await elsewhere.cache.read(query('all'))).toMatchObject({ kind: 'absent', served: { by: 'tier' } });
    expect(loads).toEqual(['2024']);
  });
});
