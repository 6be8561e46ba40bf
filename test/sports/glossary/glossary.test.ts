import { describe, expect, it } from 'vitest';
import { MLB_CATEGORIES } from '../../../simulators/espn/columns/mlb.ts';
import { NBA_CATEGORIES } from '../../../simulators/espn/columns/nba.ts';
import { NFL_CATEGORIES } from '../../../simulators/espn/columns/nfl.ts';
import { NHL_CATEGORIES } from '../../../simulators/espn/columns/nhl.ts';
import { tableOf } from '../../../simulators/espn/season-table/tables.ts';
import { placesIn } from '../../../lib/sports/stats/season-table-places.ts';
import { ESPN_FACTS } from '../../../lib/upstreams/espn/facts.ts';
import { glossaryOf, statLookup } from '../../../lib/sports/glossary/glossary.ts';
import { leagueOf, LEAGUES } from '../../../lib/sports/leagues.ts';
import type { LeagueId, PlayerId } from '../../../lib/sports/model/index.ts';
import { parseRow } from '../../../lib/sports/stats/cell.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeBodies, describeRecorded, recordedJson } from '../../support/recorded.ts';

const pathsIn = (league: LeagueId): ReadonlySet<string> =>
  new Set(glossaryOf(league).map(({ category, name }) => `${category}.${name}`));

/** `category.stat` of each stat that the league's glossary lacks. */
const missing = (league: LeagueId, categories: Iterable<readonly [string, readonly string[]]>): readonly string[] =>
  [...categories]
    .flatMap(([category, names]) => Object.keys(parseRow(names, [])).map((name) => `${category}.${name}`))
    .filter((path) => !pathsIn(league).has(path));

describe.each(LEAGUES.map(({ id }) => id))('the glossary of %s', (league) => {
  it('says what every stat of it is, once', () => {
    const entries = glossaryOf(league);
    expect(entries.length).toBeGreaterThan(40);
    expect(pathsIn(league).size).toBe(entries.length);
    for (const { category, name, label, description } of entries) {
      expect(`${category}.${name}`).toMatch(/^[a-z-]+\.[A-Za-z]\w*(?:-\w+)?$/i);
      expect(label).toMatch(/^\S.{0,9}$/);
      expect(description).toMatch(/^[A-Z].{4,90}[^.\s]$/);
      // Of whoever plays in it.
      expect(description).not.toMatch(/\b(?:he|him|his|himself|man|men)\b/i);
    }
  });
});

const careerWord = (league: LeagueId, name: string): string => {
  if (league === 'mlb') return name.replace(/^(?:career|expanded|advanced)-/, '');
  return league === 'nhl' ? (name === 'goalie' ? 'goaltending' : 'skating') : name;
};

describe('every stat of the simulated provider', () => {
  it.each([
    ['nfl', NFL_CATEGORIES],
    ['cfb', NFL_CATEGORIES],
    ['nba', NBA_CATEGORIES],
    ['wnba', NBA_CATEGORIES],
    ['mlb', MLB_CATEGORIES],
    ['nhl', NHL_CATEGORIES],
  ] as const)('of %s is in the glossary', (league, categories) => {
    const names = categories.map(
      (each) => [careerWord(league, each.name), each.columns.map(({ name }) => name)] as const,
    );
    expect(missing(league, names)).toEqual([]);
  });
});

interface CoreCategory {
  readonly name: string;
  readonly stats: readonly { readonly name: string }[];
}
interface BulkBody {
  readonly categories: readonly { readonly names: readonly string[] }[];
}

type CareerCase = readonly [LeagueId, body: string];

const CAREERS: Readonly<Record<'synthetic' | 'recorded', readonly CareerCase[]>> = {
  synthetic: [
    ['nfl', 'career-nfl'],
    ['nba', 'career-nba'],
    ['mlb', 'career-mlb'],
    ['nhl', 'career-nhl'],
  ],
  recorded: [
    ['nfl', 'nfl/athlete-3139477-stats-v3'],
    ['nba', 'nba/athlete-1966-stats-v3'],
  ],
};

describeBodies('every stat of a career', CAREERS, (bodies, careers) => {
  it.each(careers)('%s %s', async (league, body) => {
    const { espn } = espnAnswering(bodies.text(body));
    const { categories = [] } = (await espn.career(league, '1' as PlayerId, 'regular', anyCall)) ?? {};
    expect(categories.length).toBeGreaterThan(0);
    expect(
      missing(
        league,
        categories.map(({ name, names }) => [name, names]),
      ),
    ).toEqual([]);
  });
});

describeRecorded('every other stat of the recorded bodies', () => {
  it.each([
    ['espn/nfl/athlete-3139477-core-statistics-career.json', ['splits']],
    ['rapidapi/api_response_PlayerStats_3916387.json', ['statistics', 'splits']],
    ['rapidapi/api_response_PlayerStats_3929630_2024.json', ['statistics', 'splits']],
  ])('%s', (path, at) => {
    const body = at.reduce((json, key) => (json as Record<string, unknown>)[key], recordedJson(path));
    const { categories } = body as { readonly categories: readonly CoreCategory[] };
    expect(categories.length).toBeGreaterThan(5);
    const named = categories.map(({ name, stats }): readonly [string, readonly string[]] => [
      // What the adapters call it.
      name === 'defensiveInterceptions' ? 'defensive' : name,
      stats.map((stat) => stat.name),
    ]);
    expect(missing('nfl', named)).toEqual([]);
  });

  it('the columns of a batter, and of everybody in basketball', () => {
    const { names } = recordedJson('espn/mlb/athlete-splits-2025.json') as { readonly names: readonly string[] };
    expect(missing('mlb', [['batting', names]])).toEqual([]);
    const bulk = recordedJson('espn/nba/byathlete-2020-qualified-limit400-p1of1.json') as BulkBody;
    const known = new Set(glossaryOf('nba').map(({ name }) => name));
    // A career calls them totalRebounds.
    const unknown = bulk.categories.flatMap(({ names: all }) => all).filter((name) => !known.has(name));
    expect(unknown).toEqual(['rebounds']);
  });
});

