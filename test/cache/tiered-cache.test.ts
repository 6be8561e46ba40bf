import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes, seconds, type Answer } from '../../lib/cache/index.ts';
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

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  l3 = createMemorySharedTier('l3', { clock, durable: true });
  upstream = createFakeSource();
  here = createEnvironment({ clock, shared: [l2, l3] });
  elsewhere = createEnvironment({ clock, shared: [l2, l3] });
});

/** Which load the answer came from; 'absent' or 'failed' where there is none. */
const said = (answer: Answer<{ readonly load: number }>): number | string =>
  answer.kind === 'value' ? answer.value().load : answer.kind;

const ask = async ({ cache, drain }: Environment, name = 'player'): Promise<number | string> => {
  const answer = await cache.read(upstream.query(name));
  await drain();
  return said(answer);
};

describe('a player asked for, minute by minute', () => {
  it('is loaded once and then answered from memory, Redis and DynamoDB', async () => {
    expect(await ask(here)).toBe(1);
    expect(here.story()).toEqual([
      'miss l1',
      'miss l2',
      'miss l3',
      'lease player held',
      'load player',
      'loaded player 1',
      'fill l2 1',
      'fill l3 1',
    ]);

    expect(await ask(here)).toBe(1);
    expect(here.story()).toEqual(['hit l1']);

    expect(await ask(elsewhere)).toBe(1);
    expect(elsewhere.story()).toEqual(['miss l1', 'hit l2']);

    l2.clear();
    const restarted = createEnvironment({ clock, shared: [l2, l3] });
    expect(await ask(restarted)).toBe(1);
    expect(restarted.story()).toEqual(['miss l1', 'miss l2', 'promote l2 1', 'hit l3']);
    expect(upstream.loads()).toBe(1);
  });

  it('is served stale at once while it is loaded again, and fresh afterwards', async () => {
    await ask(here);
    clock.advance(minutes(12));
    here.story();

    expect(await ask(here)).toBe(1);
    expect(here.story()).toEqual([
      'miss l1',
      'miss l2',
      'miss l3',
      'refresh player',
      'stale l2 stale-while-revalidate',
      'lease player held',
      'load player',
      'loaded player 1',
      'fill l2 1',
      'fill l3 1',
    ]);
    expect(await ask(here)).toBe(2);
    expect(here.story()).toEqual(['hit l1']);
  });

  it('waits for the load once it is too stale to show', async () => {
    await ask(here);
    clock.advance(minutes(16));
    expect(await ask(here)).toBe(2);
  });

  it('survives an outage on what it has, however stale, until even that expires', async () => {
    await ask(here);
    upstream.mode = 'fails';
    clock.advance(hours(2));
    here.story();
    expect(await ask(here)).toBe(1);
    expect(here.story()).toEqual([
      'miss l1',
      'miss l2',
      'miss l3',
      'lease player held',
      'load player',
      'load-failed player',
      'stale l2 stale-if-error',
    ]);
    clock.advance(minutes(10));
    expect(await ask(here)).toBe('failed');
  });

  it('stops waiting for a load that does not end', async () => {
    const expired = AbortSignal.abort(new DOMException('time is up', 'TimeoutError'));
    const impatient = createEnvironment({ clock, shared: [l2, l3], deadline: () => expired });
    upstream.mode = 'hangs';
    const answer = await impatient.cache.read(upstream.query('player'));
    expect(answer).toMatchObject({ kind: 'failed', error: { name: 'TimeoutError' } });
  });
});

describe('stale and fresh copies', () => {
  it('never lets a stale near entry hide a fresh far one', async () => {
    await ask(here);
    clock.advance(minutes(11));
    l2.break('refuses');
    // Somebody whose Redis is out loads it again: only L3 has the new one.
    await ask(elsewhere);
    await ask(elsewhere);
    l2.break('none');
    here.story();

    expect(await ask(here)).toBe(2);
    expect(here.story()).toEqual(['miss l1', 'miss l2', 'promote l2 1', 'hit l3']);
  });

  it('promotes with the time that remains, not with a new one', async () => {
    await ask(here);
    clock.advance(minutes(9));
    l2.clear();
    expect(await ask(elsewhere)).toBe(1);
    clock.advance(seconds(61));
    elsewhere.story();
    await ask(elsewhere);
    expect(elsewhere.story()).toContain('refresh player');
  });
});

describe('what does not exist', () => {
  it('is remembered as absent, briefly, by everybody', async () => {
    upstream.mode = 'has-nothing';
    expect(await ask(here)).toBe('absent');
    expect(here.story()).toContain('absent player');
    expect(await ask(here)).toBe('absent');
    expect(here.story()).toEqual(['hit l1 absent']);
    expect(await ask(elsewhere)).toBe('absent');
    expect(elsewhere.story()).toEqual(['miss l1', 'hit l2 absent']);
    expect(upstream.loads()).toBe(1);
  });

  it('is asked for again once the absence has ended, and never served stale', async () => {
    upstream.mode = 'has-nothing';
    await ask(here);
    clock.advance(seconds(30));
    upstream.mode = 'answers';
    expect(await ask(here)).toBe(2);
  });

  it('is never concluded from a failure', async () => {
    upstream.mode = 'fails';
    expect(await ask(here)).toBe('failed');
    upstream.mode = 'answers';
    clock.advance(seconds(1));
    expect(await ask(here)).toBe(2);
    expect(await ask(elsewhere)).toBe(2);
  });
});

