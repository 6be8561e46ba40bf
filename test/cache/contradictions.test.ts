import { beforeEach, describe, expect, it } from 'vitest';
import { ContradictedError, days, hours, minutes, seconds, type Answer } from '../../lib/cache/index.ts';
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

/** The load it came from, and how it was served; `absent`, or why it failed. */
const said = (answer: Answer<{ readonly load: number }>): string => {
  if (answer.kind === 'failed') return String(answer.error);
  const { served } = answer;
  const how = served.by === 'tier' ? served.state : 'loaded';
  return answer.kind === 'value' ? `${answer.value().load} ${how}` : `absent ${how}`;
};

const ask = async ({ cache, drain }: Environment, name = 'player'): Promise<string> => {
  const answer = await cache.read(upstream.query(name));
  await drain();
  return said(answer);
};

// Past the revalidation window: the question waits for the load.
const UNTIL_STALE = minutes(20);

describe('an answer that cannot be true', () => {
  beforeEach(async () => {
    await ask(here);
    clock.advance(UNTIL_STALE);
    here.story();
    upstream.mode = 'is-empty';
  });

  it('is a failed load: what is held is served stale, and nothing displaces it', async () => {
    const before = [l2, l3].map((tier) => tier.entry(upstream.query('player').key));
    expect(await ask(here)).toBe('1 stale-if-error');
    expect(here.story()).toEqual([
      'miss l1',
      'miss l2',
      'miss l3',
      'lease player held',
      'load player',
      'miss l2',
      'miss l3',
      'contradicted player 1: nothing where 1 is held',
      'load-failed player',
      // The note, and no more.
      'fill l2 1',
      'fill l3 1',
      'stale l2 stale-if-error',
    ]);
    expect([l2, l3].map((tier) => tier.entry(upstream.query('player').key))).toEqual(before);
    expect(await ask(elsewhere)).toBe('1 stale-if-error');
    expect(elsewhere.story()).toContain('backed-off player contradicted');
  });

  it('is forgotten with the next good one, which everybody sees', async () => {
    await ask(here);
    upstream.mode = 'answers';
    clock.advance(seconds(15));
    expect(await ask(here)).toBe('3 loaded');
    expect(await ask(elsewhere)).toBe('3 fresh');
  });

  it('is asked for again after 15 seconds, one minute, four, and then every ten as its policy would', async () => {
    const pauses: number[] = [];
    for (let since = clock.now(); clock.now() < since + minutes(119);) {
      const loads = upstream.loads();
      await ask(here);
      if (upstream.loads() > loads) pauses.push((clock.now() - since) / seconds(1));
      clock.advance(seconds(5));
    }
    expect(pauses).toEqual([0, 15, 75, ...Array.from({ length: 12 }, (_, index) => 315 + index * 600)]);
  });

  it('costs a good load neither a read nor a write', async () => {
    upstream.mode = 'answers';
    const before = [l2.trips(), l3.trips()];
    await ask(here);
    const after = [l2.trips(), l3.trips()];
    expect(
      after.map(({ gets, sets }, index) => [gets - (before[index]?.gets ?? 0), sets - (before[index]?.sets ?? 0)]),
    ).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('is weighed against what a purge has hidden, which is served to nobody', async () => {
    await here.cache.purge('nfl', ['*']);
    expect(await ask(here)).toMatch(/^ContradictedError: nothing where 1 is held; for the first time$/);
    const fresh = createEnvironment({ clock, shared: [l2, l3] });
    clock.advance(minutes(1));
    expect(await ask(fresh)).toMatch(/^ContradictedError: nothing where 1 is held/);
    upstream.mode = 'answers';
    clock.advance(minutes(1));
    expect(await ask(fresh)).toBe('4 loaded');
  });

  it('is asked for again at once after a purge, however long the pause is', async () => {
    for (let passed = 0; passed < hours(2); passed += minutes(15)) {
      await ask(here);
      clock.advance(minutes(15));
    }
    upstream.mode = 'answers';
    await here.cache.purge('nfl', ['*']);
    expect(await ask(here)).toMatch(/ loaded$/);
  });

  it('is weighed against what has expired and is still there', async () => {
    clock.advance(hours(3));
    expect(await ask(here)).toMatch(/^ContradictedError: nothing where 1 is held/);
    clock.advance(minutes(1));
    const fresh = createEnvironment({ clock, shared: [l2, l3] });
    expect(await ask(fresh)).toMatch(/^ContradictedError: nothing where 1 is held/);
  });

  it('fails a refresh, too', async () => {
    const refreshing = here.cache.refresh(upstream.query('player'), clock.now());
    await expect(refreshing).rejects.toThrow(ContradictedError);
  });
});

describe('an upstream that insists', () => {
  const askEvery = async (pause: number, duration: number, who = [here, elsewhere]): Promise<readonly string[]> => {
    const answers: string[] = [];
    for (let passed = 0; passed <= duration; passed += pause) {
      for (const environment of who) answers.push(await ask(environment));
      clock.advance(pause);
    }
    return answers;
  };

  it('is believed after a day, in every environment and after a restart in between', async () => {
    upstream.mode = 'is-empty';
    const first = await askEvery(hours(1), hours(22));
    expect(new Set(first.map((each) => each.split(';')[0]))).toEqual(
      new Set(['ContradictedError: nothing', 'LoadBackedOffError: The last load failed (contradicted)']),
    );
    l2.clear();
    const restarted = createEnvironment({ clock, shared: [l2, l3] });
    clock.advance(hours(1));
    expect(await ask(restarted)).toMatch(/ loaded$/);
    expect(restarted.story()).toContainEqual(expect.stringMatching(/^believed player \d+: nothing$/));
    // Its next answer is what is held now.
    clock.advance(UNTIL_STALE);
    expect(await ask(here)).toBe('0 loaded');
    expect(here.story().filter((line) => line.startsWith('believed'))).toEqual([]);
  });

  it('is not believed for one or two answers, however far apart', async () => {
    upstream.mode = 'is-empty';
    const answers = await askEvery(hours(30), hours(60), [here]);
    expect(answers.filter((answer) => answer.startsWith('Contradicted'))).toHaveLength(3);
    expect(await ask(here)).toMatch(/ loaded$/);
  });

  it('begins anew once it has said otherwise', async () => {
    upstream.mode = 'is-empty';
    await askEvery(hours(1), hours(20), [here]);
    upstream.mode = 'answers';
    expect(await ask(elsewhere)).toMatch(/ loaded$/);
    upstream.mode = 'is-empty';
    clock.advance(hours(1));
    expect(await ask(here)).toMatch(/ stale-if-error$/);
    clock.advance(hours(5));
    expect(await ask(elsewhere)).toMatch(/^ContradictedError: nothing where \d+ is held; 2 times since /);
  });

  it('is believed where no tier remembers anything but memory', async () => {
    const alone = createEnvironment({ clock, shared: [] });
    upstream.mode = 'is-empty';
    const answers = await askEvery(hours(1), hours(24), [alone]);
    expect(answers.findIndex((answer) => answer === '0 loaded')).toBe(24);
  });

  it('is not believed for the note of a week ago', async () => {
    upstream.mode = 'is-empty';
    await askEvery(hours(1), hours(5), [here]);
    const restarted = createEnvironment({ clock, shared: [l2, l3] });
    clock.advance(days(8));
    expect(await ask(restarted)).toMatch(/^ContradictedError: nothing; for the first time$/);
  });
});

describe('a load for several keys', () => {
  it('is weighed against what everybody holds who waits for it', async () => {
    const career = (name: string) => upstream.batchQuery('career', name, ['2024', '2025']);
    await here.cache.read(career('2024'));
    clock.advance(UNTIL_STALE);
    upstream.mode = 'is-empty';
    const answers = await here.cache.readMany([career('2019'), career('2024')]);
    await here.drain();
    expect(answers.map(said)).toEqual([
      expect.stringMatching(/^ContradictedError: nothing where 1 is held/),
      '1 stale-if-error',
    ]);
    expect(l3.entry(career('2019').key)).toBeUndefined();
  });
});
