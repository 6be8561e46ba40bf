import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryTier, hours, minutes, seconds } from '../../lib/cache/index.ts';
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

const look = async ({ cache, drain }: Environment, ...names: string[]): Promise<readonly (number | string)[]> => {
  const answers = await cache.getAllPresent(names.map((name) => upstream.query(name)));
  await drain();
  return answers.map((answer) => {
    if (answer === undefined) return 'nowhere';
    return answer.kind === 'value' ? answer.value().load : answer.kind;
  });
};

const load = async ({ cache, drain, story }: Environment, name: string): Promise<void> => {
  await cache.read(upstream.query(name));
  await drain();
  story();
};

describe('looking without loading', () => {
  it('finds what another environment has loaded, and keeps it', async () => {
    await load(elsewhere, 'directory');
    expect(await look(here, 'directory')).toEqual([1]);
    expect(here.story()).toEqual(['hit l2']);
    expect(await look(here, 'directory')).toEqual([1]);
    expect(here.story()).toEqual(['hit l1']);
    expect(upstream.loads()).toBe(1);
  });

  it('asks for several in one look, in their order', async () => {
    await load(elsewhere, 'a');
    await load(elsewhere, 'b');
    expect(await look(here, 'b', 'none', 'a')).toEqual([2, 'nowhere', 1]);
    expect(upstream.loads()).toBe(2);
  });

  it('takes no lease and never loads, whoever has nothing', async () => {
    expect(await look(here, 'directory')).toEqual(['nowhere']);
    expect(here.story()).toEqual(['miss l2']);
    expect(upstream.loads()).toBe(0);
  });

  it('believes for a coherence window that nobody has it, and then asks again', async () => {
    await look(here, 'directory');
    await load(elsewhere, 'directory');
    here.story();
    expect(await look(here, 'directory')).toEqual(['nowhere']);
    expect(here.story()).toEqual([]);
    clock.advance(seconds(30));
    expect(await look(here, 'directory')).toEqual([1]);
  });

  it('believes it of every key that it looked for, and asks again for none of them', async () => {
    expect(await look(here, 'a', 'b', 'c')).toEqual(['nowhere', 'nowhere', 'nowhere']);
    const before = l2.trips().gets;
    for (const name of ['a', 'b', 'c']) expect(await look(here, name)).toEqual(['nowhere']);
    expect(l2.trips().gets).toBe(before);
    clock.advance(seconds(30));
    await look(here, 'a', 'b', 'c');
    expect(l2.trips().gets).toBe(before + 1);
  });

  it('serves what is stale without having it refreshed, and nothing that has expired', async () => {
    await load(elsewhere, 'directory');
    clock.advance(hours(1));
    expect(await look(here, 'directory')).toEqual([1]);
    expect(here.story()).toEqual(['miss l2', 'stale l2 stale-while-revalidate']);
    expect(upstream.loads()).toBe(1);
    clock.advance(hours(2));
    expect(await look(here, 'directory')).toEqual(['nowhere']);
  });

  it('looks for what is stale once in a coherence window, and takes what has been loaded by then', async () => {
    await load(elsewhere, 'directory');
    clock.advance(minutes(11));
    expect(await look(here, 'directory')).toEqual([1]);
    const before = l2.trips().gets;
    for (let question = 0; question < 5; question += 1) expect(await look(here, 'directory')).toEqual([1]);
    expect(l2.trips().gets).toBe(before);
    await elsewhere.cache.refresh(upstream.query('directory'), clock.now());
    await elsewhere.drain();
    clock.advance(seconds(30));
    expect(await look(here, 'directory')).toEqual([2]);
  });

  it('looks again at once for what was stale and is not in memory any more', async () => {
    await load(elsewhere, 'directory');
    clock.advance(minutes(11));
    const small = createEnvironment({ clock, shared: [l2], memory: createMemoryTier({ maxBytes: 2000, clock }) });
    expect(await look(small, 'directory')).toEqual([1]);
    for (const name of ['a', 'b', 'c', 'd']) await load(small, name);
    expect(await look(small, 'directory')).toEqual([1]);
  });

  it('sees a purge like any other question does', async () => {
    await load(here, 'directory');
    await elsewhere.cache.purge('nfl', ['*']);
    expect(await look(elsewhere, 'directory')).toEqual(['nowhere']);
    clock.advance(seconds(30));
    expect(await look(here, 'directory')).toEqual(['nowhere']);
  });

  it('reads the purge log alone where memory has everything, once for all of it', async () => {
    for (const name of ['a', 'b']) await load(here, name);
    clock.advance(minutes(2));
    const before = l2.trips().gets;
    expect(await look(here, 'a', 'b')).toEqual([1, 2]);
    expect(here.story()).toEqual(['hit l1', 'hit l1']);
    expect(l2.trips().gets).toBe(before + 1);
    expect(await look(here, 'b')).toEqual([2]);
    expect(l2.trips().gets).toBe(before + 1);
  });

  it('looks once more for what that log has a purge of', async () => {
    for (const name of ['a', 'b']) await load(here, name);
    await elsewhere.cache.purge('nfl', ['*']);
    await load(elsewhere, 'b');
    clock.advance(minutes(2));
    const before = l2.trips().gets;
    expect(await look(here, 'a', 'b')).toEqual(['nowhere', 3]);
    expect(l2.trips().gets).toBe(before + 2);
  });

  it('has what memory holds while no tier answers', async () => {
    await load(here, 'a');
    clock.advance(minutes(2));
    l2.break('refuses');
    expect(await look(here, 'a')).toEqual([1]);
  });

  it('tells what is known to be absent from what is nowhere', async () => {
    upstream.mode = 'has-nothing';
    await load(elsewhere, 'directory');
    expect(await look(here, 'directory')).toEqual(['absent']);
    clock.advance(minutes(1));
    expect(await look(here, 'directory')).toEqual(['nowhere']);
  });
});

describe('a claim', () => {
  it('is granted to one environment for its time', async () => {
    expect(await here.cache.claim('nfl', 'predict:1', minutes(60))).toBe(true);
    expect(await elsewhere.cache.claim('nfl', 'predict:1', minutes(60))).toBe(false);
    expect(await elsewhere.cache.claim('nfl', 'predict:2', minutes(60))).toBe(true);
    clock.advance(minutes(60));
    expect(await elsewhere.cache.claim('nfl', 'predict:1', minutes(60))).toBe(true);
  });
});

describe('why something was loaded', () => {
  it('is known wherever it is found', async () => {
    const warmer = createEnvironment({ clock, shared: [l2], loadReason: () => 'warm' });
    await load(warmer, 'player');
    const found = await here.cache.read(upstream.query('player'));
    expect(found).toMatchObject({ kind: 'value', entry: { loadReason: 'warm' } });
    await load(here, 'other');
    expect(await here.cache.read(upstream.query('other'))).not.toHaveProperty('entry.loadReason');
  });
});
