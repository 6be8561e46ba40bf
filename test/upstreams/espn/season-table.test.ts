import { describe, expect, it } from 'vitest';
import type { SeasonTableQuestion } from '../../../lib/sports/upstream/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const column = (name: string, ...names: readonly string[]) => ({ name, names });
const listed = (id: string, categories: readonly object[], more: object = {}) => ({
  athlete: {
    id,
    displayName: `Player ${id}`,
    position: { abbreviation: 'PG' },
    teamId: '6',
    teamShortName: 'DAL',
    ...more,
  },
  categories,
});
const passing = { name: 'passing', totals: ['5,097', '-'], values: [5097, null] };
const mahomes = listed('3139477', [passing]);
const frame = (season: number, type: number) => ({
  requestedSeason: { year: season, type: { id: String(type), type } },
});
const page = (athletes: readonly unknown[], more: object = {}) => ({
  pagination: { count: athletes.length, limit: 1000, page: 1, pages: 1 },
  athletes,
  ...frame(2024, 2),
  categories: [column('passing', 'passingYards', 'interceptions'), column('rushing', 'rushingYards')],
  ...more,
});

const question: SeasonTableQuestion = { season: 2024, type: 'regular', group: 'all', page: 1 };
const load = (body: unknown, more: Partial<SeasonTableQuestion> = {}) =>
  espnAnswering(body).espn.seasonTable('nba', { ...question, ...more }, anyCall);
const teamsOf = async (more: object) => (await load(page([listed('1', [], more)]))).athletes[0]?.teams;

describe('ESPN bulk', () => {
  it('reads of each athlete what a stat line needs, as the provider wrote it', async () => {
    expect(await load(page([mahomes]))).toEqual({
      season: 2024,
      pages: 1,
      categories: [
        { name: 'passing', names: ['passingYards', 'interceptions'] },
        { name: 'rushing', names: ['rushingYards'] },
      ],
      athletes: [
        {
          id: '3139477',
          name: 'Player 3139477',
          position: 'PG',
          teams: [{ id: '6', abbreviation: 'DAL' }],
          values: { passing: ['5,097', '-'] },
        },
      ],
    });
  });

  it.each([
    ['nfl', 'all', 'football/nfl', '&sort=general.gamesPlayed%3Adesc'],
    ['nba', 'all', 'basketball/nba', ''],
    ['wnba', 'all', 'basketball/wnba', ''],
    ['nhl', 'goalies', 'hockey/nhl', '&category=goalies'],
    ['mlb', 'fielding', 'baseball/mlb', '&category=fielding'],
  ] as const)('asks for everybody, and says the season type: %s %s', async (league, group, path, end) => {
    const { espn, asked } = espnAnswering(page([mahomes]));
    await espn.seasonTable(league, { ...question, group }, anyCall);
    const query = `isqualified=false&seasontype=2&season=2024&limit=1000&page=1${end}`;
    expect(asked).toEqual([`web/apis/common/v3/sports/${path}/statistics/byathlete?${query}`]);
  });

  it('takes the postseason and a later page for what they are', async () => {
    const body = page([mahomes], { ...frame(2024, 3), pagination: { count: 1200, page: 2, pages: 2 } });
    expect(await load(body, { type: 'postseason', page: 2 })).toMatchObject({ pages: 2, athletes: [{}] });
  });

  it('names the clubs of a player who was traded, and finds the ids there are', async () => {
    expect(await teamsOf({ teams: [{ abbreviation: 'DAL' }, { abbreviation: 'LAL', id: '13' }] })).toEqual([
      { id: '6', abbreviation: 'DAL' },
      { id: '13', abbreviation: 'LAL' },
    ]);
    expect(await teamsOf({ teamShortName: 'DAL/LAL' })).toEqual([
      { id: null, abbreviation: 'DAL' },
      { id: null, abbreviation: 'LAL' },
    ]);
    // One club under two abbreviations is one club.
    expect(await teamsOf({ teams: [{ abbreviation: 'DAL' }], teamShortName: undefined })).toEqual([
      { id: '6', abbreviation: 'DAL' },
    ]);
    expect(await teamsOf({ teamShortName: undefined, teamId: undefined })).toEqual([]);
  });

  it('leaves out who is nobody or there twice, and categories without a row', async () => {
    const rookie = listed('2', [{ name: 'passing', totals: [] }, { name: 'rushing' }]);
    const body = page([mahomes, rookie, listed('x', []), mahomes, null, {}]);
    expect((await load(body)).athletes.map(({ id, values }) => [id, Object.keys(values)])).toEqual([
      ['3139477', ['passing']],
      ['2', []],
    ]);
  });

  it('believes a season in which nobody has played yet', async () => {
    const pagination = { count: 0, limit: 1000, page: 0, pages: 0 };
    expect(await load(page([], { pagination }))).toMatchObject({ pages: 0, athletes: [] });
  });

  it.each([
    ['another season', page([mahomes], frame(2025, 2))],
    ['another season type', page([mahomes], frame(2024, 3))],
    ['no season', page([mahomes], { requestedSeason: undefined })],
    ['another page', page([mahomes], { pagination: { count: 2000, page: 2, pages: 2 } })],
    ['no pagination', page([mahomes], { pagination: undefined })],
    ['no athletes where there are some', page([], { pagination: { count: 9, page: 1, pages: 1 } })],
    ['athletes that are nobody', page([{ athlete: { id: 'x' } }, null])],
    ['more athletes than were asked for', page(Array.from({ length: 1001 }, () => mahomes))],
    ['a row shorter than its names', page([listed('1', [{ name: 'passing', totals: ['1'] }])])],
    ['a row longer than its names', page([listed('1', [{ name: 'passing', totals: ['1', '2', '3'] }])])],
    ['a row of no known category', page([listed('1', [{ name: 'kicking', totals: ['1'] }])])],
    ['a row without a category', page([listed('1', [{ totals: ['1'] }])])],
    ['a cell that is no value', page([listed('1', [{ name: 'rushing', totals: [{}] }])])],
    ['a category without names', page([mahomes], { categories: [{ name: 'passing' }] })],
    ['no categories', page([mahomes], { categories: undefined })],
    ['the zero-hits body', { count: 0, pageIndex: 0, items: [] }],
    ['a page cut before its last brace', JSON.stringify(page([mahomes])).slice(0, -1)],
    ['a page with another behind it', `${JSON.stringify(page([mahomes]))}{}`],
    ['nesting without end', '['.repeat(1000)],
  ])('takes %s for a document that means nothing', async (_what, body) => {
    await expect(load(body)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('does not quote the body it cannot read', async () => {
    await expect(load('{"athletes":[{"id": secret')).rejects.toThrow('ESPN sent stats that are not JSON');
  });

  it('says what the provider said when it refused', async () => {
    const { espn } = espnAnswering({ code: 404, message: 'Unable to get sport data' }, { status: 404 });
    await expect(espn.seasonTable('nba', question, anyCall)).rejects.toMatchObject({
      code: 'failed',
      message: 'ESPN answered 404 for the nba stats of 2024, saying: Unable to get sport data',
    });
  });
});