describe('many callers', () => {
  it('share one look into the tiers and one load', async () => {
    const answers = await Promise.all(Array.from({ length: 1000 }, () => here.cache.read(upstream.query('player'))));
    await here.drain();
    expect(new Set(answers.map(said))).toEqual(new Set([1]));
    expect(upstream.loads()).toBe(1);
    // The last two calls copy DynamoDB's purge log to the new Redis.
    expect([l2.trips(), l3.trips()]).toEqual([
      { gets: 1, sets: 1, leases: 1, others: 1 },
      { gets: 2, sets: 1, leases: 0, others: 0 },
    ]);
    const collapsed = answers.filter(
      (answer) => answer.kind === 'value' && answer.served.by === 'upstream' && answer.served.collapsed,
    );
    expect(collapsed).toHaveLength(999);
  });

  it('share a failure too, instead of each trying it again', async () => {
    upstream.mode = 'fails';
    const answers = await Promise.all(Array.from({ length: 100 }, () => here.cache.read(upstream.query('player'))));
    expect(answers.map(({ kind }) => kind)).toEqual(Array.from({ length: 100 }, () => 'failed'));
    expect(upstream.loads()).toBe(1);
  });

  it('share a load that fills several keys, whichever of them they ask for', async () => {
    const seasons = ['2022', '2023', '2024'];
    const queries = [...seasons, '1999'].map((season) => upstream.batchQuery('career', season, seasons));
    const answers = await here.cache.readMany(queries);
    await here.drain();
    expect(answers.map(said)).toEqual([1, 1, 1, 'absent']);
    expect(upstream.loads()).toBe(1);
  });
});

describe('a batch', () => {
  it('costs one trip to each tier, keeps its order and may repeat itself', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `p${index}`);
    await here.cache.readMany(names.map(upstream.query));
    await here.drain();
    elsewhere.story();
    const before = [l2.trips().gets, l3.trips().gets];

    const asked = ['p7', 'p3', 'p7', ...names];
    const answers = await elsewhere.cache.readMany(asked.map(upstream.query));
    expect([l2.trips().gets, l3.trips().gets]).toEqual([before[0] === undefined ? 0 : before[0] + 1, before[1]]);
    expect(said(answers[0] ?? { kind: 'failed', error: 'none' })).toBe(8);
    expect(answers.map(said)).toEqual(asked.map((name) => names.indexOf(name) + 1));
    expect(upstream.loads()).toBe(50);
  });

  it('answers what it can when one of its loads fails', async () => {
    await ask(here, 'known');
    upstream.mode = 'fails';
    const answers = await here.cache.readMany(['known', 'unknown'].map(upstream.query));
    expect(answers.map(said)).toEqual([1, 'failed']);
  });
});

describe('a tier that is out', () => {
  it.each(['l2', 'l3'] as const)('is a reported miss: %s', async (name) => {
    await ask(here);
    (name === 'l2' ? l2 : l3).break('refuses');
    if (name === 'l3') l2.clear();
    expect(await ask(elsewhere)).toBe(name === 'l2' ? 1 : 2);
    expect(elsewhere.story()).toContain(`tier-failed ${name} get`);
  });

  it('fails no read when nothing can be written', async () => {
    l2.break('refuses');
    l3.break('refuses');
    expect(await ask(here)).toBe(1);
    expect(await ask(here)).toBe(1);
    expect(upstream.loads()).toBe(1);
  });
});

describe('readFresh', () => {
  it('answers at once what is fresh in memory, and nothing else', async () => {
    expect(here.cache.readFresh(upstream.query('player'))).toBeUndefined();
    await ask(here);
    expect(here.cache.readFresh(upstream.query('player'))).toMatchObject({ kind: 'value' });
    clock.advance(minutes(6));
    expect(here.cache.readFresh(upstream.query('player'))).toBeUndefined();
    expect(upstream.loads()).toBe(1);
  });

  it('answers with one object for as long as an entry and its value are held', async () => {
    const query = upstream.query('player');
    const hit = ({ cache }: Environment): Answer<unknown> | undefined => {
      const answer = cache.readFresh(query);
      // The first who wants the value has it decoded.
      if (answer?.kind === 'value') answer.value();
      return answer;
    };
    await ask(here);
    hit(here);
    const first = hit(here);
    expect(first).toMatchObject({ kind: 'value', served: { by: 'tier', tier: 'l1', state: 'fresh' } });
    expect(hit(here)).toBe(first);
    await here.cache.purge('nfl', ['*']);
    expect(await ask(here)).toBe(2);
    expect(hit(here)).toMatchObject({ kind: 'value' });
    expect(hit(here)).not.toBe(first);
    const bounded = createEnvironment({ clock, shared: [l2, l3], maxDecodedBytes: 0 });
    await ask(bounded);
    expect(hit(bounded)).not.toBe(hit(bounded));
  });
});

describe('a value', () => {
  it('is decoded once for each entry in memory, and shared', async () => {
    const first = await here.cache.read(upstream.query('player'));
    const second = await here.cache.read(upstream.query('player'));
    if (first.kind !== 'value' || second.kind !== 'value') throw new Error('both are values');
    expect(first.value()).toBe(second.value());
  });
});
