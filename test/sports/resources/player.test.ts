import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const MAHOMES = '3139477' as PlayerId;

const CALM = '2026-10-01T12:00Z';
const DAY_BEFORE_THE_DEADLINE = '2026-11-09T12:00Z';
const DEADLINE_DAY = '2026-11-10T18:00Z';

const league = (start: string) => {
  const clock = createFakeClock(Date.parse(start));
  const upstream = createFakeUpstream();
  const { cache, resources, drain } = createDomain({
    upstream,
    clock,
    shared: [createMemorySharedTier('l3', { clock, durable: true })],
  });
  return {
    clock,
    upstream,
    cache,
    resources,
    /** The team that his document says, and what is asked in the background done. */
    teamTold: async (): Promise<string | undefined> => {
      const answer = await cache.read(resources.player('nfl', MAHOMES));
      await drain();
      return answer.kind === 'value' ? answer.value().team?.abbreviation : undefined;
    },
  };
};

/** Minutes until somebody who asks all the time is told that he has moved. Whatever he asks is answered at once. */
const minutesUntilTold = async (start: string, most: number): Promise<number> => {
  const { clock, upstream, teamTold } = league(start);
  await teamTold();
  upstream.move(MAHOMES, '9');
  return untilTold(clock, teamTold, most);
};

const untilTold = async (clock: FakeClock, teamTold: () => Promise<string | undefined>, most: number) => {
  for (let passed = 0; passed <= most; passed += 5) {
    if ((await teamTold()) === 'GB') return passed;
    clock.advance(minutes(5));
  }
  return Infinity;
};

describe("a player's document that was loaded before the provider knew of his trade", () => {
  it.each([
    ['on deadline day', DEADLINE_DAY, 20],
    ['on the day before', DAY_BEFORE_THE_DEADLINE, 65],
  ])('is put right within what a roster is fresh for %s', async (_when, start, most) => {
    expect(await minutesUntilTold(start, 25 * 60)).toBeLessThanOrEqual(most);
  });

  it('is not told for hours as a stale one, when nobody has asked meanwhile', async () => {
    const { clock, upstream, teamTold } = league(DEADLINE_DAY);
    await teamTold();
    upstream.move(MAHOMES, '9');
    clock.advance(minutes(60));
    expect(await teamTold()).toBe('GB');
  });

  it('lasts a day where no window is open, and costs one call', async () => {
    const { clock, upstream, teamTold } = league(CALM);
    await teamTold();
    expect(upstream.asked()).toEqual([`player ${MAHOMES}`, 'teams nfl']);
    clock.advance(hours(22));
    await teamTold();
    expect(upstream.asked()).toEqual([]);
  });
});

describe("a player's document that the directory tells", () => {
  it('costs no call, and is told anew as often as the rosters are', async () => {
    const { clock, upstream, cache, resources, teamTold } = league(DEADLINE_DAY);
    await cache.read(resources.roster('nfl', '12' as TeamId));
    await cache.read(resources.directory('nfl'));
    await cache.read(resources.teams('nfl'));
    upstream.asked();
    expect(await teamTold()).toBe('KC');
    expect(upstream.asked()).toEqual([]);
    upstream.move(MAHOMES, '9');
    clock.advance(minutes(60));
    expect(await teamTold()).toBe('GB');
    expect(upstream.asked()).toEqual([`player ${MAHOMES}`]);
  });
});

describe("a player's document", () => {
  it.each([
    ['nfl', 'where no window is open', CALM, 24 * 60],
    ['nhl', 'while nobody may be moved', '2026-12-23T12:00Z', 24 * 60],
    ['mlb', 'in a winter of signings', '2026-11-22T12:00Z', 3 * 60],
    ['nfl', 'around the deadline', DAY_BEFORE_THE_DEADLINE, 60],
    ['nfl', 'while moves come by the minute', DEADLINE_DAY, 15],
  ] as const)('%s, %s', (id, _when, start, fresh) => {
    expect(league(start).resources.player(id, MAHOMES).policy.freshFor).toBe(minutes(fresh));
  });
});
