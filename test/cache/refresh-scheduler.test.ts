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
import { createMemorySharedTier } from '../support/memory-shared-tier.ts';

const SEASONS = ['2022', '2023', '2024'];

let clock: FakeClock;
let upstream: FakeSource;

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeSource();
});

describe('a stale entry that only the far tier has', () => {
  const withRefresher = (requests: RefreshRequest[]): Partial<EnvironmentOptions> => ({
    refresher: {
      refresh(list) {
        requests.push(...list);
        return Promise.resolve();
      },
    },
  });

  /** Loaded eleven minutes ago by an environment that is gone; the near tier has lost it since. */
  const begin = async (requests: RefreshRequest[] = []) => {
    const l3 = createMemorySharedTier('l3', { clock, durable: true });
    const start = (options: Partial<EnvironmentOptions> = {}): Environment =>
      createEnvironment({ clock, shared: [l2, l3], ...options });
    let l2 = createMemorySharedTier('l2', { clock });
    const first = start();
    await first.cache.read(upstream.query('career'));
    await first.drain();
    const loadedAt = clock.now();
    clock.advance(minutes(11));
    l2 = createMemorySharedTier('l2', { clock });
    const asking = start(withRefresher(requests));
    const answer = await asking.cache.read(upstream.query('career'));
    await asking.drain();
    expect(answer).toMatchObject({ served: { tier: 'l3', state: 'stale-while-revalidate' } });
    return { loadedAt, start, near: l2 };
  };

  it('takes no lease for the question that it answers: whoever refreshes it does, and waits for nobody', async () => {
    const requests: RefreshRequest[] = [];
    const { loadedAt, start, near } = await begin(requests);
    // One lease: to ask for the refresh.
    expect(near.trips().leases).toBe(1);
    expect(requests).toEqual([{ namespace: 'nfl', key: 'career', loadedAt }]);
    const [request] = requests;
    const pauses: number[] = [];
    const pause = (ms: number): Promise<void> => {
      pauses.push(ms);
      return Promise.resolve();
    };
    const worker = start({ pause });
    expect(await worker.cache.refresh(upstream.query('career'), loadedAt, request)).toBe('loaded');
    expect(pauses).toEqual([]);
    expect(upstream.loads()).toBe(2);
  });

  it('is waited for where the lease has passed to another environment since', async () => {
    const requests: RefreshRequest[] = [];
    const { loadedAt, start, near: l2 } = await begin(requests);
    clock.advance(minutes(1));
    await l2.acquire('nfl', ['career'], minutes(1));
    const pauses: number[] = [];
    const pause = (ms: number): Promise<void> => {
      pauses.push(ms);
      return Promise.resolve();
    };
    await start({ pause }).cache.refresh(upstream.query('career'), loadedAt, requests[0]);
    expect(pauses).toEqual([100, 100, 200, 400, 800]);
  });

  it('is loaded again where there is no refresher, by the question that met it', async () => {
    const { start } = await begin();
    const alone = start();
    clock.advance(minutes(1));
    await alone.cache.read(upstream.query('career'));
    await alone.drain();
    expect(upstream.loads()).toBe(2);
  });
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
