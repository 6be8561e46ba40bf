import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { hourOf, usageKey } from '../../../lib/ledgers/usage-hours.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { createPopularity } from '../../../lib/sports/popularity/popularity.ts';
import { createScoreCopies } from '../../../lib/sports/popularity/score-copies.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemoryCounters } from '../../support/memory-counters.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const MAHOMES = '3139477' as PlayerId;
const ALLEN = '3918298' as PlayerId;

const open = () => {
  const clock = createFakeClock(Date.UTC(2026, 10, 22, 12));
  const stored = createMemoryDocumentStore();
  let reads = 0;
  const documents = {
    ...stored,
    read(name: string) {
      reads += 1;
      return stored.read(name);
    },
  };
  const counters = createMemoryCounters();
  const l2 = createMemorySharedTier('l2', { clock });
  const environment = () => {
    const { cache, resources } = createDomain({ upstream: createFakeUpstream(), clock, shared: [l2] });
    const copies = createScoreCopies({ cache, resources, clock });
    const popularity = createPopularity({ documents, counters, copies, clock, starters: () => Promise.resolve([]) });
    return { cache, resources, popularity };
  };
  const ask = (id: PlayerId, times: number) =>
    counters.add(usageKey(hourOf(clock.now())), { [`nfl.asked.${id}`]: times }, Infinity);
  const { key } = environment().resources.popularity('nfl');
  return { clock, environment, ask, reads: () => reads, loadedAt: () => l2.entry(key)?.loadedAt };
};

describe('copies of the scores', () => {
  it('tell a new environment who is popular without the document store', async () => {
    const { clock, environment, ask, reads } = open();
    await ask(MAHOMES, 3);
    await ask(ALLEN, 7);
    clock.advance(hours(2));
    const before = environment();
    await before.popularity.merge('nfl');
    const merging = reads();
    const told = await environment().popularity.top('nfl', 5);
    expect(reads()).toBe(merging);
    expect(told.map(({ id }) => id)).toEqual([ALLEN, MAHOMES]);
    const known = await before.popularity.top('nfl', 5);
    told.forEach(({ score }, rank) => expect(score).toBeCloseTo(known[rank]?.score ?? NaN, 4));
  });

  it('are written with new questions, and again after half a day without any', async () => {
    const { clock, environment, ask, loadedAt } = open();
    const { popularity } = environment();
    const start = clock.now();
    await ask(MAHOMES, 3);
    for (let hour = 0; hour < 30; hour += 1) {
      clock.advance(hours(1));
      await popularity.merge('nfl');
      if (hour === 10) expect(loadedAt()).toBe(start + hours(2));
    }
    expect(loadedAt()).toBe(start + hours(2 + 2 * 12));
    await ask(MAHOMES, 1);
    clock.advance(hours(2));
    await popularity.merge('nfl');
    expect(loadedAt()).toBe(clock.now());
  });

  it('are there before anybody has asked, so that the first question looks nowhere else', async () => {
    const { clock, environment, reads } = open();
    await environment().popularity.merge('nfl');
    const merging = reads();
    clock.advance(minutes(30));
    expect(await environment().popularity.top('nfl', 5)).toEqual([]);
    expect(reads()).toBe(merging);
  });

  it('are replaced by the document store once they are purged', async () => {
    const { clock, environment, ask } = open();
    await ask(MAHOMES, 3);
    clock.advance(hours(2));
    const { cache, popularity } = environment();
    await popularity.merge('nfl');
    await cache.purge('nfl', ['*']);
    const [mahomes] = await environment().popularity.top('nfl', 5);
    expect(mahomes?.id).toBe(MAHOMES);
  });
});