interface Columns {
  readonly names: readonly string[];
  /** Of how many columns each category is made, in their order. */
  readonly categories: readonly { readonly name: string; readonly count: number }[];
}

/** The columns of a list of games or of splits, which has one row of names for all of its categories. */
const columnsOf = ({ names, categories }: Columns): readonly (readonly [string, readonly string[]])[] => {
  let first = 0;
  return categories.map(({ name, count }) => [name, names.slice(first, (first += count))] as const);
};

describeRecorded('every stat of a season, whichever document tells it', () => {
  it.each(['espn/nfl/athlete-3139477-gamelog-2024.json', 'espn/nfl/athlete-4362628-gamelog-2021.json'])(
    '%s',
    (path) => {
      const columns = columnsOf(recordedJson(path) as Columns);
      expect(columns.length).toBeGreaterThan(1);
      expect(missing('nfl', columns)).toEqual([]);
    },
  );

  it('the figures in an overview and in a profile, wherever they would stand', () => {
    const known = (league: LeagueId): ReadonlySet<string> => new Set(glossaryOf(league).map(({ name }) => name));
    const { statistics } = recordedJson('espn/nfl/athlete-4430191-overview.json') as { readonly statistics: Columns };
    // Its counts of columns are those of another table.
    const splits = recordedJson('espn/nfl/athlete-4430191-splits-2024.json') as Columns;
    expect([...statistics.names, ...splits.names].filter((name) => !known('nfl').has(name))).toEqual([]);
    for (const [league, path] of [
      ['nfl', 'espn/nfl/athlete-4430191-profile-v3.json'],
      ['mlb', 'espn/mlb/athlete-36071-profile-v3.json'],
    ] as const) {
      const { athlete } = recordedJson(path) as {
        readonly athlete: { readonly statsSummary: { readonly statistics: readonly { readonly name: string }[] } };
      };
      const names = athlete.statsSummary.statistics.flatMap(({ name }) => Object.keys(parseRow([name], [])));
      expect(names.filter((name) => !known(league).has(name))).toEqual([]);
    }
  });
});

describe('every stat of a simulated season table', () => {
  const groups = ESPN_FACTS.leagues.flatMap((league) =>
    ESPN_FACTS.seasonTableGroups(league).map((group) => [league, group] as const),
  );

  it.each(groups)('of %s %s is in the glossary', (league, group) => {
    const { categories } = tableOf(leagueOf(league).slug as Parameters<typeof tableOf>[0], group);
    const { placesOf } = placesIn(league);
    const places = categories.flatMap(({ name: category, names }) =>
      names.flatMap((name) => ['G', null].flatMap((position) => placesOf({ category, name }, { position }) ?? [])),
    );
    expect(places.length).toBeGreaterThan(0);
    expect(
      missing(
        league,
        places.map(([category, name]) => [category, [name]] as const),
      ),
    ).toEqual([]);
  });
});

describe.each([
  ['rushing', 'fumbles'],
  ['receiving', 'fumblesLost'],
  ['fumbles', 'kicksBlocked'],
])('%s.%s, as earlier seasons have it,', (category, name) => {
  it('is in the glossary', () => {
    expect(pathsIn('nfl')).toContain(`${category}.${name}`);
  });
});

describe('which way is better', () => {
  it.each([
    ['nfl', 'passing', 'interceptions', 'lower'],
    ['nfl', 'defensive', 'interceptions', 'higher'],
    ['nfl', 'passing', 'sacks', 'lower'],
    ['nfl', 'defensive', 'sacks', 'higher'],
    ['nfl', 'passing', 'passingAttempts', 'none'],
    ['nfl', 'rushing', 'rushingFumblesLost', 'lower'],
    ['nba', 'averages', 'avgTurnovers', 'lower'],
    ['nba', 'averages', 'avgPoints', 'higher'],
    ['wnba', 'totals', 'fieldGoalsAttempted', 'none'],
    ['mlb', 'pitching', 'ERA', 'lower'],
    ['mlb', 'pitching', 'WHIP', 'lower'],
    ['mlb', 'batting', 'homeRuns', 'higher'],
    ['mlb', 'pitching', 'homeRuns', 'lower'],
    ['nhl', 'goaltending', 'goalsAgainst', 'lower'],
    ['nhl', 'skating', 'plusMinus', 'higher'],
  ] as const)('%s %s.%s: %s', (league, category, name, direction) => {
    expect(statLookup(league)(category, name).direction).toBe(direction);
    expect(glossaryOf(league).find((entry) => entry.category === category && entry.name === name)).toMatchObject({
      direction,
    });
  });

  it.each([
    ['newFumblesLost', 'lower'],
    ['kickReturnTurnovers', 'lower'],
    ['pointsAllowed2', 'lower'],
    ['opponentFancyPct', 'lower'],
    ['laneAttempts', 'none'],
    ['slotTargets', 'none'],
    ['pressureMinutes', 'none'],
    ['laneYards', 'higher'],
    ['trickTouchdowns', 'higher'],
    ['deepPct', 'higher'],
    ['qqq', 'none'],
  ])('a stat in no glossary goes by its name: %s, %s', (name, direction) => {
    expect(statLookup('nfl')('novelty', name)).toEqual({ label: name, direction });
  });

  it('says the label of one that is in it', () => {
    expect(statLookup('nfl')('passing', 'passingYards')).toMatchObject({ label: 'YDS' });
  });
});
