import { describe, expect, it } from 'vitest';
import { plainName } from '../../../simulators/espn/names.ts';
import { groupOf } from '../../../simulators/espn/roster-groups.ts';
import { POSITIONS } from '../../../simulators/espn/positions.ts';
import { createWorld } from '../../../simulators/espn/world.ts';
import type { League } from './support.ts';
import { askJson, at, list, PATHS, rosterOf, rowsOf, simulate, text } from './support.ts';

const teamsOf = (json: unknown) => list(json, 'sports.0.leagues.0.teams').map((each) => at(each, 'team'));

describe('the eight leagues', () => {
  it.each([
    ['nfl', 32, '12', 'KC', 'Kansas City Chiefs'],
    ['nba', 30, '13', 'LAL', 'Los Angeles Lakers'],
    ['mlb', 30, '15', 'ATL', 'Atlanta Braves'],
    ['mlb', 30, '11', 'ATH', 'Athletics'],
    ['nhl', 32, '21', 'TOR', 'Toronto Maple Leafs'],
    ['wnba', 14, '129689', 'GS', 'Golden State Valkyries'],
    // One college of each sport is in no list.
    ['cfb', 136, '333', 'ALA', 'Alabama Crimson Tide'],
    ['mbb', 158, '2250', 'GONZ', 'Gonzaga Bulldogs'],
    ['wbb', 158, '2294', 'IOWA', 'Iowa Hawkeyes'],
  ] as const)('%s lists %i teams, among them %s %s, the %s', async (league, count, id, abbreviation, displayName) => {
    const espn = await simulate();
    const teams = teamsOf(await askJson(espn, `${PATHS.teams[league]}?limit=1000`));
    expect(teams).toHaveLength(count);
    expect(new Set(teams.map((team) => at(team, 'id'))).size).toBe(count);
    expect(teams.find((team) => at(team, 'id') === id)).toMatchObject({ abbreviation, displayName, isActive: true });
  });

  it('answer fifty colleges to whoever sets no limit', async () => {
    const espn = await simulate();
    expect(teamsOf(await askJson(espn, PATHS.teams.cfb))).toHaveLength(50);
    expect(teamsOf(await askJson(espn, PATHS.teams.mlb))).toHaveLength(30);
  });

  it('have two colleges with one abbreviation, each with a roster of its own', async () => {
    const espn = await simulate();
    const teams = teamsOf(await askJson(espn, `${PATHS.teams.cfb}?limit=1000`));
    const shared = teams.filter((team) => at(team, 'abbreviation') === 'OSU').map((team) => text(team, 'id'));
    expect(shared).toEqual(['194', '3161']);
    const rosters = await Promise.all(shared.map((id) => askJson(espn, PATHS.roster('cfb', id))));
    expect(rosters.map((roster) => at(roster, 'team.id'))).toEqual(shared);
    expect(at(await askJson(espn, PATHS.roster('cfb', 'osu')), 'team.id')).toBe('194');
  });

  it('have a guest among the teams that has nobody', async () => {
    const espn = await simulate();
    const roster = await askJson(espn, PATHS.roster('wnba', '130927'));
    expect(roster).toMatchObject({ athletes: [], team: { displayName: 'Toyota Antelopes' } });
  });

  it.each([
    ['mlb', 'NYY', ['Pitchers', 'Catchers', 'Infielders', 'Outfielders', 'Designated Hitter'], 26, 26],
    ['nhl', 'TOR', ['Centers', 'Left Wings', 'Right Wings', 'Defense', 'Goalies'], 36, 45],
    ['cfb', 'ALA', ['offense', 'defense', 'specialTeam', 'injuredReserveOrOut', 'suspended', 'practiceSquad'], 58, 75],
    ['wnba', 'IND', null, 12, 15],
    ['mbb', 'DUKE', null, 14, 17],
    ['wbb', 'IOWA', null, 13, 17],
  ] as const)('%s %s has its roster in groups %j', async (league, team, groups, least, most) => {
    const espn = await simulate();
    const roster = await askJson(espn, PATHS.roster(league, team));
    const elements = list(roster, 'athletes');
    const headed = elements.filter((element) => at(element, 'items') !== undefined);
    expect(headed.map((element) => at(element, 'position'))).toEqual(groups ?? []);
    const athletes = rosterOf(roster);
    expect(athletes.length).toBeGreaterThanOrEqual(least);
    expect(athletes.length).toBeLessThanOrEqual(most);
  });

  it('give everybody a position that their league has, in the group it belongs to while they are healthy', () => {
    for (const league of createWorld({ seed: 3 }).leagues) {
      const everybody = league.everybody();
      expect(new Set(everybody.map(({ id }) => id)).size).toBe(everybody.length);
      for (const { position, group, status } of everybody) {
        expect([position, POSITIONS[league.facts.slug].has(position)]).toEqual([position, true]);
        if (status === 'active') expect(group).toBe(groupOf(league.facts, position));
      }
    }
  });

  it('leave baseball players who are hurt out of the roster, though search and their documents know them', async () => {
    const espn = await simulate();
    const listed = new Set(rosterOf(await askJson(espn, PATHS.roster('mlb', 'NYY'))).map((each) => text(each, 'id')));
    const [mlb] = createWorld({ seed: 1 }).leagues.filter(({ facts }) => facts.slug === 'mlb');
    const hurt = mlb?.everybody().filter((each) => each.team?.abbreviation === 'NYY' && !listed.has(each.id)) ?? [];
    expect(hurt.length).toBeGreaterThan(3);
    for (const { id, firstName, lastName } of hurt) {
      expect(await askJson(espn, PATHS.athlete('mlb', id))).toMatchObject({ id, status: { type: 'day-to-day' } });
      const found = list(await askJson(espn, PATHS.search(`${firstName} ${lastName}`)), 'items');
      expect(found.map((item) => at(item, 'id'))).toContain(id);
    }
  });

  it.each([
    ['mlb', 'NYY', 'Aaron Judge', '33192'],
    ['mlb', 'ATL', 'Michael Harris II', '42470'],
    ['nhl', 'EDM', 'Connor McDavid', '3895074'],
    ['nhl', 'TOR', 'Auston Matthews', '4024123'],
    ['wnba', 'IND', 'Caitlin Clark', '4433403'],
    ['wbb', 'IOWA', 'Hannah Stuelke', '4682968'],
    ['mlb', 'KC', 'Bobby Witt Jr.', '42403'],
    ['nhl', 'NYR', 'Igor Shesterkin', '3151297'],
    ['mbb', 'DUKE', 'Cooper Flagg', '5041939'],
  ] as const)('%s %s has the real %s', async (league, team, displayName, id) => {
    const espn = await simulate();
    const athletes = rosterOf(await askJson(espn, PATHS.roster(league, team)));
    expect(athletes.find((each) => at(each, 'id') === id)).toMatchObject({ displayName });
  });

  it('have namesakes: in one league, and across sports', async () => {
    const espn = await simulate();
    const leaguesOf = async (name: string) =>
      list(await askJson(espn, PATHS.search(name)), 'items')
        .filter((item) => at(item, 'displayName') === name)
        .map((item) => text(item, 'league'));
    expect(await leaguesOf('Will Smith')).toEqual(['mlb', 'mlb', 'nhl']);
    expect(await leaguesOf('Luis Garcia')).toEqual(['mlb', 'mlb']);
    expect(await leaguesOf('Josh Allen')).toEqual(['nfl', 'college-football']);
  });

  it('name nobody made up after a real player of any league, but for the namesakes that are meant', () => {
    const everybody = createWorld({ seed: 1 }).leagues.flatMap((league) =>
      league.everybody().map((athlete) => ({ ...athlete, league: league.facts.slug })),
    );
    const real = everybody.filter(({ origin }) => origin === 'real');
    const names = new Set(real.map(plainName));
    const namesakes = everybody.filter((athlete) => athlete.origin === 'generated' && names.has(plainName(athlete)));
    expect(namesakes.map(({ league, firstName, lastName }) => `${league}: ${firstName} ${lastName}`).sort()).toEqual([
      'college-football: Josh Allen',
      'college-football: Michael Carter',
      'mens-college-basketball: Stephen Curry',
      'mlb: Derrick Henry',
      'nhl: Anthony Davis',
    ]);
    expect(real.filter(({ id }) => /^9\d{6,7}$/.test(id))).toEqual([]);
  });

  it('give no two players of a team one number while their position has others', () => {
    for (const league of createWorld({ seed: 1 }).leagues) {
      const isFootball = league.facts.sport.slug === 'football';
      for (const team of league.facts.teams) {
        const numbers = league.roster(team).flatMap(({ jersey }) => jersey ?? []);
        // A football team has more linemen than there are numbers for them.
        const most = isFootball ? 5 : 0;
        expect([team.abbreviation, numbers.length - new Set(numbers).size <= most]).toEqual([team.abbreviation, true]);
      }
    }
  });

  it('name the women of the made-up rosters as women are named', () => {
    const [wnba, nba] = ['wnba', 'nba'].map((slug) =>
      createWorld({ seed: 1 }).leagues.find(({ facts }) => facts.slug === slug),
    );
    const given = (league: typeof wnba) =>
      new Set((league?.everybody() ?? []).filter(({ origin }) => origin === 'generated').map((each) => each.firstName));
    const men = given(nba);
    expect([...given(wnba)].filter((name) => men.has(name)).length).toBeLessThan(3);
  });

  it('state the year of a student, and neither age nor school', async () => {
    const espn = await simulate();
    for (const athlete of rosterOf(await askJson(espn, PATHS.roster('cfb', 'ALA')))) {
      expect(athlete).not.toHaveProperty('age');
      expect(athlete).not.toHaveProperty('college');
      expect(at(athlete, 'experience.abbreviation')).toMatch(/^(FR|SO|JR|SR)$/);
    }
  });
});

