import { beforeEach, describe, expect, it } from 'vitest';
import {
  cacheKey,
  hours,
  LoadBackedOffError,
  seconds,
  type Answer,
  type LoadResult,
  type Query,
} from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { POLICY } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

const FAULT = new Error('the second call failed');

let clock: FakeClock;
let l2: MemorySharedTier;
let here: Environment;
let elsewhere: Environment;
let result: LoadResult;

const entryOf = (name: string) => ({ key: cacheKey(name), value: name, policy: POLICY, scopes: ['*'] });
const query = (name: string): Query<string> => ({
  key: cacheKey(name),
  namespace: 'nfl',
  policy: { ...POLICY, absentFor: hours(24) },
  scopes: ['*'],
  source: { key: 'career', load: () => Promise.resolve(result) },
  decode: (json) => json as string,
});

const ask = async ({ cache, drain }: Environment, name: string): Promise<Answer<string>> => {
  const answer = await cache.read(query(name));
  await drain();
  return answer;
};

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  here = createEnvironment({ clock, shared: [l2] });
  elsewhere = createEnvironment({ clock, shared: [l2] });
});

describe('a load of which a part failed', () => {
  beforeEach(() => {
    result = { loaded: [entryOf('2024')], failure: FAULT };
  });

  it('answers with what it brought, and reports the failure', async () => {
    expect(await ask(here, '2024')).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
    expect(here.story()).toEqual([
      'miss l1',
      'miss l2',
      expect.stringMatching(/^lease career\S* held$/),
      'load career',
      'loaded career 1',
      'load-failed career',
      'fill l2 1',
    ]);
    expect(await ask(elsewhere, '2024')).toMatchObject({ kind: 'value', served: { by: 'tier' } });
  });

  it('fails for what it did not bring, instead of calling it absent', async () => {
    expect(await ask(here, '2019')).toEqual({ kind: 'failed', error: FAULT });
    // What it brought is kept all the same.
    expect(await ask(here, '2024')).toMatchObject({ kind: 'value', served: { by: 'tier' } });
  });

  it('is not repeated at once by anybody', async () => {
    await ask(here, '2024');
    for (const environment of [here, elsewhere]) {
      const answer = await ask(environment, '2019');
      expect(answer.kind === 'failed' && answer.error).toBeInstanceOf(LoadBackedOffError);
    }
    clock.advance(seconds(2));
    result = { loaded: [entryOf('2024'), entryOf('2019')] };
    expect(await ask(here, '2019')).toMatchObject({ kind: 'value' });
  });

  it('fails for those who joined it and asked for something else', async () => {
    const [there, missing] = await here.cache.readMany([query('2024'), query('2019')]);
    expect(there).toMatchObject({ kind: 'value' });
    expect(missing).toEqual({ kind: 'failed', error: FAULT });
  });
});

describe('an absence that a load believes for less long than the policy', () => {
  it('ends when the load says', async () => {
    result = { loaded: [], absentFor: seconds(60) };
    const answer = await ask(here, '2024');
    expect(answer.kind === 'absent' && answer.entry.freshUntil).toBe(clock.now() + seconds(60));
  });

  it('never lasts longer than the policy', async () => {
    result = { loaded: [], absentFor: hours(48) };
    const answer = await ask(here, '2024');
    expect(answer.kind === 'absent' && answer.entry.freshUntil).toBe(clock.now() + hours(24));
  });
});
