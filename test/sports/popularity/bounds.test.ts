import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../lib/cache/index.ts';
import { hourOf, usageKey } from '../../../lib/ledgers/usage-hours.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { createPopularity } from '../../../lib/sports/popularity/popularity.ts';
import { createStarters } from '../../../lib/sports/popularity/starters.ts';
import { STARTERS } from '../../../lib/sports/popularity/starters-table.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemoryCounters } from '../../support/memory-counters.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';

// Memories, limits and defaults as they are deployed.

const open = (starters: readonly string[] = []) => {
  const clock = createFakeClock(Date.UTC(2026, 10, 22, 12));
  const documents = createMemoryDocumentStore();
  const counters = createMemoryCounters();
  let reads = 0;
  const counted = {
    ...documents,
    read(name: string) {
      reads += 1;
      return documents.read(name);
    },
  };
  const popularity = createPopularity({
    documents: counted,
    counters,
    clock,
    starters: () => Promise.resolve(starters as readonly PlayerId[]),
  });
  const asked = (asks: Readonly<Record<string, number>>) =>
    counters.add(
      usageKey(hourOf(clock.now())),
      Object.fromEntries(Object.entries(asks).map(([id, times]) => [`nfl.asked.${id}`, times])),
      Infinity,
    );
  return { clock, documents, popularity, asked, reads: () => reads };
};

describe('popularity', () => {
  it('reads its document once in five minutes, for each league', async () => {
    const { clock, popularity, reads } = open();
    await popularity.top('nfl', 5);
    clock.advance(minutes(5) - 1);
    await popularity.top('nfl', 5);
    expect(reads()).toBe(1);
    await popularity.top('nba', 5);
    expect(reads()).toBe(2);
    clock.advance(1);
    await popularity.top('nfl', 5);
    expect(reads()).toBe(3);
  });

  it('tries an unavailable document store once in five minutes', async () => {
    const { clock, documents, popularity, reads } = open();
    documents.fail();
    await popularity.top('nfl', 5);
    clock.advance(minutes(4));
    await popularity.top('nfl', 5);
    expect(reads()).toBe(1);
  });

  it('scores the last starter just over half of the first', async () => {
    const { popularity } = open(['1', '2', '3', '4']);
    const scores = (await popularity.top('nfl', 5)).map(({ score }) => score);
    expect(scores).toEqual([5, 4.375, 3.75, 3.125]);
  });

  it('orders equal scores by id', async () => {
    const { clock, popularity, asked } = open();
    await asked({ 9: 3, 10: 3 });
    clock.advance(hours(2));
    await popularity.merge('nfl');
    expect((await popularity.top('nfl', 5)).map(({ id }) => id)).toEqual(['10', '9']);
  });

  it('forgets a single question after a week', async () => {
    const { clock, popularity, asked } = open();
    await asked({ 1: 1 });
    clock.advance(days(6));
    await popularity.merge('nfl');
    expect(await popularity.top('nfl', 5)).toHaveLength(1);
    clock.advance(days(1));
    await popularity.merge('nfl');
    expect(await popularity.top('nfl', 5)).toEqual([]);
  });

  it.each([
    'no JSON',
    'null',
    '{"v":1,"through":1.5,"scores":[]}',
    '{"v":1,"through":"1","scores":[]}',
    '{"v":1,"through":495000,"scores":{}}',
    '{"v":1,"through":495000,"scores":[["1",1,1]]}',
    '{"v":1,"through":495000,"scores":[["1","1"]]}',
    '{"v":1,"through":495000,"scores":[[1,1]]}',
    '{"v":1,"through":495000,"scores":[["1",1e999]]}',
    '{"v":1,"through":495000,"scores":["1"]}',
  ])('counts again from the hours that remain where its document is %s', async (text) => {
    const { clock, documents, popularity, asked } = open();
    await documents.compareAndSet('popularity:nfl', text, undefined);
    await asked({ 7: 1 });
    clock.advance(hours(2));
    expect(await popularity.merge('nfl')).toBe(168);
    expect((await popularity.top('nfl', 5)).map(({ id }) => id)).toEqual(['7']);
  });
});

describe('the starting list', () => {
  const openStarters = () => {
    const clock = createFakeClock();
    const { cache, resources } = createDomain({ upstream: createFakeUpstream(), clock });
    let reads = 0;
    const counted: Pick<typeof cache, 'getAllPresent'> = {
      getAllPresent(queries) {
        reads += 1;
        return cache.getAllPresent(queries);
      },
    };
    const starters = createStarters({ cache: counted, resources, clock });
    return { clock, cache, resources, starters, reads: () => reads };
  };

  it('is the built-in one unless another is given', async () => {
    const { starters } = openStarters();
    const { unresolved } = await starters('nfl');
    expect(unresolved.map(({ name }) => name)).toEqual(STARTERS.nfl);
  });

  it('is looked up once in five minutes without a directory, and once an hour with one', async () => {
    const { clock, cache, resources, starters, reads } = openStarters();
    await starters('nfl');
    clock.advance(minutes(5) - 1);
    await starters('nfl');
    expect(reads()).toBe(1);
    await cache.read(resources.directory('nfl'));
    clock.advance(1);
    expect((await starters('nfl')).ids).toContain('3139477');
    expect(reads()).toBe(2);
    clock.advance(hours(1) - 1);
    await starters('nfl');
    expect(reads()).toBe(2);
    clock.advance(1);
    await starters('nfl');
    expect(reads()).toBe(3);
  });

  it('of a college is empty, without a read', async () => {
    const { starters, reads } = openStarters();
    expect(await starters('cfb')).toEqual({ ids: [], unresolved: [] });
    expect(reads()).toBe(0);
  });
});
