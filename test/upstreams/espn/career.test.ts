import { describe, expect, it } from 'vitest';
import type { PlayerId, SeasonType } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const team = (id: string, abbreviation: string, displayName: string) => ({ id, abbreviation, displayName });
const chiefs = team('12', 'KC', 'Kansas City Chiefs');
const row = (year: number, stats: readonly unknown[], more: object = {}) => ({
  teamId: '12',
  season: { year, displayName: String(year) },
  position: 'QB',
  stats,
  seasonTotals: ['999', '999'],
  ...more,
});
const passing = { name: 'passing', names: ['gamesPlayed', 'passingYards'], statistics: [row(2018, ['16', '5,097'])] };
const typeFilter = (value: string, ...options: readonly string[]) => ({
  filters: [{ name: 'league' }, { name: 'seasontype', value, options: options.map((option) => ({ value: option })) }],
});
const careerOf = (category: object) => ({ teams: { 'kansas-city-chiefs': chiefs }, categories: [category] });
interface LoadOptions {
  readonly status?: number;
  readonly type?: SeasonType;
}

const load = (body: unknown, { status = 200, type = 'regular' }: LoadOptions = {}) =>
  espnAnswering(body, { status }).espn.career('nfl', '3139477' as PlayerId, type, anyCall);

describe('ESPN career', () => {
  it('reads every row as the provider wrote it, without its season totals', async () => {
    const body = careerOf({ ...passing, totals: ['112', '32,352'] });
    expect(await load(body)).toEqual({
      teams: [{ id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' }],
      categories: [
        {
          name: 'passing',
          names: ['gamesPlayed', 'passingYards'],
          rows: [{ season: 2018, teamId: '12', position: 'QB', values: ['16', '5,097'] }],
          totals: ['112', '32,352'],
        },
      ],
    });
  });

  it.each([
    ['regular', '2'],
    ['postseason', '3'],
  ] as const)('always says which season type: %s is %s', async (type, code) => {
    const { espn, asked } = espnAnswering(careerOf(passing));
    await espn.career('nba', '1966' as PlayerId, type, anyCall);
    expect(asked).toEqual([`web/apis/common/v3/sports/basketball/nba/athletes/1966/stats?seasontype=${code}`]);
  });

  it('names a club once that is there by slug and by id', async () => {
    const teams = { 'kansas-city-chiefs': chiefs, 12: chiefs };
    expect((await load({ ...careerOf(passing), teams }))?.teams).toHaveLength(1);
  });

  it('prefers the name under which a club plays now', async () => {
    const diego = { ...team('24', 'SD', 'San Diego Chargers'), isActive: false };
    const angeles = { ...team('24', 'LAC', 'Los Angeles Chargers'), isActive: true };
    for (const teams of [
      { a: diego, b: angeles },
      { b: angeles, a: diego },
    ]) {
      expect((await load({ ...careerOf(passing), teams }))?.teams).toMatchObject([{ abbreviation: 'LAC' }]);
    }
  });

  it('believes an empty career, as rookies have', async () => {
    expect(await load({ categories: [] })).toEqual({ teams: [], categories: [] });
    const unplayed = careerOf({ ...passing, statistics: [row(2018, [])], totals: [] });
    expect((await load(unplayed))?.categories).toMatchObject([{ rows: [], totals: null }]);
  });

  it.each(['No stats found.', 'no instance found'])('is absent when a 404 says: %s', async (message) => {
    expect(await load({ error: { message, code: 404 } }, { status: 404 })).toBeNull();
  });

  it('is absent when the provider has no postseason to give and answers with the regular season', async () => {
    expect(await load({ ...careerOf(passing), ...typeFilter('2', '2') }, { type: 'postseason' })).toBeNull();
    expect(await load({ ...careerOf(passing), ...typeFilter('3', '2', '3') }, { type: 'postseason' })).not.toBeNull();
  });

  it.each([
    ['another season type than asked for', { ...careerOf(passing), ...typeFilter('3', '2', '3') }],
    ['no categories', { teams: {} }],
    ['a category without names', careerOf({ ...passing, names: undefined })],
    ['a category without rows', careerOf({ ...passing, statistics: undefined })],
    ['a row that is too short', careerOf({ ...passing, statistics: [row(2018, ['16'])] })],
    ['a row that is too long', careerOf({ ...passing, statistics: [row(2018, ['16', '5,097', '1'])] })],
    ['a row without stats', careerOf({ ...passing, statistics: [row(2018, [], { stats: undefined })] })],
    ['totals that are too short', careerOf({ ...passing, totals: ['16'] })],
    ['a row without a season', careerOf({ ...passing, statistics: [{ ...row(0, ['1', '2']), season: {} }] })],
    ['a cell that is no value', careerOf({ ...passing, statistics: [row(2018, ['16', { value: 1 }])] })],
    ['the zero-hits body', { count: 0, pageIndex: 0, items: [] }],
  ])('takes %s for a document that means nothing', async (_what, body) => {
    await expect(load(body)).rejects.toMatchObject({ code: 'malformed' });
  });
});
