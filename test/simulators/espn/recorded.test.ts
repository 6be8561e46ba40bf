import { expect, it } from 'vitest';
import { describeRecorded, recordedJson, recordedText } from '../../support/recorded.ts';
import { contradictions, inventions, shapeOf } from './shape.ts';
import { askJson, at, list, PATHS, rosterOf, rowsOf, simulate, text } from './support.ts';

const recorded = (name: string): unknown => recordedJson(`espn/${name}`);

/** Nobody took the recorded player. */
const NEVER_DRAFTED = [
  '',
  '.displayText',
  '.round',
  '.year',
  '.selection',
  '.team',
  '.team.$ref',
  '.pick',
  '.pick.$ref',
].map((path) => `.draft${path}`);

describeRecorded('the simulated documents beside recorded ones', () => {
  it.each([
    ['nfl teams', PATHS.teams.nfl, 'nfl/teams-list-2025-05.json', []],
    ['nba teams', PATHS.teams.nba, 'nba/teams-list-2025-05.json', []],
    ['mlb teams', PATHS.teams.mlb, 'mlb/teams-list-2025-05.json', []],
    ['nhl teams', PATHS.teams.nhl, 'nhl/teams-list-2025-05.json', []],
    ['cfb teams', PATHS.teams.cfb, 'cfb/teams-list-trimmed.json', []],
    ['mlb roster', PATHS.roster('mlb', '10'), 'mlb/roster-15-ATL-2025-05-19.json', []],
    ['nhl roster', PATHS.roster('nhl', '22'), 'nhl/roster-21-TOR-2025-05-29.json', []],
    ['wbb roster', PATHS.roster('wbb', '150'), 'wbb/roster-2294-IOWA-2025-06-01.json', []],
    [
      'mlb athlete',
      PATHS.athlete('mlb', '9300000'),
      'mlb/athlete-33192-core.json',
      ['.draft.pick', '.draft.pick.$ref'],
    ],
    ['nhl athlete', PATHS.athlete('nhl', '9400000'), 'nhl/athlete-3024816-core.json', NEVER_DRAFTED],
    [
      'cfb athlete',
      PATHS.athlete('cfb', '96000000'),
      'cfb/athlete-4426414-core.json',
      ['.statistics', '.statistics.$ref'],
    ],
    ['wbb athlete', PATHS.athlete('wbb', '98000000'), 'wbb/athlete-4898389-core.json', []],
    ['nfl roster', PATHS.roster('nfl', '12'), 'nfl/roster-12-KC-2025-05-12.json', []],
    ['nba roster', PATHS.roster('nba', '9'), 'nba/roster-13-LAL-2025-05-31.json', []],
    ['nfl athlete', PATHS.athlete('nfl', '3139477'), 'nfl/athlete-3139477-core.json', []],
    ['nba athlete', PATHS.athlete('nba', '3112335'), 'nba/athlete-4011-core.json', []],
    ['nfl stats', PATHS.stats('nfl', '3139477'), 'nfl/athlete-3139477-stats-v3.json', []],
    ['nba stats', PATHS.stats('nba', '1966'), 'nba/athlete-1966-stats-v3.json', ['.teams.*.nickname']],
    ['search', PATHS.search('mahomes'), 'search/search-v3-nfl.json', null],
  ] as const)('%s has the same nesting and the same types', async (_, path, file, allowed) => {
    const espn = await simulate();
    const ours = await askJson(espn, path);
    const real = recorded(file);
    expect(contradictions(ours, real)).toEqual([]);
    // The recorded search has no player, whose relationships are known from client code.
    if (allowed !== null) expect(inventions(ours, real)).toEqual(allowed);
  });

  it('what the adapter reads is in both', async () => {
    const espn = await simulate();
    const needed = [
      ['.team.id', '.season.year', '.athletes[].items[].id', '.athletes[].items[].displayName'],
      ['.athletes[].items[].position.abbreviation', '.athletes[].items[].status.type', '.athletes[].items[].jersey'],
    ].flat();
    const ours = shapeOf(await askJson(espn, PATHS.roster('nfl', '12')));
    const real = shapeOf(recorded('nfl/roster-12-KC-2025-05-12.json'));
    for (const path of needed) expect([path, ours.get(path)]).toEqual([path, real.get(path)]);
  });

  it.each([
    ['nfl', '3139477', 'nfl/athlete-3139477-stats-v3.json'],
    ['nba', '1966', 'nba/athlete-1966-stats-v3.json'],
  ] as const)('every recorded season of %s %s is printed to the letter', async (league, id, file) => {
    const espn = await simulate();
    const ours = await askJson(espn, PATHS.stats(league, id));
    const real = recorded(file);
    for (const category of list(real, 'categories')) {
      const name = text(category, 'name');
      const printed = list(ours, 'categories').find((each) => at(each, 'name') === name);
      for (const key of ['labels', 'names', 'displayNames']) expect(at(printed, key)).toEqual(at(category, key));
      const seasons = rowsOf(real, name);
      const same = rowsOf(ours, name).filter(({ year }) => seasons.some((season) => season.year === year));
      expect(same.map(({ year, team, label, stats }) => ({ year, team, label, stats }))).toEqual(
        seasons.map(({ year, team, label, stats }) => ({ year, team, label, stats })),
      );
    }
  });

  it('every real football player has the id that the roster table gives for the name', async () => {
    const table = recordedText('tables/nflverse-roster_2025.csv');
    const byId = new Map(
      table.split('\n').flatMap((line) => {
        const [, , , , , , fullName = ''] = line.split(',');
        const id = /,00-\d{7},(\d+)\.0,/.exec(line)?.[1];
        return id === undefined ? [] : [[id, fullName.replace(/ (Jr\.|II|III)$/, '')] as const];
      }),
    );
    const espn = await simulate();
    let checked = 0;
    for (const team of list(await askJson(espn, PATHS.teams.nfl), 'sports.0.leagues.0.teams')) {
      for (const athlete of rosterOf(await askJson(espn, PATHS.roster('nfl', text(team, 'team.id'))))) {
        const id = text(athlete, 'id');
        if (id.startsWith('9') && id.length === 7) {
          expect(byId.has(id)).toBe(false);
          continue;
        }
        checked += 1;
        expect([id, byId.get(id)]).toEqual([id, text(athlete, 'displayName').replace(/ (Jr\.|II|III)$/, '')]);
      }
    }
    expect(checked).toBeGreaterThan(150);
  });
});
