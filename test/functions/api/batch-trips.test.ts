import { expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createGeneratedLeague } from '../../support/generated-league.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

/** What a batch costs whose players nobody has asked for yet, and what it costs a new environment afterwards. */
const tripsOf = async (players: number) => {
  const clock = createFakeClock();
  const league = createGeneratedLeague({ isCareerTold: true });
  const l2 = createMemorySharedTier('l2', { clock });
  const ids = Array.from({ length: players }, (_, index) => String(10_000 + index));
  const ask = async () => {
    const before = l2.trips();
    const api = createTestApi({ upstream: league, clock, shared: [l2] });
    await api.post(ROUTE.statsBatch, { league: 'nfl' }, { player_ids: ids, season: 2024 });
    const { gets, leases, sets } = l2.trips();
    return { gets: gets - before.gets, leases: leases - before.leases, sets: sets - before.sets };
  };
  return { cold: await ask(), held: await ask() };
};

it('reads the tiers as often for a hundred players as for ten', async () => {
  const [ten, hundred] = [await tripsOf(10), await tripsOf(100)];
  expect(ten.held).toEqual({ gets: 1, leases: 0, sets: 0 });
  expect(hundred.held).toEqual(ten.held);
  // Of a hundred players there are more keys than one search takes.
  expect(ten.cold.gets).toBeLessThanOrEqual(12);
  expect(hundred.cold.gets).toBeLessThanOrEqual(ten.cold.gets + 8);
  expect(hundred.cold.leases).toBeLessThanOrEqual(ten.cold.leases + 2);
  // The career of each, and the document that it looks for beside it.
  expect(hundred.cold.sets).toBeLessThanOrEqual(2 * 100 + 2);
});
