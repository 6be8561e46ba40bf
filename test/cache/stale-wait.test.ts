import { beforeEach, describe, expect, it } from 'vitest';
import { hours, seconds, StillLoadingError, type RefreshRequest } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment, type EnvironmentOptions } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';
import { waitingOptions } from '../support/waiting.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let source: FakeSource;
let queue: RefreshRequest[];
/** What the wait limit of the work under way is (epoch ms), as `runWithWaitLimit` would have it. */
let limit: number | undefined;
/** Wait limits that loads were run with. */
let limits: number[];

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  source = createFakeSource();
  queue = [];
  limit = undefined;
  limits = [];
});

const start = (options: Partial<EnvironmentOptions> = {}): Environment =>
  createEnvironment({
    ...waitingOptions({ clock, l2, source, queue }),
    waitLimit: () => limit,
    runWithWaitLimit: (until, work) => {
      limits.push(until);
      return work();
    },
    ...options,
  });

const askFor = async ({ cache, drain }: Environment, name = 'a') => {
  const asked = clock.now();
  const answer = await cache.read(source.query(name));
  await drain();
  return { answer, took: clock.now() - asked };
};

/** Loaded an hour ago: past the time in which it is served without a load. */
const startWithStale = async (options: Partial<EnvironmentOptions> = {}, names = ['a']): Promise<Environment> => {
  const environment = start(options);
  for (const name of names) await askFor(environment, name);
  clock.advance(hours(1));
  source.mode = 'hangs';
  limits = [];
  environment.story();
  return environment;
};

const STALE = { kind: 'value', served: { by: 'tier', state: 'stale-if-error' } };

describe('a load that has something stale behind it', () => {
  it('is waited for a second and a half, and goes on in the refresh function', async () => {
    const environment = await startWithStale();
    const { answer, took } = await askFor(environment);
    expect(answer).toMatchObject(STALE);
    expect(took).toBe(1500);
    expect(queue).toMatchObject([{ key: 'a', loadedAt: clock.now() - hours(1) - 1500 }]);
  });

  it('tells what it asks for how long it is waited for', async () => {
    const environment = await startWithStale();
    const asked = clock.now();
    await askFor(environment);
    expect(limits).toEqual([asked + 1500]);
  });

  it('has not failed when it is given up: nobody backs off', async () => {
    const environment = await startWithStale();
    await askFor(environment);
    expect(environment.story()).not.toContain('load-failed a');
    source.mode = 'answers';
    clock.advance(seconds(30));
    expect((await askFor(environment)).answer).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
  });

  it('is answered as ever where it is done in time', async () => {
    const environment = await startWithStale();
    source.mode = 'answers';
    expect((await askFor(environment)).answer).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
    expect(queue).toEqual([]);
  });

  it('is waited for as long as it takes where nobody could go on with it', async () => {
    const environment = await startWithStale({ refresher: undefined });
    const { answer, took } = await askFor(environment);
    expect(answer).toMatchObject(STALE);
    expect(took).toBe(seconds(8));
  });

  it('is not waited for by a client for longer than it says', async () => {
    const environment = await startWithStale();
    limit = clock.now() + 1000;
    const { answer, took } = await askFor(environment);
    expect(answer).toMatchObject(STALE);
    expect(took).toBe(1000);
  });

  it('is not waited for longer because the client could wait', async () => {
    const environment = await startWithStale();
    limit = clock.now() + seconds(9);
    expect((await askFor(environment)).took).toBe(1500);
  });

  it('is not waited for longer while another environment is loading it', async () => {
    const [first, second] = [await startWithStale(), start()];
    // The other one holds the lease, and dies.
    void first.cache.read(source.query('b'));
    await askFor(second, 'a');
    const { took } = await askFor(start(), 'a');
    expect(took).toBeLessThanOrEqual(1500);
  });

  it('is begun, although calls are billed, where it is expected to be done in time', async () => {
    const environment = await startWithStale({ isBilled: true });
    source.mode = 'answers';
    expect((await askFor(environment)).answer).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
    expect(queue).toEqual([]);
  });

  it('is not begun where loads take longer, and what is stale is served at once', async () => {
    const environment = await startWithStale({}, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    source.mode = 'answers';
    const slow = source.query('slow');
    for (let round = 0; round < 8; round += 1) {
      await environment.cache.read({
        ...slow,
        key: source.query(`slow${round}`).key,
        source: {
          key: `slow${round}`,
          load: () => {
            clock.advance(3000);
            return Promise.resolve([]);
          },
        },
      });
    }
    await environment.drain();
    const loads = source.loads();
    const { answer, took } = await askFor(environment);
    expect(answer).toMatchObject(STALE);
    expect([took, source.loads() - loads, queue.length]).toEqual([0, 0, 1]);
  });

  it('counts as slow where what it asks for says so: it goes to the queue, and what is stale is served at once', async () => {
    const environment = await startWithStale();
    const query = source.query('a');
    const slow = { ...query, source: { key: 'a', load: () => Promise.reject(new StillLoadingError()) } };
    const answer = await environment.cache.read(slow);
    await environment.drain();
    expect(answer).toMatchObject(STALE);
    expect(queue).toMatchObject([{ key: 'a' }]);
    expect(environment.story()).not.toContain('load-failed a');
  });
});

describe('a question without anything stale that joins a load which is given up', () => {
  it('loads it again, for as long as it takes', async () => {
    const environment = await startWithStale();
    let loads = 0;
    const joined = (name: string) => {
      const query = source.batchQuery('both', name, ['a', 'new']);
      return {
        ...query,
        source: {
          ...query.source,
          load: (context: Parameters<typeof query.source.load>[0]) => {
            loads += 1;
            const answer = query.source.load(context);
            // The first hangs until it is given up.
            source.mode = 'answers';
            return answer;
          },
        },
      };
    };
    const [stale, fresh] = await environment.cache.readMany([joined('a'), joined('new')]);
    await environment.drain();
    expect(stale).toMatchObject(STALE);
    expect(fresh).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
    expect(loads).toBe(2);
  });
});

describe('a load that is refused because the upstream is out of order', () => {
  const refused = () => Object.assign(new Error('out'), { retryAfter: 700 });
  const describeFailure = () => ({ reason: 'provider-unavailable', retryAfter: 700, unasked: true });

  it('may be tried again when the upstream may, by every environment, however often it was refused', async () => {
    const environments = [start({ describe: describeFailure }), start({ describe: describeFailure })];
    // Each knows the purge log, and so the lease's name.
    for (const environment of environments) await askFor(environment, 'other');
    const query = source.query('a');
    const out = { ...query, source: { key: 'a', load: () => Promise.reject(refused()) } };
    for (let round = 0; round < 6; round += 1) {
      for (const { cache, drain } of environments) {
        const asked = clock.now();
        expect(await cache.read(out)).toMatchObject({ kind: 'failed' });
        await drain();
        expect(clock.now()).toBe(asked);
      }
      clock.advance(700);
    }
    for (const environment of environments) {
      expect((await askFor(environment)).answer).toMatchObject({ kind: 'value' });
    }
  });
});

it('what is out of date for longer than it may be served stale is waited for', async () => {
  const environment = await startWithStale();
  clock.advance(hours(2));
  const { answer, took } = await askFor(environment);
  expect(answer).toMatchObject({ kind: 'failed' });
  expect(took).toBe(seconds(8));
});
