import { beforeEach, describe, expect, it } from 'vitest';
import { PurgeIncompleteError, seconds, type SharedTier, type Stamp } from '../../lib/cache/index.ts';
import { withBreaker } from '../../lib/tiers/guards/breaker.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let l3: MemorySharedTier;

beforeEach(async () => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  l3 = createMemorySharedTier('l3', { clock, durable: true });
  await l2.restore('nfl', () => Promise.resolve(new Map()));
});

/** A tier that fails its first purges, and says who was asked. */
const failing = (tier: MemorySharedTier, failures: number, asked: string[] = []): SharedTier => {
  let left = failures;
  return {
    ...tier,
    purge(namespace, scopes, stamp) {
      asked.push(tier.name);
      left -= 1;
      return left >= 0 ? Promise.reject(new Error('connection reset')) : tier.purge(namespace, scopes, stamp);
    },
  };
};

/** An environment whose pauses take time. */
const start = (shared: readonly SharedTier[], paused: number[] = []): Environment =>
  createEnvironment({
    clock,
    shared,
    pause: (ms) => {
      paused.push(ms);
      clock.advance(ms);
      return Promise.resolve();
    },
  });

const incomplete = (purge: Promise<Stamp>): Promise<Pick<PurgeIncompleteError, 'tiers' | 'taken'> | Stamp> =>
  purge.catch((error: unknown) => {
    if (!(error instanceof PurgeIncompleteError)) throw error;
    return { tiers: error.tiers, taken: error.taken };
  });

describe('a purge that a tier does not take at once', () => {
  it.each([
    ['the near one', 1, 0],
    ['the far one', 0, 1],
    ['both', 2, 3],
  ])('is tried again until every tier has the same stamp: %s', async (_which, near, far) => {
    const { cache } = start([failing(l2, near), failing(l3, far)]);
    const stamp = await cache.purge('nfl', ['team:12']);
    expect([l2.log()?.get('team:12'), l3.log()?.get('team:12')]).toEqual([stamp, stamp]);
  });

  it('asks the far tier first at every try, and the near one no more than once while the far one has not taken it', async () => {
    const asked: string[] = [];
    await start([failing(l2, 0, asked), failing(l3, 3, asked)]).cache.purge('nfl', ['*']);
    expect(asked).toEqual(['l3', 'l2', 'l3', 'l3', 'l3', 'l2']);
  });

  it('waits longer each time, and ends within five seconds', async () => {
    const paused: number[] = [];
    const begun = clock.now();
    const { cache } = start([l2, failing(l3, 99)], paused);
    expect(await incomplete(cache.purge('nfl', ['*']))).toEqual({ tiers: ['l3'], taken: ['l2'] });
    expect(paused.slice(0, 4)).toEqual([25, 50, 100, 200]);
    expect(clock.now() - begun).toBeLessThanOrEqual(seconds(5));
    expect(paused).toHaveLength(9);
  });

  it('pauses for a time that is half chance', async () => {
    const paused: number[] = [];
    const { cache } = createEnvironment({
      clock,
      shared: [failing(l3, 2)],
      random: () => 0.5,
      pause: (ms) => Promise.resolve(void paused.push(ms)),
    });
    await cache.purge('nfl', ['*']);
    expect(paused).toEqual([37.5, 75]);
  });

  it('begins no try that would end too late, and makes one however little time there is', async () => {
    for (const [within, tries] of [
      [0, 1],
      [-seconds(3), 1],
      [1100, 1],
      [2100, 2],
    ] as const) {
      const asked: string[] = [];
      const slow: SharedTier = {
        ...l3,
        purge() {
          asked.push('l3');
          clock.advance(1000);
          return Promise.reject(new Error('silent'));
        },
      };
      await incomplete(start([slow]).cache.purge('nfl', ['*'], { within }));
      expect(asked).toHaveLength(tries);
    }
  });

  it.each([
    ['Redis and the table', true, true],
    ['the table alone', false, true],
    ['Redis alone', true, false],
  ])('says that none took it: %s', async (_which, hasNear, hasFar) => {
    const shared = [...(hasNear ? [l2] : []), ...(hasFar ? [l3] : [])];
    for (const tier of shared) tier.break('refuses');
    const names = shared.map(({ name }) => name);
    expect(await incomplete(start(shared).cache.purge('nfl', ['*']))).toEqual({ tiers: names, taken: [] });
  });

  it('holds in the environment that was asked where there is no tier', async () => {
    const source = createFakeSource();
    const { cache } = start([]);
    await cache.read(source.query('player'));
    await cache.purge('nfl', ['*']);
    await cache.read(source.query('player'));
    expect(source.loads()).toBe(2);
  });

  it('is done when a near tier took a later stamp than the far one, and is made to agree at the next reconciliation', async () => {
    // The far tier takes the first try and no other, the near one the last and no other.
    let tries = 0;
    const far: SharedTier = {
      ...l3,
      purge: (...asked) => ((tries += 1) === 1 ? l3.purge(...asked) : Promise.reject(new Error('reset'))),
    };
    const { cache } = start([failing(l2, 9), far]);
    await cache.purge('nfl', ['*']);
    expect(tries).toBe(10);
    expect(l2.log()?.get('*')).not.toBe(l3.log()?.get('*'));
    expect(await start([l2, l3]).cache.reconcile('nfl', { prune: false })).toEqual({ mended: ['*'] });
    expect(l2.log()).toEqual(l3.log());
  });

  it('is not done when the near tier took it before the far one, and may have forgotten it since', async () => {
    let tries = 0;
    const far: SharedTier = {
      ...l3,
      purge: (...asked) => ((tries += 1) === 10 ? l3.purge(...asked) : Promise.reject(new Error('reset'))),
    };
    let nearTries = 0;
    const near: SharedTier = {
      ...l2,
      purge: (...asked) => ((nearTries += 1) === 1 ? l2.purge(...asked) : Promise.reject(new Error('reset'))),
    };
    expect(await incomplete(start([near, far]).cache.purge('nfl', ['*']))).toEqual({ tiers: ['l2'], taken: ['l3'] });
  });
});

