import { describe, expect, it } from 'vitest';
import { movingClock } from './moving-clock.ts';
import { askJson, at, LEAGUES, list, PATHS, rosterOf, rowsOf, simulate, text } from './support.ts';

type League = keyof typeof LEAGUES;
const table = (league: League, query: string) =>
  `/apis/common/v3/sports/${LEAGUES[league]}/statistics/byathlete?${query}`;
const EVERYBODY = 'season=2025&seasontype=2&isqualified=false&limit=1000';

const rowOf = (json: unknown, id: string) => list(json, 'athletes').find((row) => at(row, 'athlete.id') === id);
/** Somebody's figures of a category by column name. */
const figures = (json: unknown, id: string, name: string): Readonly<Record<string, unknown>> => {
  const key = list(json, 'categories').find((category) => at(category, 'name') === name);
  const own = list(rowOf(json, id), 'categories').find((category) => at(category, 'name') === name);
  expect(list(own, 'values')).toHaveLength(list(key, 'names').length);
  return Object.fromEntries(list(key, 'names').map((column, index) => [String(column), list(own, 'totals')[index]]));
};

describe('the table of a season', () => {
  it.each([
    ['nba', '3112335', 'offensive', 'averages', ['avgPoints', 'fieldGoalPct', 'avgAssists']],
    ['nba', '3112335', 'offensive', 'totals', ['points', 'assists', 'turnovers']],
    ['nfl', '3139477', 'passing', 'passing', ['passingYards', 'passingTouchdowns', 'QBRating', 'completions']],
  ] as const)('of the %s agrees with the career of %s: %s', async (league, id, category, career, columns) => {
    const espn = await simulate();
    const query = `${EVERYBODY}&sort=general.gamesPlayed:desc`;
    const pages = await Promise.all(
      ['1', '2', '3'].map((page) => askJson(espn, table(league, `${query}&page=${page}`))),
    );
    const page = pages.find((each) => rowOf(each, id) !== undefined);
    const row = rowsOf(await askJson(espn, PATHS.stats(league, id)), career).find(({ year }) => year === 2025);
    const printed = figures(page, id, category);
    for (const column of columns) expect([column, printed[column]]).toEqual([column, row?.stats[column]]);
  });

  it.each([
    ['mlb', 'category=batting', 'batting', 'homeRuns'],
    ['mlb', 'category=pitching', 'pitching', 'ERA'],
    ['mlb', 'category=fielding', 'fielding', 'fieldingPct'],
    ['nhl', 'category=skaters', 'offensive', 'goals'],
    ['nhl', 'category=goalies', 'goaltending', 'savePct'],
    ['wnba', '', 'defensive', 'avgBlocks'],
    ['mbb', '', 'offensive', 'points'],
    ['wbb', '', 'general', 'minutes'],
    ['cfb', '', 'rushing', 'rushingYards'],
  ] as const)('of the %s with %s has %s with %s', async (league, category, name, column) => {
    const espn = await simulate();
    const json = await askJson(espn, table(league, `${EVERYBODY}&${category}`));
    const key = list(json, 'categories').find((each) => at(each, 'name') === name);
    const place = list(key, 'names').indexOf(column);
    expect(place).toBeGreaterThanOrEqual(0);
    const values = list(json, 'athletes').map((row) => {
      const own = list(row, 'categories').find((each) => at(each, 'name') === name);
      return list(own, 'values')[place];
    });
    expect(values.filter((value) => typeof value === 'number').length).toBeGreaterThan(40);
  });

  it('is of a few, in the season type of now, to whoever does not say', async () => {
    // During the play-offs of 2026.
    const espn = await simulate({ clock: movingClock('2026-05-10T12:00Z') });
    const careless = await askJson(espn, table('nba', 'season=2025&limit=1000'));
    expect(at(careless, 'requestedSeason')).toMatchObject({ year: 2025, type: { type: 3 } });
    expect(at(careless, 'currentSeason')).toMatchObject({ year: 2026, type: { type: 3 } });
    const asked = await askJson(espn, table('nba', 'season=2025&seasontype=2&limit=1000'));
    const all = await askJson(espn, table('nba', EVERYBODY));
    expect(at(asked, 'requestedSeason')).toMatchObject({ year: 2025, type: { type: 2, name: 'Regular Season' } });
    const [few, many] = [list(asked, 'athletes').length, list(all, 'athletes').length];
    expect(few).toBeGreaterThan(50);
    expect(few).toBeLessThan(many * 0.7);
    expect(at(all, 'pagination.count')).toBe(many);
  });

  it('comes in pages, whose addresses are not to be followed', async () => {
    const espn = await simulate();
    const page = (number: number) =>
      askJson(espn, table('nba', `season=2025&seasontype=2&isqualified=false&limit=200&page=${number}`));
    const pages = [await page(1), await page(2), await page(3)];
    const ids = pages.flatMap((json) => list(json, 'athletes').map((row) => text(row, 'athlete.id')));
    expect(ids).toHaveLength(Number(at(pages[0], 'pagination.count')));
    expect(new Set(ids).size).toBe(ids.length);
    expect(at(pages[0], 'pagination')).toMatchObject({ limit: 200, page: 1, pages: 3 });
    expect(text(pages[0], 'pagination.next')).toMatch(/^http:\/\/site\.api\.espn\.com:80\/apis\/common\/v3\/.*page=2/);
    expect(at(pages[2], 'pagination.next')).toBeUndefined();
    expect(list(await page(9), 'athletes')).toEqual([]);
    const most = await askJson(espn, table('nfl', 'season=2025&isqualified=false&limit=5000'));
    expect([at(most, 'pagination.limit'), list(most, 'athletes').length]).toEqual([1000, 1000]);
  });

  it('sorts by a column, and ranks by it', async () => {
    const espn = await simulate();
    const json = await askJson(espn, table('nhl', `${EVERYBODY}&category=skaters&sort=offensive:points:desc`));
    const points = list(json, 'athletes').map((row) =>
      Number(figures(json, text(row, 'athlete.id'), 'offensive').points),
    );
    expect(points).toEqual(points.toSorted((a, b) => b - a));
    expect(points[0]).toBeGreaterThan(60);
    const ranks = list(list(list(json, 'athletes')[1], 'categories')[1], 'ranks');
    expect(ranks.filter((rank) => rank !== '-')).toEqual(['2']);
    const up = await askJson(espn, table('nhl', `${EVERYBODY}&sort=offensive.points:asc&limit=1`));
    expect(figures(up, text(up, 'athletes.0.athlete.id'), 'offensive').points).toMatch(/^[0-3]$/);
  });

  it('has the team of that season, both of a traded player, and weighs what the real one does', async () => {
    const espn = await simulate();
    const json = await askJson(espn, table('nba', EVERYBODY));
    const doncic = at(rowOf(json, '3945274'), 'athlete');
    expect(list(doncic, 'teams').map((team) => at(team, 'abbreviation'))).toEqual(['DAL', 'LAL']);
    expect(doncic).toMatchObject({ teamShortName: 'LAL', teamId: '13' });
    // The sum of both rows, and not the season's total twice.
    const career = rowsOf(await askJson(espn, PATHS.stats('nba', '3945274')), 'averages');
    const games = career.filter(({ year }) => year === 2025).map(({ stats }) => Number(stats.gamesPlayed));
    expect(games).toHaveLength(2);
    expect(figures(json, '3945274', 'general').gamesPlayed).toBe(String((games[0] ?? 0) + (games[1] ?? 0)));
    const bytes = JSON.stringify(list(json, 'athletes')).length / list(json, 'athletes').length;
    expect(bytes).toBeGreaterThan(5000);
    expect(bytes).toBeLessThan(9000);
  });

  it('grows with the season', async () => {
    const clock = movingClock('2026-10-20T12:00Z');
    const espn = await simulate({ clock });
    const rows = async () =>
      list(await askJson(espn, table('nba', 'season=2027&seasontype=2&isqualified=false&limit=1000')), 'athletes');
    expect(await rows()).toEqual([]);
    clock.set('2026-10-25T12:00Z');
    const games = (await rows()).map((row) => Number(list(row, 'categories.0.values')[0]));
    expect(games.length).toBeGreaterThan(300);
    expect(Math.max(...games)).toBeLessThanOrEqual(3);
  });
});

