import { describe, expect, it } from 'vitest';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { rapidApiAnswering } from '../../support/fake-rapidapi.ts';

const season = { year: 2025 };
const team = { id: '12', abbreviation: 'KC', displayName: 'Kansas City Chiefs' };
const mahomes = { id: '3139477', displayName: 'Patrick Mahomes' };
const kelce = { id: '15847', displayName: 'Travis Kelce' };

describe.each([
  ['ESPN', (body: unknown) => espnAnswering(body).espn],
  ['RapidAPI', (body: unknown) => rapidApiAnswering(body).rapidApi],
])('a roster, whoever sends it, here %s', (provider, answering) => {
  const load = (body: unknown) => answering(body).roster('nfl', '12' as TeamId, anyCall);
  const idsOf = async (...athletes: readonly unknown[]) =>
    (await load({ season, team, athletes }))?.athletes.map(({ id }) => id);

  it('comes in groups, in one list, or in both', async () => {
    const together = ['3139477', '15847'];
    expect(await idsOf({ items: [mahomes] }, { items: [kelce] })).toEqual(together);
    expect(await idsOf(mahomes, kelce)).toEqual(together);
    expect(await idsOf({ items: [mahomes] }, kelce)).toEqual(together);
  });

  it('has each player once, as the first group has them', async () => {
    const again = { ...mahomes, displayName: 'P. Mahomes' };
    const roster = await load({ season, team, athletes: [{ items: [mahomes, kelce] }, { items: [again] }] });
    expect(roster?.athletes.map(({ name }) => name)).toEqual(['Patrick Mahomes', 'Travis Kelce']);
  });

  it('leaves out who is nobody, and puts everybody else on the team', async () => {
    const roster = await load({ season, team, athletes: [{ id: 'x' }, null, { ...kelce, teamId: '13' }] });
    expect(roster?.athletes).toMatchObject([{ id: '15847', teamId: '12' }]);
  });

  it('does without its season, and without the name of its team', async () => {
    const roster = await load({ team: { id: '12' }, athletes: [mahomes] });
    expect(roster).toMatchObject({ team: { id: '12', abbreviation: '', name: '' }, season: null });
  });

  it('may be empty', async () => {
    expect(await idsOf()).toEqual([]);
    expect(await idsOf({ items: [] })).toEqual([]);
  });

  it.each([
    ['no roster for team 12', { season, team: { ...team, id: '13' }, athletes: [mahomes] }],
    ['no roster for team 12', { season, team }],
    ['a roster of nobody for team 12', { season, team, athletes: [{ items: [{ id: 'x' }] }] }],
  ])('is refused in the name of who sent it: %s', async (what, body) => {
    await expect(load(body)).rejects.toMatchObject({ code: 'malformed', message: `${provider} sent ${what}` });
  });
});
