import { describe, expect, it } from 'vitest';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { NO_TEAM_PROFILE } from '../../support/no-profile.ts';

const listOf = (...teams: readonly unknown[]) => ({
  sports: [{ leagues: [{ season: { year: 2025, displayName: '2025' }, teams: teams.map((team) => ({ team })) }] }],
});
const chiefs = {
  id: '12',
  abbreviation: 'KC',
  displayName: 'Kansas City Chiefs',
  location: 'Kansas City',
  slug: 'kansas-city-chiefs',
};

describe('ESPN teams', () => {
  it('asks for all of them at once and reads each', async () => {
    const { espn, asked } = espnAnswering(listOf(chiefs));
    expect(await espn.teams('nfl', anyCall)).toEqual({
      season: 2025,
      teams: [
        {
          id: '12',
          abbreviation: 'KC',
          name: 'Kansas City Chiefs',
          location: 'Kansas City',
          slug: 'kansas-city-chiefs',
          ...NO_TEAM_PROFILE,
        },
      ],
    });
    expect(asked).toEqual(['site/apis/site/v2/sports/football/nfl/teams?limit=1000']);
  });

  it('leaves out All-Star teams and entries that are no team', async () => {
    const stars = { ...chiefs, id: '31', abbreviation: 'AFC', isAllStar: true };
    const { espn } = espnAnswering(listOf(stars, chiefs, { ...chiefs, id: '../12' }, { id: '13' }, null));
    expect((await espn.teams('nfl', anyCall)).teams).toHaveLength(1);
  });

  it.each([
    ['wnba', { id: '130927', displayName: 'Toyota Antelopes', isActive: true, isAllStar: false }, true],
    ['wnba', { id: '17', displayName: 'Las Vegas Aces' }, undefined],
    ['wnba', { id: '129689', displayName: 'Golden State Valkyries' }, undefined],
    ['nfl', { id: '31', displayName: 'AFC', isAllStar: false }, true],
    ['nfl', { id: '34', displayName: 'Houston Texans' }, undefined],
    ['nba', { id: '111', displayName: 'Real Madrid' }, true],
    // These lists have no guests: an unknown club is a new club.
    ['nhl', { id: '129764', displayName: 'Utah Mammoth' }, undefined],
    ['cfb', { id: '2509', displayName: 'Purdue Boilermakers' }, undefined],
  ] as const)('%s lists %j, an exhibition opponent: %s', async (league, team, exhibition) => {
    const { teams } = await espnAnswering(listOf({ ...chiefs, ...team })).espn.teams(league, anyCall);
    expect(teams).toHaveLength(1);
    expect(teams[0]?.exhibition).toBe(exhibition);
  });

  it.each([
    ['Arizona St', 'Arizona St'],
    ['Arizona State', undefined],
    ['Sun Devils', undefined],
    [null, undefined],
  ])('has the short name %j of a college where it is neither place nor nickname: %j', async (short, expected) => {
    const college = { name: 'Sun Devils', location: 'Arizona State', displayName: 'Arizona State Sun Devils' };
    const list = listOf({ ...chiefs, ...college, shortDisplayName: short });
    const { teams } = await espnAnswering(list).espn.teams('cfb', anyCall);
    expect(teams[0]?.shortName).toBe(expected);
  });

  it.each([
    ['wnba', [3, 5, 6, 8, 9, 11, 14, 16, 17, 18, 19, 20, 129689, 131935, 132052]],
    ['nba', Array.from({ length: 30 }, (_each, index) => index + 1)],
    ['nfl', [...Array.from({ length: 30 }, (_each, index) => index + 1), 33, 34]],
  ] as const)('knows every club of the %s, and takes any other team for a guest', async (league, ids) => {
    const clubs = ids.map((id) => ({ ...chiefs, id: String(id) }));
    const others = ['0', '31', '32', '35', '129688', '131936', '132053']
      .filter((id) => !ids.map(String).includes(id))
      .map((id) => ({ ...chiefs, id }));
    const { teams } = await espnAnswering(listOf(...clubs, ...others)).espn.teams(league, anyCall);
    expect(teams.filter(({ exhibition }) => exhibition !== true).map(({ id }) => id)).toEqual(ids.map(String));
    expect(teams).toHaveLength(clubs.length + others.length);
  });

  it('reads a league without teams as it is', async () => {
    expect((await espnAnswering(listOf()).espn.teams('nba', anyCall)).teams).toEqual([]);
  });

  it.each([
    ['only unreadable teams', listOf({ id: 'KC' })],
    ['no leagues', { sports: [{ leagues: [] }] }],
    ['the zero-hits body', { count: 0, pageIndex: 0, items: [] }],
  ])('is malformed with %s', async (_what, body) => {
    await expect(espnAnswering(body).espn.teams('nba', anyCall)).rejects.toMatchObject({ code: 'malformed' });
  });
});
