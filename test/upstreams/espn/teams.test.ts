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
    ['no teams', listOf()],
    ['only unreadable teams', listOf({ id: 'KC' })],
    ['no leagues', { sports: [{ leagues: [] }] }],
    ['the zero-hits body', { count: 0, pageIndex: 0, items: [] }],
  ])('takes %s for a document that means nothing', async (_what, body) => {
    await expect(espnAnswering(body).espn.teams('nba', anyCall)).rejects.toMatchObject({ code: 'malformed' });
  });
});
