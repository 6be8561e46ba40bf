import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, seconds, type Answer } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let l3: MemorySharedTier;
let upstream: FakeSource;

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  l3 = createMemorySharedTier('l3', { clock, durable: true });
  upstream = createFakeSource();
});

const said = (answer: Answer<{ readonly load: number }>): number | string =>
  answer.kind === 'value' ? answer.value().load : answer.kind;

/** New environments whose waits end when everybody else has had a turn. */
const environments = (count: number, shared: readonly MemorySharedTier[] = [l2, l3]): readonly Environment[] =>
  Array.from({ length: count }, () =>
    createEnvironment({
      clock,
      shared,
      pause: async () => {
        for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
      },
    }),
  );

const askAll = async (all: readonly Environment[], calls = 1): Promise<readonly (number | string)[]> => {
  const asked = all.flatMap(({ cache }) => Array.from({ length: calls }, () => cache.read(upstream.query('player'))));
  const answers = await Promise.all(asked);
  await Promise.all(all.map(({ drain }) => drain()));
  return answers.map(said);
};

describe('a cold key', () => {
  it('asked for by 8 environments at once is loaded once', async () => {
    expect(await askAll(environments(8))).toEqual(Array.from({ length: 8 }, () => 1));
    expect(upstream.loads()).toBe(1);
  });

  it('asked for 100 times by each of 2 environments is loaded once', async () => {
    expect(new Set(await askAll(environments(2), 100))).toEqual(new Set([1]));
    expect(upstream.loads()).toBe(1);
  });

  it('is loaded once where there is only DynamoDB', async () => {
    expect(new Set(await askAll(environments(8, [l3])))).toEqual(new Set([1]));
    expect(upstream.loads()).toBe(1);
  });

  it('is loaded once through DynamoDB while Redis is out', async () => {
    l2.break('refuses');
    expect(new Set(await askAll(environments(8)))).toEqual(new Set([1]));
    expect(upstream.loads()).toBe(1);
  });

  it('is loaded by each where nobody can be asked, rather than not at all', async () => {
    l2.break('refuses');
    l3.break('refuses');
    expect(await askAll(environments(3))).toEqual([1, 2, 3]);
  });

  it('costs its loader one look, one lease and one write, and a loser two looks at most', async () => {
    const [first, second] = environments(2);
    if (first === undefined || second === undefined) throw new Error('two environments');
    // The log of a new Redis is restored once; that is not part of a miss.
    await askAll([first]);
    clock.advance(seconds(3));
    const before = l2.trips();
    await first.cache.read(upstream.query('other'));
    await first.drain();
    const after = l2.trips();
    expect([after.gets - before.gets, after.leases - before.leases, after.sets - before.sets]).toEqual([1, 1, 1]);
    expect(after.others).toBe(before.others);
  });
});

describe('a key that only the far tier has', () => {
  it('costs the near one a look and the copy of what was found, and no lease', async () => {
    const [first, second] = environments(2);
    if (first === undefined || second === undefined) throw new Error('two environments');
    await askAll([first]);
    l2.evict(upstream.query('player').key);
    const before = l2.trips();
    expect(await askAll([second])).toEqual([1]);
    const after = l2.trips();
    expect([after.gets - before.gets, after.leases - before.leases, after.sets - before.sets]).toEqual([1, 0, 1]);
    expect(upstream.loads()).toBe(1);
  });

  it('costs no lease where there is no other tier', async () => {
    const [first, second] = environments(2, [l3]);
    if (first === undefined || second === undefined) throw new Error('two environments');
    await askAll([first]);
    const before = l3.trips();
    expect(await askAll([second])).toEqual([1]);
    expect(l3.trips()).toEqual({ ...before, gets: before.gets + 1 });
  });
});

