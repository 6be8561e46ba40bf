import { expect, it } from 'vitest';
import { createPurgeGuard } from '../../../lib/sports/moves/full-purge.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { TEAMS } from '../../support/fake-league.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const createWorld = () => {
  const { cache, resources } = createDomain({ upstream: createFakeUpstream(), clock: createFakeClock() });
  const mayPurge = (left: number, rosters?: number): Promise<boolean> => {
    const dayBudget = () => Promise.resolve({ perDay: 1000, speculativeLimit: 800, spent: 800 - left });
    const guard = createPurgeGuard({ cache, resources, dayBudget });
    return guard('nfl', { rosters, loadedSince: undefined });
  };
  return { cache, resources, mayPurge };
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