describe('the list of everybody', () => {
  it.each(Object.keys(LEAGUES) as League[])('of the %s has the rosters and those on none', async (league) => {
    const espn = await simulate();
    const json = await askJson(espn, `/v2/sports/${LEAGUES[league]}/athletes?limit=10000`);
    const athletes = list(json, 'athletes');
    expect(at(json, 'count')).toBe(athletes.length);
    const byId = new Map(athletes.map((athlete) => [text(athlete, 'id'), athlete]));
    expect(byId.size).toBe(athletes.length);
    const team = text(athletes[0], 'team.id');
    const roster = rosterOf(await askJson(espn, `/apis/site/v2/sports/${LEAGUES[league]}/teams/${team}/roster`));
    for (const member of roster) {
      expect(byId.get(text(member, 'id'))).toMatchObject({
        displayName: text(member, 'displayName'),
        team: { id: team },
        position: { abbreviation: text(member, 'position.abbreviation') },
        status: { type: text(member, 'status.type') },
      });
    }
    // A free agent still has a team there.
    const free = athletes.filter((athlete) => at(athlete, 'status.type') === 'free-agent');
    expect(free.length).toBeGreaterThan(0);
    for (const athlete of free) expect(text(athlete, 'team.id')).not.toBe('');
  });

  it('has the injured, whom baseball leaves off its rosters, and 25 to whoever sets no limit', async () => {
    const espn = await simulate();
    const listed = list(await askJson(espn, '/v2/sports/baseball/mlb/athletes?limit=7000'), 'athletes');
    const teams = list(await askJson(espn, `/apis/site/v2/sports/${LEAGUES.mlb}/teams`), 'sports.0.leagues.0.teams');
    const onRosters = new Set<string>();
    for (const team of teams) {
      for (const athlete of rosterOf(
        await askJson(espn, `/apis/site/v2/sports/${LEAGUES.mlb}/teams/${text(team, 'team.id')}/roster`),
      )) {
        onRosters.add(text(athlete, 'id'));
      }
    }
    const injured = listed.filter(
      (athlete) => !onRosters.has(text(athlete, 'id')) && list(athlete, 'injuries').length > 0,
    );
    expect(injured.length).toBeGreaterThan(20);
    expect(list(await askJson(espn, '/v2/sports/baseball/mlb/athletes'), 'athletes')).toHaveLength(25);
  });
});
