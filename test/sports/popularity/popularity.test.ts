import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../lib/cache/index.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { createPopularity } from '../../../lib/sports/popularity/popularity.ts';
import { hourOf, usageKey } from '../../../lib/ledgers/usage-hours.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';
import { createMemoryCounters } from '../../support/memory-counters.ts';

const START = Date.UTC(2026, 10, 22, 12);
const [MAHOMES, ALLEN, JACKSON] = ['3139477', '3918298', '3916387'] as [PlayerId, PlayerId, PlayerId];

const open = (starters: readonly PlayerId[] = []) => {
  const clock = createFakeClock(START);
  const documents = createMemoryDocumentStore();
  const counters = createMemoryCounters();
  const environment = () => createPopularity({ documents, counters, clock, starters: () => Promise.resolve(starters) });
  const asked = (asks: Readonly<Record<string, number>>, league = 'nfl') =>
    counters.add(
      usageKey(hourOf(clock.now()), 'asked'),
      Object.fromEntries(Object.entries(asks).map(([id, times]) => [`${league}.${id}`, times])),
      Infinity,
    );
  return { clock, documents, counters, environment, asked, popularity: environment() };
};
const idsOf = (top: readonly { readonly id: PlayerId }[]): readonly string[] => top.map(({ id }) => id);

describe('popularity', () => {
  it('begins with the starting list, in its order', async () => {
    const { popularity } = open([JACKSON, MAHOMES, ALLEN]);
    expect(idsOf(await popularity.top('nfl', 2))).toEqual([JACKSON, MAHOMES]);
  });

  it('learns from the questions of an hour once it is over and settled', async () => {
    const { clock, asked, popularity } = open();
    await asked({ [MAHOMES]: 3, [ALLEN]: 7 });
    clock.advance(hours(1) + minutes(4));
    await popularity.merge('nfl');
    expect(await popularity.top('nfl', 5)).toEqual([]);
    clock.advance(minutes(1));
    expect(await popularity.merge('nfl')).toBe(1);
    expect(idsOf(await popularity.top('nfl', 5))).toEqual([ALLEN, MAHOMES]);
    expect(idsOf(await popularity.top('nba', 5))).toEqual([]);
  });

  it('halves the weight of a question in a day', async () => {
    const { clock, asked, popularity } = open();
    await asked({ [MAHOMES]: 10 });
    clock.advance(days(1));
    await asked({ [ALLEN]: 6 });
    clock.advance(hours(2));
    await popularity.merge('nfl');
    const [first, second] = await popularity.top('nfl', 5);
    expect([first?.id, second?.id]).toEqual([ALLEN, MAHOMES]);
    expect((first?.score ?? 0) / (second?.score ?? 1)).toBeCloseTo(6 / 5);
  });

  it('lets real questions outweigh the starting list', async () => {
    const { clock, asked, popularity } = open([MAHOMES]);
    await asked({ [ALLEN]: 4 });
    clock.advance(hours(2));
    await popularity.merge('nfl');
    expect(idsOf(await popularity.top('nfl', 5))).toEqual([MAHOMES, ALLEN]);
    await asked({ [ALLEN]: 20 });
    clock.advance(hours(2));
    await popularity.merge('nfl');
    expect(idsOf(await popularity.top('nfl', 5))).toEqual([ALLEN, MAHOMES]);
    const [, mahomes] = await popularity.top('nfl', 5);
    expect(mahomes?.score).toBeLessThan(4);
    expect(mahomes?.asked).toBe(0);
  });

  it('counts each hour once, however often and by however many environments it is merged', async () => {
    const { clock, asked, environment } = open();
    await asked({ [MAHOMES]: 8 });
    clock.advance(hours(2));
    const merged = await Promise.all([1, 2, 3].map(() => environment().merge('nfl')));
    expect(merged.filter((count) => count > 0)).toHaveLength(1);
    expect(await environment().merge('nfl')).toBe(0);
    const [mahomes] = await environment().top('nfl', 1);
    expect(mahomes?.score).toBeCloseTo(8 * 2 ** (-2 / 24));
  });

  it('counts nothing that another environment has counted in meanwhile', async () => {
    const { clock, documents, counters, asked, environment } = open();
    await asked({ [MAHOMES]: 8 });
    clock.advance(hours(2));
    const slow = createPopularity({
      documents,
      clock,
      starters: () => Promise.resolve([]),
      counters: {
        async read(pages) {
          clock.advance(hours(1));
          await environment().merge('nfl');
          clock.advance(-hours(1));
          return counters.read(pages);
        },
      },
    });
    expect(await slow.merge('nfl')).toBe(0);
    expect((await documents.read('popularity:nfl'))?.version).toBe(1);
  });

  it('catches up after a pause, without the hours that are no longer kept', async () => {
    const { clock, asked, popularity } = open();
    await popularity.merge('nfl');
    clock.advance(days(1));
    await asked({ [MAHOMES]: 8 });
    clock.advance(days(30));
    expect(await popularity.merge('nfl')).toBe(168);
    expect(await popularity.top('nfl', 5)).toEqual([]);
  });

  it('answers from what it remembers, and from the list, when the document store cannot be read', async () => {
    const { clock, documents, asked, popularity, environment } = open([ALLEN]);
    await asked({ [MAHOMES]: 80 });
    clock.advance(hours(2));
    await popularity.merge('nfl');
    documents.fail();
    clock.advance(minutes(10));
    expect(idsOf(await popularity.top('nfl', 5))).toEqual([MAHOMES, ALLEN]);
    expect(idsOf(await environment().top('nfl', 5))).toEqual([ALLEN]);
    await expect(popularity.merge('nfl')).rejects.toThrow('out of order');
  });

  it('begins again where the note is of another version', async () => {
    const { clock, documents, asked, popularity } = open();
    await documents.compareAndSet('popularity:nfl', '{"v":0}', undefined);
    await asked({ [MAHOMES]: 1 });
    clock.advance(hours(2));
    await popularity.merge('nfl');
    expect(idsOf(await popularity.top('nfl', 5))).toEqual([MAHOMES]);
  });

  it('keeps the five hundred most popular', async () => {
    const { clock, asked, popularity } = open();
    await asked(Object.fromEntries(Array.from({ length: 600 }, (_, index) => [String(index + 1), index + 1])));
    clock.advance(hours(2));
    await popularity.merge('nfl');
    const top = await popularity.top('nfl', 1000);
    expect(top).toHaveLength(500);
    expect(top[0]?.id).toBe('600');
  });

  it('is the same however the questions are spread over environments and merges', async () => {
    const event = fc.record({
      environment: fc.nat({ max: 3 }),
      player: fc.constantFrom('1', '2', '3', '4', '5'),
      times: fc.integer({ min: 1, max: 9 }),
      pause: fc.constantFrom(0, minutes(7), hours(1), hours(5)),
      merges: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), async (events) => {
        const { clock, asked, environment } = open();
        const environments = [environment(), environment(), environment(), environment()];
        // The oracle: one counter that knows the hour of every question.
        const counter: { player: string; times: number; hour: number }[] = [];
        for (const { environment: at, player, times, pause, merges } of events) {
          await asked({ [player]: times });
          counter.push({ player, times, hour: hourOf(clock.now()) });
          clock.advance(pause);
          if (merges) await environments[at]?.merge('nfl');
        }
        clock.advance(hours(3));
        await environments[0]?.merge('nfl');
        const scores = new Map<string, number>();
        for (const { player, times, hour } of counter) {
          const score = times * 2 ** (-(hourOf(clock.now()) - hour) / 24);
          scores.set(player, (scores.get(player) ?? 0) + score);
        }
        const top = await environment().top('nfl', 10);
        expect(top).toHaveLength(scores.size);
        for (const { id, score } of top) expect(score / (scores.get(id) ?? NaN)).toBeCloseTo(1, 3);
        const inOrder = top.map(({ score }) => score);
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => b - a));
      }),
      { numRuns: 50 },
    );
  });
});

