import { describe, expect, it } from 'vitest';
import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import { askJson, at, FEBRUARY, list, PATHS, rosterOf, rowsOf, simulate, text } from './support.ts';

const NFL_GROUPS = ['offense', 'defense', 'specialTeam', 'injuredReserveOrOut', 'suspended', 'practiceSquad'];

/** Without the address at which pictures and pages are shown: each one has its own. */
const askBare = async (espn: SimulatedEspn, path: string): Promise<unknown> =>
  JSON.parse(JSON.stringify(await askJson(espn, path)).replaceAll(espn.url, ''));

describe('the simulated leagues', () => {
  it('have the real teams under their real ids', async () => {
    const espn = await simulate();
    const nfl = list(await askJson(espn, `${PATHS.teams.nfl}?limit=1000`), 'sports.0.leagues.0.teams');
    const nba = list(await askJson(espn, `${PATHS.teams.nba}?limit=1000`), 'sports.0.leagues.0.teams');
    expect([nfl.length, nba.length]).toEqual([32, 30]);
    expect(nfl.find((each) => at(each, 'team.id') === '12')).toMatchObject({
      team: { abbreviation: 'KC', displayName: 'Kansas City Chiefs', slug: 'kansas-city-chiefs' },
    });
    expect(nba.find((each) => at(each, 'team.id') === '13')).toMatchObject({
      team: { abbreviation: 'LAL', displayName: 'Los Angeles Lakers', location: 'Los Angeles' },
    });
  });

  it('have rosters of real size, football in groups and basketball in one list', async () => {
    const espn = await simulate();
    for (const league of ['nfl', 'nba'] as const) {
      const teams = list(await askJson(espn, PATHS.teams[league]), 'sports.0.leagues.0.teams');
      const ids = new Set<string>();
      for (const team of teams) {
        const roster = await askJson(espn, PATHS.roster(league, text(team, 'team.id')));
        const athletes = rosterOf(roster);
        for (const athlete of athletes) ids.add(text(athlete, 'id'));
        const groups = list(roster, 'athletes').map((element) => at(element, 'position'));
        if (league === 'nfl') {
          const items = list(roster, 'athletes').map((element) => list(element, 'items').length);
          expect(groups).toEqual(NFL_GROUPS);
          expect(items.slice(0, 3).reduce((sum, count) => sum + count, 0)).toBe(53);
          expect(athletes.length).toBeGreaterThanOrEqual(85);
          expect(athletes.length).toBeLessThanOrEqual(95);
        } else {
          expect(athletes.length).toBeGreaterThanOrEqual(15);
          expect(athletes.length).toBeLessThanOrEqual(18);
        }
      }
      // Nobody is on two rosters.
      const sizes = { nfl: [2750, 3000], nba: [460, 540] }[league];
      expect(ids.size).toBeGreaterThan(sizes[0] ?? 0);
      expect(ids.size).toBeLessThan(sizes[1] ?? 0);
    }
  });

  it('take a team by id or by abbreviation in any case', async () => {
    const espn = await simulate({ clock: FEBRUARY });
    const [byId, upper, lower] = await Promise.all(
      ['12', 'KC', 'kc'].map((key) => askJson(espn, PATHS.roster('nfl', key))),
    );
    expect(upper).toEqual(byId);
    expect(lower).toEqual(byId);
    expect(byId).toMatchObject({ season: { year: 2025, displayName: '2025' } });
    expect(await askJson(espn, PATHS.roster('nba', 'LAL'))).toMatchObject({
      season: { year: 2026, displayName: '2025-26' },
    });
  });

  it('are the same for the same seed, in any order of asking, and others for another', async () => {
    const [one, again, other] = [await simulate(), await simulate(), await simulate({ seed: 2 })];
    await askJson(again, PATHS.search('smith'));
    const kc = await askJson(one, PATHS.roster('nfl', 'KC'));
    const made = rosterOf(kc).find((athlete) => text(athlete, 'id').startsWith('9'));
    const id = text(made, 'id');
    expect(await askBare(again, PATHS.roster('nfl', 'KC'))).toEqual(await askBare(one, PATHS.roster('nfl', 'KC')));
    expect(await askBare(again, PATHS.stats('nfl', id))).toEqual(await askBare(one, PATHS.stats('nfl', id)));
    const names = (roster: unknown) => rosterOf(roster).map((athlete) => at(athlete, 'displayName'));
    const otherNames = names(await askJson(other, PATHS.roster('nfl', 'KC')));
    expect(otherNames).toContain('Patrick Mahomes');
    expect(otherNames).not.toEqual(names(kc));
  });

  it('leave out what the provider would not know: jerseys and ages of some', async () => {
    const espn = await simulate();
    const athletes = rosterOf(await askJson(espn, PATHS.roster('nfl', 'NYJ')));
    for (const key of ['jersey', 'age']) {
      const without = athletes.filter((athlete) => at(athlete, key) === undefined).length;
      expect(without).toBeGreaterThan(0);
      expect(without).toBeLessThan(athletes.length / 2);
    }
  });
});

