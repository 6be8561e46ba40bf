import { expect, it } from 'vitest';
import type { Game, LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeRecorded, recordedText } from '../../support/recorded.ts';

const espnWith = (body: string) => espnAnswering(recordedText(`espn/${body}`)).espn;

describeRecorded('ESPN bodies as recorded', () => {
  it.each([
    ['nfl', 'teams-list-2025-05', 32, 2024, '12', 'KC', 'Kansas City Chiefs'],
    ['nba', 'teams-list-2025-05', 30, 2025, '13', 'LAL', 'Los Angeles Lakers'],
    ['mlb', 'teams-list-2025-05', 30, 2025, '15', 'ATL', 'Atlanta Braves'],
    ['nhl', 'teams-list-2025-05', 32, 2025, '129764', 'UTAH', 'Utah Hockey Club'],
    ['cfb', 'teams-list-trimmed', 54, 2026, '59', 'GT', 'Georgia Tech Yellow Jackets'],
  ] as const)('%s %s: %i teams, in %i', async (league, file, count, year, id, abbreviation, name) => {
    const { season, teams } = await espnWith(`${league}/${file}.json`).teams(league, anyCall);
    expect(season).toBe(year);
    expect(teams).toHaveLength(count);
    expect(new Set(teams.map((team) => team.id)).size).toBe(count);
    expect(teams.find((team) => team.id === id)).toMatchObject({ abbreviation, name });
    expect(teams.every((team) => team.location !== '' && /^[a-z0-9-]+$/.test(team.slug))).toBe(true);
    expect(teams.filter(({ exhibition }) => exhibition)).toEqual([]);
  });

  it.each([
    ['nfl', '12', 'KC-2025-05-12', 2024, 85, { id: '3139477', name: 'Patrick Mahomes', position: 'QB', jersey: '15' }],
    ['nba', '13', 'LAL-2025-05-31', 2025, 17, { id: '3945274', name: 'Luka Doncic', position: 'PG', jersey: '77' }],
    ['mlb', '15', 'ATL-2025-05-19', 2025, 25, { id: '33816', name: 'Scott Blewett', position: 'RP', jersey: '63' }],
    ['nhl', '21', 'TOR-2025-05-29', 2025, 41, { id: '3042014', name: 'Max Domi', position: 'C', jersey: '11' }],
    ['wbb', '2294', 'IOWA-2025-06-01', 2025, 13, { id: '4585713', name: 'AJ Ediger', position: 'F', jersey: '34' }],
  ] as const)('%s team %s (%s), in %i: %i athletes', async (league, team, body, season, count, athlete) => {
    const roster = await espnWith(`${league}/roster-${team}-${body}.json`).roster(league, team as TeamId, anyCall);
    expect(roster).toMatchObject({ season, team: { id: team, abbreviation: body.split('-')[0] } });
    const athletes = roster?.athletes ?? [];
    expect(athletes).toHaveLength(count);
    expect(new Set(athletes.map(({ id }) => id)).size).toBe(count);
    expect(
      athletes.filter(({ name, teamId, position }) => name === '' || teamId !== team || position === null),
    ).toEqual([]);
    const known = { ...athlete, teamId: team, status: 'active', profile: expect.any(Object) as unknown };
    expect(athletes).toContainEqual(known);
  });

  it('Kansas City has two players who are hurt and many without a number', async () => {
    const roster = await espnWith('nfl/roster-12-KC-2025-05-12.json').roster('nfl', '12' as TeamId, anyCall);
    const athletes = roster?.athletes ?? [];
    expect(athletes.filter(({ jersey }) => jersey === null)).toHaveLength(24);
    expect(athletes.filter(({ status }) => status === 'day-to-day')).toHaveLength(2);
  });

  // All of them refer to a team, the last one where there is none any more.
  it.each([
    ['nfl', '3139477', { name: 'Patrick Mahomes', position: 'QB', teamId: '12', jersey: '15', status: 'active' }],
    ['nba', '4011', { name: 'Ricky Rubio', position: 'PG', teamId: null, jersey: '13', status: 'inactive' }],
    ['mlb', '33192', { name: 'Aaron Judge', position: 'RF', teamId: '10', jersey: '99', status: 'active' }],
    ['mlb', '6514', { name: 'Chris Young', position: 'CF', teamId: null, jersey: '24', status: 'retired' }],
    ['nhl', '3024816', { name: 'Austin Czarnik', position: 'C', teamId: null, jersey: '21', status: 'minors' }],
    ['cfb', '4426414', { name: 'Zeke Correll', position: 'C', teamId: null, jersey: '56', status: 'inactive' }],
    ['wbb', '4898389', { name: 'Sydney Affolter', position: 'G', teamId: '2294', jersey: '3', status: 'active' }],
  ] as const)('%s athlete %s', async (league, id, expected) => {
    const athlete = await espnWith(`${league}/athlete-${id}-core.json`).player(league, id as PlayerId, anyCall);
    // The document of each says how long they have been in the league.
    expect(athlete).toMatchObject({ id, ...expected, profile: { experience: expect.any(Number) as number } });
  });

  it.each([
    ['nfl', '3139477', ['12'], ['passing', 'rushing', 'receiving', 'defensive', 'scoring'], 8],
    ['nba', '1966', ['5', '14', '13'], ['averages', 'totals', 'miscellaneous'], 22],
  ] as const)('the career of %s athlete %s', async (league, id, teams, categories, seasons) => {
    const espn = espnWith(`${league}/athlete-${id}-stats-v3.json`);
    const table = await espn.career(league, id as PlayerId, 'regular', anyCall);
    expect(table?.teams.map((team) => team.id)).toEqual(teams);
    expect(table?.categories.map(({ name }) => name)).toEqual(categories);
    expect(table?.categories[0]?.rows).toHaveLength(seasons);
    // The same document is not the postseason's, which it offers and does not hold.
    await expect(espn.career(league, id as PlayerId, 'postseason', anyCall)).rejects.toMatchObject({
      code: 'malformed',
    });
  });

  const side = (id: string, abbreviation: string, home: boolean, score: number | null) => ({
    id,
    abbreviation,
    home,
    score,
  });
  it.each([
    ['cfb', '2025-week1-sec-pre', 16, 'pre', [side('142', 'MIZ', true, null), side('2110', 'CARK', false, null)]],
    ['mbb', 'acc-post', 9, 'post', [side('150', 'DUKE', true, 100), side('52', 'FSU', false, 65)]],
    ['mlb', '2025-06-05-pre', 13, 'pre', [side('15', 'ATL', true, null), side('29', 'ARI', false, null)]],
    ['nba', '2024-12-01-post', 10, 'post', [side('17', 'BKN', true, 92), side('19', 'ORL', false, 100)]],
    ['nfl', '2024-12-15-all-post', 13, 'post', [side('5', 'CLE', true, 7), side('12', 'KC', false, 21)]],
    ['nfl', '2025-week1-all-pre', 16, 'pre', [side('21', 'PHI', true, null), side('6', 'DAL', false, null)]],
    ['nfl', 'superbowl-2025-post', 1, 'post', [side('21', 'PHI', true, 40), side('12', 'KC', false, 22)]],
    ['nhl', '2024-06-01-post', 1, 'post', [side('26', 'FLA', true, 2), side('13', 'NYR', false, 1)]],
  ] as const)('the %s scoreboard %s has %i games', async (league, file, count, state, teams) => {
    const espn = espnWith(`${league}/scoreboard-${file}.json`);
    const { games } = await espn.scoreboard(league, undefined, anyCall);
    expect(games).toHaveLength(count);
    expect(games[0]).toMatchObject({ state, teams });
    expect(games.every((game) => isWhole(game, state))).toBe(true);
  });

  const isWhole = ({ id, date, state, period, clock, teams }: Game, expected: Game['state']): boolean =>
    /^\d+$/.test(id) &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/.test(date) &&
    state === expected &&
    (period === null) === (state === 'pre') &&
    (clock === null) === (state === 'pre') &&
    teams.length === 2 &&
    teams.filter(({ home }) => home).length === 1 &&
    teams.every(({ score }) => (score === null) === (state === 'pre'));

  it.each([
    ['nfl', 2024, '2024-09-05T07:00Z', '2025-01-09T07:59Z'],
    ['nhl', 2025, '2024-10-04T07:00Z', '2025-04-18T06:59Z'],
    ['wnba', 2025, '2025-05-15T07:00Z', '2025-09-12T06:59Z'],
  ] as const)('the %s season of %i', async (league, year, start, end) => {
    const { season, phases } = await espnWith(`${league}/season-${String(year)}.json`).season(league, anyCall);
    expect(season).toBe(year);
    expect(phases.map(({ phase }) => phase)).toEqual(['preseason', 'regular', 'postseason', 'off-season']);
    expect(phases[1]).toEqual({ phase: 'regular', start: Date.parse(start), end: Date.parse(end) });
  });

  it('the moves of the WNBA in 2022', async () => {
    const moves = await espnWith('wnba/transactions-2022.json').transactions('wnba', 200, anyCall);
    expect(moves).toHaveLength(47);
    expect(moves[0]).toMatchObject({ date: Date.UTC(2022, 11, 15, 8), teamId: '20' });
    expect(moves[0]?.description).toMatch(/^Signed general manager Dan Padover/);
    expect(moves.every(({ teamId }) => teamId !== null)).toBe(true);
  });

  it('everybody in the NBA, of a season it is and of none it is not', async () => {
    const espn = espnWith('nba/byathlete-2020-qualified-limit400-p1of1.json');
    const question = { season: 2020, type: 'regular', group: 'all', page: 1 } as const;
    const { pages, athletes } = await espn.seasonTable('nba' satisfies LeagueId, question, anyCall);
    expect(pages).toBe(1);
    expect(athletes).toHaveLength(285);
    expect(athletes.every(({ name, position, teams }) => name !== '' && position !== null && teams.length > 0)).toBe(
      true,
    );
    expect(athletes[0]).toMatchObject({ name: 'James Harden', teams: [{ id: null, abbreviation: 'HOU' }] });
    for (const other of [{ season: 2019 }, { type: 'postseason' }, { page: 2 }] as const) {
      await expect(espn.seasonTable('nba', { ...question, ...other }, anyCall)).rejects.toMatchObject({
        code: 'malformed',
      });
    }
  });

  it('a search that finds leagues finds nobody', async () => {
    expect(await espnWith('search/search-v3-nfl.json').search('nfl', 'nfl', anyCall)).toEqual([]);
  });
});
