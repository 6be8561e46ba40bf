import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, PurgeIncompleteError, seconds, type Answer } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let l3: MemorySharedTier;
let upstream: FakeSource;
let here: Environment;
let elsewhere: Environment;

const start = (shared: readonly MemorySharedTier[] = [l2, l3]): Environment => createEnvironment({ clock, shared });

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  l3 = createMemorySharedTier('l3', { clock, durable: true });
  upstream = createFakeSource();
  here = start();
  elsewhere = start();
});

const said = (answer: Answer<{ readonly load: number }>): number | string =>
  answer.kind === 'value' ? answer.value().load : answer.kind;

const ask = async ({ cache, drain }: Environment): Promise<number | string> => {
  const answer = await cache.read(upstream.query('player'));
  await drain();
  return said(answer);
};

describe('a purge', () => {
  it('is seen at once where it was made, and in every tier', async () => {
    await ask(here);
    await here.cache.purge('nfl', ['*']);
    expect(await ask(here)).toBe(2);
    expect(await ask(start())).toBe(2);
    l2.clear();
    expect(await ask(start())).toBe(2);
  });

  it('is seen by another memory within the window, which asks nobody before it ends', async () => {
    await ask(elsewhere);
    await ask(elsewhere);
    const before = l2.trips().gets;
    clock.advance(seconds(29));
    expect(await ask(elsewhere)).toBe(1);
    await here.cache.purge('nfl', ['*']);
    expect(await ask(elsewhere)).toBe(1);
    expect(l2.trips().gets).toBe(before);

    clock.advance(seconds(1));
    expect(await ask(elsewhere)).toBe(2);
  });

  it('costs an unpurged memory one command a window, however often it answers', async () => {
    await ask(here);
    const commands: number[] = [];
    for (let quarter = 0; quarter < 8; quarter += 1) {
      clock.advance(seconds(15));
      const before = l2.trips().gets;
      for (let call = 0; call < 100; call += 1) await ask(here);
      commands.push(l2.trips().gets - before);
    }
    expect(commands).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(upstream.loads()).toBe(1);
  });

  it('of one scope leaves the others alone', async () => {
    await ask(here);
    await here.cache.purge('nfl', ['rosters', 'team:12']);
    expect(await ask(here)).toBe(1);
    expect(await ask(start())).toBe(1);
  });

  it('of another league leaves this one alone', async () => {
    await ask(here);
    await here.cache.purge('nba', ['*']);
    expect(await ask(here)).toBe(1);
  });
});

describe('a purge that overtakes a load', () => {
  /** A load that has asked the upstream and has not been answered yet. */
  const loadInFlight = async ({ cache }: Environment) => {
    const held = Promise.withResolvers<undefined>();
    const query = upstream.query('player');
    const old = cache.read({
      ...query,
      source: {
        key: query.source.key,
        load: async (call) => {
          const fillings = await query.source.load(call);
          await held.promise;
          return fillings;
        },
      },
    });
    while (upstream.loads() === 0) await Promise.resolve();
    return {
      finish: async () => {
        held.resolve(undefined);
        return said(await old);
      },
    };
  };

  it('wins in the same process, in another one, and in every tier', async () => {
    const load = await loadInFlight(here);
    await elsewhere.cache.purge('nfl', ['*']);
    clock.advance(seconds(2));
    // Who asked before the purge may be told what was so then.
    expect(await load.finish()).toBe(1);
    await here.drain();

    clock.advance(seconds(30));
    expect(await ask(here)).toBe(2);
    expect(await ask(elsewhere)).toBe(2);
    l2.clear();
    expect(await ask(start())).toBe(2);
  });

  it('is not joined by those who ask after it', async () => {
    const load = await loadInFlight(here);
    await here.cache.purge('nfl', ['*']);
    expect(await ask(here)).toBe(2);
    expect(await load.finish()).toBe(1);
    await here.drain();
    expect(await ask(here)).toBe(2);
  });
});

describe('a Redis that lost its log', () => {
  it('believes nothing it still has, and gets the log of DynamoDB back', async () => {
    await ask(here);
    await here.cache.purge('nfl', ['*']);
    await ask(here);
    const log = l3.log();
    // The values come back after the flush: written by somebody who had them.
    const entry = l2.entry(upstream.query('player').key);
    if (entry === undefined) throw new Error('it was cached');
    l2.clear();
    await l2.setMany(
      'nfl',
      new Map([[upstream.query('player').key, { ...entry, stamps: {}, loadedAt: entry.loadedAt + 1 }]]),
    );
    const fresh = start();
    expect(await ask(fresh)).toBe(2);
    expect(fresh.story()).toContain('purged l2');
    expect(l2.log()).toEqual(log);
  });

  it('and has nobody to ask begins a new one, under which nothing old is valid', async () => {
    const lonely = start([l2]);
    await ask(lonely);
    await ask(lonely);
    const entry = l2.entry(upstream.query('player').key);
    if (entry === undefined) throw new Error('it was cached');
    l2.clear();
    await l2.setMany('nfl', new Map([[upstream.query('player').key, entry]]));
    const another = start([l2]);
    expect(await ask(another)).toBe(2);
    await ask(another);
    const third = start([l2]);
    expect(await ask(third)).toBe(await ask(another));
  });
});

