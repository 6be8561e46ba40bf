import { describe, expect, it } from 'vitest';
import type { LeagueId, PlayerId, SeasonType } from '../../../lib/sports/model/index.ts';
import { categoryName } from '../../../lib/upstreams/espn/career-fold.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const row = (year: number, teamId: string, ...stats: readonly string[]) => ({ teamId, season: { year }, stats });
const category = (name: string, names: readonly string[], ...statistics: readonly object[]) => ({
  name,
  names,
  statistics,
});
const load = async (
  league: LeagueId,
  categories: readonly object[],
  { type = 'regular', ...more }: { readonly type?: SeasonType; readonly filters?: readonly object[] } = {},
) => {
  const { espn } = espnAnswering({ teams: {}, categories, ...more });
  return (await espn.career(league, '30836' as PlayerId, type, anyCall))?.categories;
};

describe('the names of ESPN career categories', () => {
  it.each([
    ['nhl', 'center', 'skating'],
    ['nhl', 'left-wing', 'skating'],
    ['nhl', 'Right Wing', 'skating'],
    ['nhl', 'defense', 'skating'],
    ['nhl', 'defenseman', 'skating'],
    ['nhl', 'skaters', 'skating'],
    ['nhl', 'goalie', 'goaltending'],
    ['nhl', 'goaltender', 'goaltending'],
    ['nhl', 'goals', 'goals'],
    ['mlb', 'career-batting', 'batting'],
    ['mlb', 'expanded-batting', 'batting'],
    ['mlb', 'pitching', 'pitching'],
    ['mlb', 'advanced-fielding', 'fielding'],
    // What others batted against the pitcher.
    ['mlb', 'opponent-batting', 'opponent-batting'],
    ['nfl', 'defensive', 'defensive'],
    ['nba', 'averages', 'averages'],
  ] as const)('%s %s is %s', (league, provided, name) => {
    expect(categoryName(league, provided)).toEqual({ name, type: null });
  });

  it('see a season type in baseball names', () => {
    expect(categoryName('mlb', 'postseason-pitching')).toEqual({ name: 'pitching', type: 'postseason' });
  });

  it('fold what the provider spreads over several pages, per season and team', async () => {
    const categories = await load('mlb', [
      { ...category('career-batting', ['hits', 'avg'], row(2023, '3', '81', '.263')), totals: ['1600', '.299'] },
      category('expanded-batting', ['hits', 'pitches'], row(2023, '3', '999', '1,204'), row(2022, '3', '5', '6')),
      { ...category('advanced-batting', ['WAR'], row(2023, '10', '2.9')), totals: ['85.2'] },
    ]);
    expect(categories).toEqual([
      {
        name: 'batting',
        names: ['hits', 'avg', 'pitches', 'WAR'],
        rows: [
          // The first to name a stat is believed.
          { season: 2023, teamId: '3', position: null, values: ['81', '.263', '1,204', null] },
          { season: 2022, teamId: '3', position: null, values: ['5', null, '6', null] },
          { season: 2023, teamId: '10', position: null, values: [null, null, null, '2.9'] },
        ],
        totals: ['1600', '.299', null, '85.2'],
      },
    ]);
  });

  it('keep one season type apart from the other in one document', async () => {
    const both = [
      category('pitching', ['wins'], row(2023, '19', '13')),
      category('postseason-pitching', ['wins'], row(2023, '19', '0')),
      category('opponent-batting', ['hits'], row(2023, '19', '100')),
    ];
    const regular = await load('mlb', both);
    expect(regular?.map(({ name, rows }) => [name, rows[0]?.values])).toEqual([
      ['pitching', ['13']],
      ['opponent-batting', ['100']],
    ]);
    const filters = [{ name: 'seasontype', value: '2', options: [{ value: '2' }, { value: '3' }] }];
    for (const postseason of [
      await load('mlb', both, { type: 'postseason' }),
      // Whatever the document as a whole calls itself.
      await load('mlb', both, { type: 'postseason', filters }),
    ]) {
      expect(postseason?.map(({ name, rows }) => [name, rows[0]?.values])).toEqual([['pitching', ['0']]]);
    }
  });

  it('put a skater who changed position into one category', async () => {
    const categories = await load('nhl', [
      category('center', ['goals'], row(2022, '19', '4')),
      category('left-wing', ['goals'], row(2023, '124292', '6')),
    ]);
    expect(categories).toMatchObject([{ name: 'skating', rows: [{ season: 2022 }, { season: 2023 }] }]);
  });
});