describe('a retried purge', () => {
  it("never brings back what somebody else's purge has overtaken meanwhile", async () => {
    const source = createFakeSource();
    const elsewhere = createEnvironment({ clock, shared: [l2, l3] });
    const { cache } = createEnvironment({
      clock,
      shared: [failing(l2, 1), l3],
      // Between the two tries somebody loads, and then purges.
      pause: async () => {
        await elsewhere.cache.read(source.query('player'));
        await elsewhere.drain();
        await elsewhere.cache.purge('nfl', ['*']);
      },
    });
    await cache.purge('nfl', ['*']);
    const answer = await createEnvironment({ clock, shared: [l2, l3] }).cache.read(source.query('player'));
    expect(answer.kind === 'value' && answer.value()).toMatchObject({ load: 2 });
  });
});

describe('purges of the same scopes', () => {
  const heldTier = () => {
    const held: PromiseWithResolvers<undefined>[] = [];
    const stamps: Stamp[] = [];
    const tier: SharedTier = {
      ...l3,
      async purge(namespace, scopes, stamp) {
        stamps.push(stamp);
        const turn = Promise.withResolvers<undefined>();
        held.push(turn);
        await turn.promise;
        await l3.purge(namespace, scopes, stamp);
      },
    };
    const next = async (): Promise<void> => {
      while (held.length === 0) await Promise.resolve();
      held.shift()?.resolve(undefined);
    };
    return { tier, stamps, next };
  };

  it('that wait together share one try; the one under way is not shared, because it may miss what was loaded since', async () => {
    const { tier, stamps, next } = heldTier();
    const { cache } = start([tier]);
    const first = cache.purge('nfl', ['directory', 'team:12']);
    while (stamps.length === 0) await Promise.resolve();
    const later = [cache.purge('nfl', ['directory', 'team:12']), cache.purge('nfl', ['team:12', 'directory'])];
    await next();
    expect(await first).toBe(stamps[0]);
    await next();
    expect(await Promise.all(later)).toEqual([stamps[1], stamps[1]]);
    expect(stamps).toHaveLength(2);
  });

  it('of other scopes, or another league, wait for nobody', async () => {
    const { tier, stamps, next } = heldTier();
    const { cache } = start([tier]);
    const purges = [cache.purge('nfl', ['*']), cache.purge('nfl', ['live']), cache.purge('nba', ['*'])];
    while (stamps.length < 3) await Promise.resolve();
    await Promise.all(purges.map(() => next()));
    expect(new Set(await Promise.all(purges)).size).toBe(3);
  });

  it('that are tried again take with them whoever has come meanwhile', async () => {
    const asked: string[] = [];
    let later: Promise<Stamp> | undefined;
    const { cache } = createEnvironment({
      clock,
      shared: [failing(l3, 1, asked)],
      pause: () => {
        later ??= cache.purge('nfl', ['*']);
        return Promise.resolve();
      },
    });
    const stamp = await cache.purge('nfl', ['*']);
    expect([await later, asked.length]).toEqual([stamp, 2]);
  });
});

describe('a purge of a tier whose breaker is open', () => {
  it('is tried, where a question is not', async () => {
    const source = createFakeSource();
    const guarded = withBreaker(l2, { clock });
    const { cache, drain } = start([guarded, l3]);
    l2.break('refuses');
    await cache.read(source.query('player'));
    await drain();
    l2.break('none');
    expect(guarded.available()).toBe(false);
    const { gets } = l2.trips();
    const stamp = await cache.purge('nfl', ['*']);
    await cache.read(source.query('player'));
    expect([l2.trips().gets - gets, l3.log()?.get('*')]).toEqual([0, stamp]);
    expect(l2.log()?.get('*')).toBe(stamp);
  });
});
