import { expect, it } from 'vitest';
import { minutes } from '../../../lib/cache/index.ts';
import { createPurgeGuard, planFullPurge } from '../../../lib/sports/moves/full-purge.ts';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { TEAMS } from '../../support/fake-league.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const createWorld = () => {
  const clock = createFakeClock();
  const { cache, resources, drain } = createDomain({
    upstream: createFakeUpstream(),
    clock,
    shared: [createMemorySharedTier('l2', { clock })],
  });
  const mayPurge = (left: number, rosters?: number): Promise<boolean> => {
    const dayBudget = () => Promise.resolve({ perDay: 1000, speculativeLimit: 800, spent: 800 - left });
    const guard = createPurgeGuard({ cache, resources, dayBudget });
    return guard('nfl', { rosters, loadedSince: undefined });
  };
  return { cache, resources, mayPurge, clock, drain };
};

it('needs a call for every team of the list before all rosters may be purged', async () => {
  const { cache, resources, mayPurge } = createWorld();
  await cache.read(resources.teams('nfl'));
  expect([await mayPurge(TEAMS.length), await mayPurge(TEAMS.length - 1)]).toEqual([true, false]);
});

it('takes a league whose list of teams is not cached for one of 32', async () => {
  const { mayPurge } = createWorld();
  expect([await mayPurge(32), await mayPurge(31)]).toEqual([true, false]);
});

it('needs a call for each roster of some, and one for none', async () => {
  const { mayPurge } = createWorld();
  expect([await mayPurge(2, 2), await mayPurge(1, 2)]).toEqual([true, false]);
  expect([await mayPurge(1, 0), await mayPurge(0, 0)]).toEqual([true, false]);
});

it('purges nothing, not even no roster, while nobody can tell how many calls are left', async () => {
  const { cache, resources } = createWorld();
  const dayBudget = () => Promise.reject(new Error('the ledger is away'));
  const guard = createPurgeGuard({ cache, resources, dayBudget });
  expect(await guard('nfl', { rosters: 0, loadedSince: undefined })).toBe(false);
});

it.each([
  [64, { isPlanned: true, isPostponed: false }],
  [66, { isPlanned: false, isPostponed: true }],
])(
  'of a lost state waits, while the feed is away, for a sign that the provider answers: %i minutes',
  async (age, plan) => {
    const { cache, resources, clock, drain } = createWorld();
    await cache.read(resources.teams('nfl'));
    await cache.read(resources.roster('nfl', TEAMS[0]?.id ?? ('' as TeamId)));
    await drain();
    clock.advance(minutes(age));
    const now = clock.now();
    const state = {
      checkedUntil: now,
      watchedSince: 0,
      readAt: 0,
      seen: [],
      fullPurgeAt: null,
      unavailableSince: null,
    };
    const findings = {
      now,
      state: { ...state, pending: [] },
      isLost: true,
      reading: {
        outcome: 'unavailable',
        moves: [],
        listed: [],
        mayBeTruncated: false,
        readAt: 0,
        unavailableSince: now - minutes(10),
      },
      hasTransactionsFeed: true,
    } as const;
    const mayPurge = createPurgeGuard({ cache, resources, dayBudget: undefined });
    const options = { calendar: createCalendar({ overrides: [] }), mayPurge };
    expect(await planFullPurge(options, 'nfl', findings)).toMatchObject(plan);
  },
);
