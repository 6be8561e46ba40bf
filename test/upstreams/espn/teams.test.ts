import { describe, expect, it } from 'vitest';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

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
        },
      ],
    });
    expect(asked).toEqual(['site/apis/site/v2/sports/football/nfl/teams?limit=1000']);
  });

  it('leaves out All-Star teams and what is no team', async () => {
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
    // Lists without guests: a club we have not heard of is a new club.
    ['nhl', { id: '129764', displayName: 'Utah Mammoth' }, undefined],
    ['cfb', { id: '2509', displayName: 'Purdue Boilermakers' }, undefined],
  ] as const)('%s lists %j, an exhibition opponent: %s', async (league, team, exhibition) => {
    const { teams } = await espnAnswering(listOf({ ...chiefs, ...team })).espn.teams(league, anyCall);
    expect(teams).toHaveLength(1);
    expect(teams[0]?.exhibition).toBe(exhibition);
  });

  it.each([
    ['no teams', listOf()],
    ['only unreadable teams', listOf({ id: 'KC' })],
    ['no leagues', { sports: [{ leagues: [] }] }],
    ['the zero-hits body', { count: 0, pageIndex: 0, items: [] }],
  ])('takes %s for a document that means nothing', async (_what, body) => {
    await expect(espnAnswering(body).espn.teams('nba', anyCall)).rejects.toMatchObject({ code: 'malformed' });
  });
});