describe('when a league was last asked about', () => {
  it('is known by the hour, be it about no player', async () => {
    const { clock, counters, popularity } = open();
    expect(await popularity.lastAsked('nfl')).toBeUndefined();
    const hour = hourOf(clock.now());
    await counters.add(usageKey(hour), { 'nfl.question.l1': 1, 'nba.loads': 5 }, Infinity);
    clock.advance(hours(2));
    await Promise.all((['nfl', 'nba'] as const).map((league) => popularity.merge(league)));
    expect(await popularity.lastAsked('nfl')).toBe(hour);
    // What is warmed is loaded, and asked for by nobody.
    expect(await popularity.lastAsked('nba')).toBeUndefined();
  });

  it('stays known while nobody asks, and in other environments', async () => {
    const { clock, asked, environment, popularity } = open();
    await asked({ [MAHOMES]: 1 });
    const hour = hourOf(clock.now());
    for (let day = 0; day < 20; day += 1) {
      clock.advance(days(1));
      await popularity.merge('nfl');
    }
    expect(await popularity.lastAsked('nfl')).toBe(hour);
    expect(await environment().lastAsked('nfl')).toBe(hour);
  });

  it('is taken to be now where a release before this one has counted', async () => {
    const { documents, environment } = open();
    const through = hourOf(START) - 1;
    const text = JSON.stringify({ v: 1, through, scores: [[MAHOMES, 2]] });
    await documents.compareAndSet('popularity:nfl', text, undefined);
    await documents.compareAndSet('popularity:nba', JSON.stringify({ v: 1, through, scores: [] }), undefined);
    expect(await environment().lastAsked('nfl')).toBe(through);
    expect(await environment().lastAsked('nba')).toBeUndefined();
  });
});