/** Stats documents of a whole roster, by position. */
const statsOf = async (league: League, team: string): Promise<readonly { position: string; stats: unknown }[]> => {
  const espn = await simulate();
  const athletes = rosterOf(await askJson(espn, PATHS.roster(league, team)));
  return Promise.all(
    athletes.map(async (athlete) => ({
      position: text(athlete, 'position.abbreviation'),
      stats: await askJson(espn, PATHS.stats(league, text(athlete, 'id'))),
    })),
  );
};

const categoryNames = (stats: unknown) => list(stats, 'categories').map((each) => text(each, 'name'));

describe('their stats', () => {
  it('are named after the position in hockey, with times on the ice and seasons of two digits', async () => {
    const names = { C: 'center', LW: 'left-wing', RW: 'right-wing', D: 'defense', G: 'goalie' };
    const seen = new Set<string>();
    for (const { position, stats } of await statsOf('nhl', 'EDM')) {
      const name = names[position as 'C'];
      expect(categoryNames(stats).filter((each) => each !== name)).toEqual([]);
      for (const { label, stats: row } of rowsOf(stats, name)) {
        seen.add(name);
        expect(label).toMatch(/^\d\d-\d\d$/);
        expect(row.timeOnIcePerGame).toMatch(/^\d+:\d\d$/);
        if (position === 'G') expect([row.ties, row.savePct]).toEqual(['-', expect.stringMatching(/^\.[89]\d\d$/)]);
        else expect(Number(row.points)).toBe(Number(row.goals) + Number(row.assists));
      }
    }
    expect(seen.size).toBe(5);
  });

  it('are batting or pitching in baseball, as text that is no number yet', async () => {
    const seen = { batting: 0, pitching: 0, traded: 0 };
    for (const { position, stats } of await statsOf('mlb', 'KC')) {
      const kind = ['SP', 'RP'].includes(position) ? 'pitching' : 'batting';
      expect(categoryNames(stats).every((name) => name.endsWith(kind))).toBe(true);
      const rows = rowsOf(stats, `career-${kind}`);
      for (const { year, team, stats: row } of rows) {
        seen[kind] += 1;
        if (rows.filter((each) => each.year === year).length > 1) seen.traded += 1;
        if (kind === 'pitching') expect(row.innings).toMatch(/^\d+\.[012]$/);
        else expect([row.avg, row.WARBR]).toEqual([expect.stringMatching(/^(1\.000|\.\d{3}|--)$/), '--']);
        // Every club is there twice.
        const id = at(stats, `teams.${team}.id`);
        expect(at(stats, `teams.${String(id)}.slug`)).toBe(team);
      }
    }
    expect(Math.min(seen.batting, seen.pitching, seen.traded)).toBeGreaterThan(0);
  });

  it('are fielding in baseball for whoever asks', async () => {
    const espn = await simulate();
    const path = PATHS.stats('mlb', '33192');
    expect(categoryNames(await askJson(espn, `${path}&category=fielding`))).toEqual(['career-fielding']);
    expect(categoryNames(await askJson(espn, `${path}&category=pitching`))).toEqual([]);
    expect(categoryNames(await askJson(espn, `${path}&category=nonsense`))[0]).toBe('career-batting');
  });

  it('say postseason in the name in baseball', async () => {
    const espn = await simulate();
    const athletes = rosterOf(await askJson(espn, PATHS.roster('mlb', 'LAD')));
    const all = await Promise.all(athletes.map((each) => askJson(espn, PATHS.stats('mlb', text(each, 'id'), 3))));
    const names = new Set(all.flatMap(categoryNames));
    expect([...names].filter((name) => name.startsWith('career'))).toEqual([]);
    expect(names).toContain('postseason-batting');
    expect(names).toContain('postseason-pitching');
  });

  it.each([
    ['wnba', 'MIN', 'averages', '2026'],
    ['mbb', 'DUKE', 'totals', '2026-27'],
    ['wbb', 'SC', 'totals', '2026-27'],
    ['cfb', 'TEX', 'passing', '2026'],
  ] as const)('of the %s are like those of its sport', async (league, team, category, label) => {
    const rows = (await statsOf(league, team)).flatMap(({ stats }) => rowsOf(stats, category));
    expect(rows.map((row) => row.label)).toContain(label);
  });
});