describe('logs that every tier has lost', () => {
  it('begin anew, the near one as a copy of the far one, and nothing old is valid', async () => {
    const far = createMemorySharedTier('l3', { clock });
    const shared = [l2, far];
    await ask(start(shared));
    await ask(start(shared));
    const { key } = upstream.query('player');
    const entry = far.entry(key);
    if (entry === undefined) throw new Error('it was cached');
    for (const tier of shared) tier.clear();
    for (const tier of shared) await tier.setMany('nfl', new Map([[key, entry]]));
    const loads = upstream.loads();
    expect(await ask(start(shared))).toBe(loads + 1);
    expect(l2.log()?.get('*')).toMatch(/^stamp-/);
    expect(l2.log()).toEqual(far.log());
    await ask(start(shared));
    expect(await ask(start(shared))).toBe(await ask(start(shared)));
  });

  it('stay unknown while one of the tiers cannot be asked: it may still have its log', async () => {
    await ask(here);
    l2.clear();
    l3.break('refuses');
    await ask(start());
    expect(l2.log()).toBeUndefined();
    l3.break('none');
    await ask(start());
    expect(l2.log()).toEqual(new Map());
  });
});

describe('a purge that a tier refuses', () => {
  it.each(['l2', 'l3'] as const)('is not reported done, and is reconciled: %s', async (name) => {
    const tier = name === 'l2' ? l2 : l3;
    await ask(here);
    await ask(here);
    tier.break('refuses');
    await expect(here.cache.purge('nfl', ['*'])).rejects.toThrow(PurgeIncompleteError);
    await expect(here.cache.purge('nfl', ['*'])).rejects.toMatchObject({ tiers: [name] });
    await expect(here.cache.reconcile('nfl')).rejects.toMatchObject({ tiers: [name] });
    tier.break('none');

    expect(await here.cache.reconcile('nfl')).toEqual({ mended: ['*'] });
    expect(l2.log()).toEqual(l3.log());
    expect(await ask(start())).toBe(2);
    l2.clear();
    expect(await ask(start())).toBe(2);
    expect(await here.cache.reconcile('nfl')).toEqual({ mended: [] });
  });

  it('is honoured where it was made all the same', async () => {
    await ask(here);
    l2.break('refuses');
    await here.cache.purge('nfl', ['*']).catch(() => undefined);
    expect(await ask(here)).toBe(2);
  });
});

describe('two purges at once', () => {
  it('of different scopes are both kept', async () => {
    await Promise.all([here.cache.purge('nfl', ['team:12']), elsewhere.cache.purge('nfl', ['team:9'])]);
    expect([...(l3.log()?.keys() ?? [])].sort()).toEqual(['team:12', 'team:9']);
  });

  it('that leave the tiers with different stamps are purged once more', async () => {
    await ask(here);
    await l2.purge('nfl', ['*'], 'one');
    await l3.purge('nfl', ['*'], 'other');
    expect(await here.cache.reconcile('nfl')).toEqual({ mended: ['*'] });
    expect(l2.log()).toEqual(l3.log());
  });
});

describe('the log', () => {
  it('forgets stamps that have outlived every entry', async () => {
    let outlived = false;
    const pruner = createEnvironment({ clock, shared: [l2, l3], isOutlived: () => outlived });
    await ask(pruner);
    await pruner.cache.purge('nfl', ['team:12']);
    await pruner.cache.reconcile('nfl');
    expect(l3.log()?.size).toBe(1);
    outlived = true;
    await pruner.cache.reconcile('nfl');
    expect([l2.log()?.size, l3.log()?.size]).toEqual([0, 0]);
  });

  it('that has grown too long to be carried along becomes one purge of everything', async () => {
    await ask(here);
    await here.cache.purge(
      'nfl',
      Array.from({ length: 501 }, (_, id) => `player:${id}`),
    );
    await here.cache.reconcile('nfl');
    expect([...(l2.log()?.keys() ?? [])]).toEqual(['*']);
    expect(l3.log()).toEqual(l2.log());
    expect(await ask(start())).toBe(2);
  });
});

describe('a purge made while the log is being shortened', () => {
  it('is kept: only what was there before may be replaced', async () => {
    await ask(here);
    const many = Array.from({ length: 501 }, (_, id) => `player:${id}`);
    await here.cache.purge('nfl', many);
    /** Somebody else's purge, done in every tier, just before this tier is pruned. */
    const overtaken = (tier: MemorySharedTier): MemorySharedTier => ({
      ...tier,
      async prune(namespace, keep) {
        for (const each of [l3, l2]) await each.purge('nfl', ['team:12'], 'theirs');
        await tier.prune(namespace, keep);
      },
    });
    await start([overtaken(l2), overtaken(l3)]).cache.reconcile('nfl');
    for (const tier of [l2, l3]) {
      expect([...(tier.log()?.keys() ?? [])].sort()).toEqual(['*', 'team:12']);
      expect(tier.log()?.get('team:12')).toBe('theirs');
    }
  });
});

describe('when nobody can be asked', () => {
  it('memory goes on answering past the window, until its entries end', async () => {
    await ask(here);
    l2.break('refuses');
    l3.break('refuses');
    clock.advance(minutes(2));
    expect(await ask(here)).toBe(1);
    expect(upstream.loads()).toBe(1);
  });

  it('memory sees a purge that others were told of five seconds after that, as soon as a tier can be asked', async () => {
    await ask(here);
    l2.break('refuses');
    l3.break('refuses');
    clock.advance(seconds(30));
    expect(await ask(here)).toBe(1);
    l2.break('none');
    l3.break('none');
    await elsewhere.cache.purge('nfl', ['*']);
    clock.advance(seconds(5) - 1);
    expect(await ask(here)).toBe(1);
    clock.advance(1);
    expect(await ask(here)).toBe(2);
  });
});