describe('a holder that dies', () => {
  it('keeps the others waiting until its load is not to be expected any more, and then they load', async () => {
    await l2.acquire('nfl', ['player'], seconds(60));
    const waits: number[] = [];
    const loser = createEnvironment({
      clock,
      shared: [l2, l3],
      pause(ms) {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    expect(await askAll([loser])).toEqual([1]);
    expect(waits).toEqual([100, 100, 200, 400, 800]);
    expect(loser.story().filter((line) => /lease|wait|load/.test(line))).toEqual([
      'lease player lost',
      ...waits.map(() => 'wait player'),
      'load player',
      'loaded player 1',
    ]);
  });
});

describe('an environment that waits for the load of another one', () => {
  it('has it in its memory then, as if it had found it at once', async () => {
    const all = environments(2);
    await askAll(all);
    const before = l2.trips();
    await askAll(all);
    expect(l2.trips()).toEqual(before);
    expect(all[1]?.story().slice(-1)).toEqual(['hit l1']);
  });

  it('is told that it failed, and does not try it itself', async () => {
    upstream.mode = 'fails';
    const all = environments(2);
    const answers = await Promise.all(all.map(({ cache }) => cache.read(upstream.query('player'))));
    await Promise.all(all.map(({ drain }) => drain()));
    expect(answers).toMatchObject([
      { kind: 'failed', error: { message: 'provider down' } },
      { kind: 'failed', error: { name: 'LoadBackedOffError', reason: 'failed', retryAfter: seconds(1) } },
    ]);
    expect(all[1]?.story().filter((line) => /lease|wait|load|backed/.test(line))).toEqual([
      'lease player lost',
      'wait player',
      'backed-off player failed',
    ]);
    expect(upstream.loads()).toBe(1);
  });

  it('serves what it has when that load fails, however stale', async () => {
    const all = environments(2);
    await askAll(all);
    clock.advance(seconds(16 * 60));
    upstream.mode = 'fails';
    expect(await askAll(all)).toEqual([1, 1]);
    expect(all[1]?.story().slice(-2)).toEqual(['backed-off player failed', 'stale l2 stale-if-error']);
    expect(upstream.loads()).toBe(2);
  });
});

describe('a load that fails', () => {
  it('is tried once for 100 callers, and not again for the next 100 until its time is over', async () => {
    upstream.mode = 'fails';
    const [here] = environments(1);
    if (here === undefined) throw new Error('one environment');
    expect(new Set(await askAll([here], 100))).toEqual(new Set(['failed']));
    expect(upstream.loads()).toBe(1);
    clock.advance(seconds(1) - 1);
    expect(new Set(await askAll([here], 100))).toEqual(new Set(['failed']));
    expect(upstream.loads()).toBe(1);
    clock.advance(1);
    await askAll([here], 100);
    expect(upstream.loads()).toBe(2);
  });

  it('is not tried by other environments either', async () => {
    upstream.mode = 'fails';
    const [here, elsewhere] = environments(2);
    if (here === undefined || elsewhere === undefined) throw new Error('two environments');
    await askAll([here]);
    expect(await askAll([elsewhere])).toEqual(['failed']);
    expect(elsewhere.story()).toContain('backed-off player failed');
    expect(upstream.loads()).toBe(1);
    clock.advance(seconds(1));
    upstream.mode = 'answers';
    expect(await askAll([elsewhere])).toEqual([2]);
  });

  it('is tried less and less often while it goes on', async () => {
    upstream.mode = 'fails';
    const [here] = environments(1);
    if (here === undefined) throw new Error('one environment');
    for (let second = 0; second < 120; second += 1) {
      await askAll([here], 3);
      clock.advance(seconds(1));
    }
    // After 0, 1, 3, 7, 15, 31, 61 and 91 seconds.
    expect(upstream.loads()).toBe(8);
  });
});

describe('a stale key', () => {
  it('is loaded again once, whoever sees that it is stale', async () => {
    const all = environments(8);
    await askAll(all);
    clock.advance(seconds(11 * 60));
    expect(new Set(await askAll(all))).toEqual(new Set([1]));
    expect(upstream.loads()).toBe(2);
  });

  it('that has to be loaded again here gets less time than a question has', async () => {
    const limits: number[] = [];
    const deadline = (ms: number): AbortSignal => {
      limits.push(ms);
      return new AbortController().signal;
    };
    const here = createEnvironment({
      clock,
      shared: [],
      deadline,
      loadTimeout: seconds(8),
      refreshTimeout: seconds(2),
    });
    await askAll([here]);
    clock.advance(seconds(11 * 60));
    const alone = createEnvironment({
      clock,
      shared: [l3],
      deadline,
      loadTimeout: seconds(8),
      refreshTimeout: seconds(2),
    });
    await askAll([alone]);
    clock.advance(seconds(11 * 60));
    await askAll([alone]);
    expect(limits).toEqual([seconds(8), seconds(8), seconds(2)]);
  });

  it('goes to the refresher once, and is loaded here only if that fails', async () => {
    const requests: unknown[] = [];
    let out = false;
    const refresher = {
      refresh: (list: readonly unknown[]) => {
        requests.push(...list);
        return out ? Promise.reject(new Error('queue down')) : Promise.resolve();
      },
    };
    const all = Array.from({ length: 3 }, () => createEnvironment({ clock, shared: [l2, l3], refresher }));
    await askAll(all);
    const loadedAt = clock.now();
    clock.advance(seconds(11 * 60));
    expect(new Set(await askAll(all))).toEqual(new Set([1]));
    expect(requests).toEqual([{ namespace: 'nfl', key: 'player', loadedAt }]);
    expect(upstream.loads()).toBe(1);

    clock.advance(seconds(31));
    out = true;
    await askAll(all.slice(0, 1));
    expect(upstream.loads()).toBe(2);
  });

  it('that is asked for again by the refresh function is loaded once, and not if it is fresh', async () => {
    const [here, worker, another] = environments(3);
    if (here === undefined || worker === undefined || another === undefined) throw new Error('three environments');
    await askAll([here]);
    const loadedAt = clock.now();
    clock.advance(seconds(11 * 60));
    const query = upstream.query('player');
    expect(await worker.cache.refresh(query, loadedAt)).toBe('loaded');
    await worker.drain();
    expect(await another.cache.refresh(query, loadedAt)).toBe('already-fresh');
    expect(upstream.loads()).toBe(2);
  });
});

describe('a refresh of a key whose load has just failed', () => {
  it('does not ask again before its time, and fails, so that it comes back', async () => {
    const [worker, another] = environments(2);
    if (worker === undefined || another === undefined) throw new Error('two environments');
    upstream.mode = 'fails';
    const query = upstream.query('player');
    await expect(worker.cache.refresh(query, 0)).rejects.toThrow('provider down');
    await worker.drain();
    await expect(worker.cache.refresh(query, 0)).rejects.toThrow('not tried again yet');
    await expect(another.cache.refresh(query, 0)).rejects.toThrow('not tried again yet');
    expect(upstream.loads()).toBe(1);
  });
});

describe('a hot key', () => {
  it('is loaded again shortly before its end, by one of its readers', async () => {
    // The load takes a second; chance says: one in a thousand.
    const slow = createEnvironment({ clock, shared: [l2, l3], random: () => 0.999 });
    const query = upstream.query('player');
    await slow.cache.read({
      ...query,
      source: {
        key: query.source.key,
        load(call) {
          clock.advance(seconds(1));
          return query.source.load(call);
        },
      },
    });
    await slow.drain();
    // Jitter takes up to a twentieth of ten minutes; -ln(0.001) load times before the end.
    clock.advance(seconds(600 * 0.95 - 8));
    expect(await askAll([slow])).toEqual([1]);
    expect(upstream.loads()).toBe(1);
    clock.advance(seconds(2));
    expect(await askAll([slow])).toEqual([1]);
    expect(slow.story()).toContain('refresh player');
    expect(upstream.loads()).toBe(2);
    expect(await askAll([slow])).toEqual([2]);
  });
});

describe('a load that was not allowed to ask', () => {
  it('keeps nobody else from asking, here or elsewhere', async () => {
    const clock = createFakeClock();
    const l2 = createMemorySharedTier('l2', { clock });
    const upstream = createFakeSource();
    const describeFailure = () => ({ reason: 'over-budget', transient: true });
    const [here, elsewhere] = [1, 2].map(() => createEnvironment({ clock, shared: [l2], describe: describeFailure }));
    if (here === undefined || elsewhere === undefined) throw new RangeError('no environment');
    upstream.mode = 'fails';
    expect(await here.cache.read(upstream.query('player'))).toMatchObject({ kind: 'failed' });
    await here.drain();
    expect(await here.cache.read(upstream.query('player'))).toMatchObject({ error: { message: 'provider down' } });
    upstream.mode = 'answers';
    // The lease of the one that failed ends by itself.
    clock.advance(seconds(10));
    expect(await elsewhere.cache.read(upstream.query('player'))).toMatchObject({ kind: 'value' });
    expect(upstream.loads()).toBe(3);
    for (const { story } of [here, elsewhere]) expect(story()).not.toContain('backed-off player over-budget');
  });
});

describe('a request to load again', () => {
  it('is not lost to a lease that nobody uses', async () => {
    const clock = createFakeClock();
    const l2 = createMemorySharedTier('l2', { clock });
    const l3 = createMemorySharedTier('l3', { clock, durable: true });
    const upstream = createFakeSource();
    const sent: number[] = [];
    const refresher = {
      refresh(requests: readonly { readonly loadedAt: number }[]) {
        sent.push(...requests.map(({ loadedAt }) => loadedAt));
        return Promise.resolve();
      },
    };
    const api = createEnvironment({ clock, shared: [l2, l3], refresher });
    const worker = createEnvironment({ clock, shared: [l2, l3] });
    const query = upstream.query('player');
    await api.cache.read(query);
    await api.drain();
    clock.advance(minutes(11));
    l2.clear();
    const elsewhere = createEnvironment({ clock, shared: [l2, l3], refresher });
    // It took the lease while it looked into L3, and found there what it could show.
    expect(await elsewhere.cache.read(query)).toMatchObject({ served: { state: 'stale-while-revalidate' } });
    await elsewhere.drain();
    expect(await worker.cache.refresh(query, sent[0] ?? NaN)).toBe('loaded');
    expect(upstream.loads()).toBe(2);
  });

  it('is done by whoever holds the lease, where somebody does', async () => {
    const clock = createFakeClock();
    const l2 = createMemorySharedTier('l2', { clock });
    const shared = [l2, createMemorySharedTier('l3', { clock, durable: true })];
    const upstream = createFakeSource();
    const query = upstream.query('player');
    const holder = createEnvironment({ clock, shared });
    await l2.acquire('nfl', ['player'], seconds(5));
    // While the worker waits, somebody else is done.
    const pause = async (): Promise<void> => {
      await holder.cache.read(query);
      await holder.drain();
    };
    const worker = createEnvironment({ clock, shared, pause });
    expect(await worker.cache.refresh(query, 0)).toBe('loading-elsewhere');
    expect(upstream.loads()).toBe(1);
  });
});
