import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryTier, minutes, type RefreshRequest } from '../../lib/cache/index.ts';
import {
  ANY_SHARED_TIERS,
  createEnvironment,
  type Environment,
  type EnvironmentOptions,
} from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';

const SEASONS = ['2022', '2023', '2024'];

let clock: FakeClock;
let upstream: FakeSource;

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeSource();
});

describe.each(ANY_SHARED_TIERS)('%s, several stale keys of one source', (_tiers, shared) => {
  const start = (options: Partial<EnvironmentOptions> = {}): Environment => {
    const memory = createMemoryTier({ maxBytes: 1_000_000, cap: Infinity, clock });
    return createEnvironment({ clock, shared: shared(clock), memory, ...options });
  };

  const readAll = async ({ cache, drain }: Environment): Promise<readonly string[]> => {
    const queries = SEASONS.map((season) => upstream.batchQuery('career', season, SEASONS));
    const answers = await cache.readMany(queries);
    await drain();
    return answers.map((answer) =>
      answer.kind !== 'failed' && answer.served.by === 'tier' ? answer.served.state : '',
    );
  };

  it('ask for one refresh', async () => {
    const requests: RefreshRequest[] = [];
    const refresher = {
      refresh(list: readonly RefreshRequest[]) {
        requests.push(...list);
        return Promise.resolve();
      },
    };
    const here = start({ refresher });
    await readAll(here);
    const loadedAt = clock.now();
    clock.advance(minutes(11));
    here.story();
    expect(await readAll(here)).toEqual(SEASONS.map(() => 'stale-while-revalidate'));
    expect(requests).toEqual([{ namespace: 'nfl', key: '2022', loadedAt }]);
    expect(here.story().filter((line) => line.startsWith('refresh'))).toEqual(['refresh 2022']);
    expect(upstream.loads()).toBe(1);
  });

  it('are loaded again in one load where there is no refresher', async () => {
    const here = start();
    await readAll(here);
    clock.advance(minutes(11));
    expect(await readAll(here)).toEqual(SEASONS.map(() => 'stale-while-revalidate'));
    expect(upstream.loads()).toBe(2);
    expect(await readAll(here)).toEqual(SEASONS.map(() => 'fresh'));
  });

  it('ask for none while the source is known to fail', async () => {
    const here = start();
    await readAll(here);
    clock.advance(minutes(11));
    upstream.mode = 'fails';
    await readAll(here);
    here.story();
    expect(await readAll(here)).toEqual(SEASONS.map(() => 'stale-while-revalidate'));
    expect(here.story().filter((line) => line.startsWith('refresh'))).toEqual([]);
    expect(upstream.loads()).toBe(2);
  });
});
