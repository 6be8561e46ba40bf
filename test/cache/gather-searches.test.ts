import { beforeEach, describe, expect, it } from 'vitest';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let upstream: FakeSource;
let here: Environment;
let elsewhere: Environment;

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  upstream = createFakeSource();
  here = createEnvironment({ clock, shared: [l2] });
  elsewhere = createEnvironment({ clock, shared: [l2] });
});

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `player:${index}`);

const load = async (environment: Environment, some: readonly string[]): Promise<void> => {
  await environment.cache.readMany(some.map((name) => upstream.query(name)));
  await environment.drain();
};

const tripsOf = async (work: () => Promise<unknown>): Promise<{ readonly gets: number; readonly leases: number }> => {
  const before = l2.trips();
  await work();
  const { gets, leases } = l2.trips();
  return { gets: gets - before.gets, leases: leases - before.leases };
};

const read = async ({ cache }: Environment, name: string): Promise<number | string> => {
  const answer = await cache.read(upstream.query(name));
  return answer.kind === 'value' ? answer.value().load : answer.kind;
};

const lookUp = async ({ cache }: Environment, ...some: string[]): Promise<readonly (number | string)[]> => {
  const answers = await cache.getAllPresent(some.map((name) => upstream.query(name)));
  return answers.map((answer) => (answer?.kind === 'value' ? answer.value().load : 'nowhere'));
};

describe('searches of one turn', () => {
  it('are one, and each is answered what it asked for', async () => {
    await load(elsewhere, ['a', 'b']);
    const told: (readonly (number | string)[])[] = [];
    const trips = await tripsOf(async () => {
      told.push(...(await Promise.all([lookUp(here, 'a'), lookUp(here, 'none', 'b'), lookUp(here, 'a', 'none')])));
    });
    expect(told).toEqual([[1], ['nowhere', 2], [1, 'nowhere']]);
    expect(trips).toEqual({ gets: 1, leases: 0 });
  });

  it('are one for questions of several callers, and their leases are taken together', async () => {
    await load(elsewhere, ['a']);
    const told: (number | string)[] = [];
    const trips = await tripsOf(async () => {
      told.push(...(await Promise.all([read(here, 'a'), read(here, 'b'), read(here, 'c'), read(here, 'b')])));
    });
    expect(told).toEqual([1, 2, 3, 2]);
    expect(trips).toEqual({ gets: 1, leases: 1 });
    expect(upstream.loads()).toBe(3);
  });

  it('are one for the steps that loads take side by side', async () => {
    const step = async (name: string): Promise<void> => {
      await Promise.resolve();
      await lookUp(here, 'directory', `${name}:career`);
      await lookUp(here, 'teams', name);
    };
    expect(await tripsOf(() => Promise.all(names(50).map(step)))).toEqual({ gets: 2, leases: 0 });
  });

  it('are one for what is loaded again side by side', async () => {
    await load(elsewhere, names(4));
    // The leases on the first loads have run out.
    clock.advance(60_000);
    const trips = await tripsOf(async () => {
      await Promise.all(names(4).map((name) => here.cache.refresh(upstream.query(name), clock.now())));
      await here.drain();
    });
    expect(trips).toEqual({ gets: 1, leases: 1 });
    expect(upstream.loads()).toBe(8);
  });

  it('are of 250 keys at most', async () => {
    await load(elsewhere, names(300));
    const told: (readonly (number | string)[])[] = [];
    const trips = await tripsOf(async () => {
      told.push(...(await Promise.all(names(300).map((name) => lookUp(here, name)))));
    });
    expect(told.flat()).not.toContain('nowhere');
    expect(trips).toEqual({ gets: 2, leases: 0 });
  });

  it('are not those of the next turn: what was purged in between is loaded again', async () => {
    await load(elsewhere, ['a']);
    const before = read(here, 'a');
    await new Promise((resolve) => setImmediate(resolve));
    await elsewhere.cache.purge('nfl', ['*']);
    expect(await before).toBe(1);
    expect(await read(createEnvironment({ clock, shared: [l2] }), 'a')).toBe(2);
  });
});