describe('their players', () => {
  it('are the famous ones with their real lines', async () => {
    const espn = await simulate({ clock: FEBRUARY });
    const mahomes = await askJson(espn, PATHS.stats('nfl', '3139477'));
    const passing = rowsOf(mahomes, 'passing');
    expect(passing.map(({ year }) => year)).toEqual([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]);
    expect(passing.find(({ year }) => year === 2024)?.stats).toMatchObject({
      gamesPlayed: '16',
      completions: '392',
      passingAttempts: '581',
      passingYards: '3,928',
      passingTouchdowns: '26',
      interceptions: '11',
      QBRating: '93.5',
    });
    const james = await askJson(espn, PATHS.stats('nba', '1966'));
    const averages = rowsOf(james, 'averages');
    expect(averages).toHaveLength(23);
    expect(new Set(averages.map(({ team }) => team)).size).toBe(3);
    // The last one that is known; the one after it is made up.
    expect(averages.at(-2)).toMatchObject({ label: '2024-25', stats: { avgPoints: '24.4' } });
  });

  it('have moved when they really did', async () => {
    const espn = await simulate({ clock: FEBRUARY });
    const green = rosterOf(await askJson(espn, PATHS.roster('nfl', 'GB')));
    expect(green.find((athlete) => at(athlete, 'id') === '4361423')).toMatchObject({ displayName: 'Micah Parsons' });
    const parsons = rowsOf(await askJson(espn, PATHS.stats('nfl', '4361423')), 'defensive');
    expect(parsons.map(({ year, team, stats }) => [year, team, stats.sacks])).toEqual([
      [2024, 'dallas-cowboys', '12'],
      [2025, 'green-bay-packers', '12.5'],
    ]);
    const doncic = rowsOf(await askJson(espn, PATHS.stats('nba', '3945274')), 'averages');
    expect(doncic.filter(({ year }) => year === 2025).map(({ team }) => team)).toEqual([
      'dallas-mavericks',
      'los-angeles-lakers',
    ]);
  });

  it('do not claim a career total of which seasons are missing', async () => {
    const espn = await simulate();
    const durant = await askJson(espn, PATHS.stats('nba', '3202'));
    expect(rowsOf(durant, 'totals')[0]?.stats.points).toBe('2032');
    expect(new Set(list(durant, 'categories.1.totals'))).toEqual(new Set(['-']));
    const spring = await simulate({ clock: { now: () => Date.UTC(2025, 6, 1) } });
    expect(list(await askJson(spring, PATHS.stats('nba', '1966')), 'categories.1.totals').at(-1)).toBe('42184');
  });

  it('answer for the retired and the free, who are on no roster', async () => {
    const espn = await simulate();
    expect(await askJson(espn, PATHS.athlete('nfl', '16716'))).toMatchObject({
      displayName: 'Aaron Donald',
      active: false,
      status: { type: 'inactive' },
    });
    expect(await askJson(espn, PATHS.athlete('nfl', '16733'))).toMatchObject({ status: { type: 'free-agent' } });
    const rams = rosterOf(await askJson(espn, PATHS.roster('nfl', 'LAR')));
    expect(rams.map((athlete) => at(athlete, 'id'))).not.toContain('16716');
    const seasons = rowsOf(await askJson(espn, PATHS.stats('nfl', '16716')), 'defensive');
    expect(seasons.length).toBe(10);
    const sum = (name: string) => seasons.reduce((total, { stats }) => total + Number(stats[name]), 0);
    expect([sum('gamesPlayed'), sum('totalTackles'), sum('sacks')]).toEqual([154, 543, 111]);
  });

  it('who are made up have careers that add up, some traded in mid-season and some without a game', async () => {
    const espn = await simulate();
    const seen = { traded: 0, empty: 0 };
    for (const team of ['BUF', 'CHI']) {
      for (const athlete of rosterOf(await askJson(espn, PATHS.roster('nfl', team)))) {
        if (!text(athlete, 'id').startsWith('9')) continue;
        const stats = await askJson(espn, PATHS.stats('nfl', text(athlete, 'id')));
        if (list(stats, 'categories').length === 0) seen.empty += 1;
        const rows = rowsOf(stats, 'receiving');
        if (rows.length === 0) continue;
        const sum = rows.reduce((total, row) => total + Number(row.stats.receptions), 0);
        const category = list(stats, 'categories').find((each) => at(each, 'name') === 'receiving');
        expect(list(category, 'totals')[1]).toBe(String(sum));
        for (const row of rows) {
          const same = rows.filter(({ year }) => year === row.year);
          if (same.length > 1) seen.traded += 1;
          const season = same.reduce((total, { stats: own }) => total + Number(own.receptions), 0);
          expect(row.seasonTotals.receptions).toBe(String(season));
        }
        expect(rows.every(({ team: slug }) => at(stats, `teams.${slug}`) !== undefined)).toBe(true);
      }
    }
    expect(seen.traded).toBeGreaterThan(0);
    expect(seen.empty).toBeGreaterThan(0);
  });

  it('share a name here and there, within a league', async () => {
    const espn = await simulate();
    const names = new Map<string, number>();
    for (const team of list(await askJson(espn, PATHS.teams.nfl), 'sports.0.leagues.0.teams')) {
      for (const athlete of rosterOf(await askJson(espn, PATHS.roster('nfl', text(team, 'team.id'))))) {
        const name = text(athlete, 'displayName');
        names.set(name, (names.get(name) ?? 0) + 1);
      }
    }
    const shared = [...names].filter(([, bearers]) => bearers > 1);
    expect(shared.map(([name]) => name)).toContain('Byron Young');
    expect(shared.length).toBeGreaterThanOrEqual(8);
    expect(shared.length).toBeLessThan(20);
  });

  it('have a post-season only when it is asked for', async () => {
    const espn = await simulate();
    const tatum = await askJson(espn, PATHS.stats('nba', '4065648', 3));
    expect(at(tatum, 'filters.1.value')).toBe('3');
    expect(at(tatum, 'categories.0.displayName')).toBe('Postseason Averages');
    expect(rowsOf(tatum, 'totals').find(({ year }) => year === 2024)?.stats.points).toBe('380');
  });
});
