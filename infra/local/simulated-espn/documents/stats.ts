import type { Category } from '../columns/column.ts';
import { combine } from '../columns/column.ts';
import type { LeagueFacts } from '../leagues.ts';
import type { Athlete, Career, Counts, SeasonRow, SeasonType } from '../model.ts';
import { guidOf } from './links.ts';
import { teamDocument, teamSlug, teamUid } from './team.ts';

interface StatsPlan {
  readonly league: LeagueFacts;
  readonly athlete: Athlete;
  readonly career: Career;
  readonly type: SeasonType;
}

/** A whole career in one document: a category has a row for every season and team with an entry in it. */
export const statsDocument = ({ league, athlete, career, type }: StatsPlan) => {
  const rows = career[type];
  return {
    filters: filtersOf(league, type),
    teams: Object.fromEntries(
      rows.map(({ team }) => [
        teamSlug(team),
        {
          ...teamDocument(league, team),
          guid: guidOf(teamUid(league, team)),
          links: [],
          groups: {},
          coaches: {},
          record: {},
          againstTheSpreadRecords: {},
          ranks: {},
          franchise: {},
        },
      ]),
    ),
    categories: league.categories.flatMap((category) => {
      const own = rows.filter((row) => row.counts[category.group] !== undefined);
      return own.length === 0
        ? []
        : [categoryDocument({ league, athlete, category, rows: own, type, complete: career.complete })];
    }),
    glossary: glossaryOf(league),
  };
};

interface CategoryPlan {
  readonly league: LeagueFacts;
  readonly athlete: Athlete;
  readonly category: Category;
  readonly rows: readonly SeasonRow[];
  readonly type: SeasonType;
  readonly complete: boolean;
}

const categoryDocument = ({ league, athlete, category, rows, type, complete }: CategoryPlan) => {
  const { columns, group } = category;
  const print = (counts: Counts): readonly string[] => columns.map((column) => column.print(counts));
  const counted = league.groups.find(({ name }) => name === group);
  const countsOf = (row: SeasonRow): Counts => row.counts[group] ?? {};
  const together = (some: readonly SeasonRow[]): Counts =>
    counted === undefined ? {} : combine(counted, some.map(countsOf));
  return {
    name: category.name,
    displayName: type === 3 ? category.displayName.replace('Regular Season', 'Postseason') : category.displayName,
    labels: columns.map(({ label }) => label),
    names: columns.map(({ name }) => name),
    displayNames: columns.map(({ displayName }) => displayName),
    descriptions: columns.map(({ displayName }) => `${displayName}.`),
    statistics: rows.map((row) => ({
      teamId: row.team.id,
      teamSlug: teamSlug(row.team),
      season: { year: row.season, displayName: league.seasonLabel(row.season) },
      stats: print(countsOf(row)),
      position: athlete.position,
      // Of the whole season, on each row of it: adding these up counts a traded player twice.
      seasonTotals: print(together(rows.filter(({ season }) => season === row.season))),
    })),
    totals: print(complete ? together(rows) : {}),
    sortKey: category.name,
  };
};

const filtersOf = (league: LeagueFacts, type: SeasonType) => [
  {
    displayName: 'League',
    name: 'league',
    value: league.slug,
    options: [
      {
        value: league.college.slug,
        displayValue: league.college.name,
        shortDisplayName: league.college.abbreviation,
      },
      { value: league.slug, displayValue: league.name, shortDisplayName: league.abbreviation },
    ],
  },
  {
    displayName: 'Season',
    name: 'seasontype',
    value: String(type),
    options: [
      { value: '2', displayValue: 'Regular Season' },
      { value: '3', displayValue: 'Postseason' },
    ],
  },
];

const glossaryOf = (league: LeagueFacts) => {
  const terms = new Map(
    league.categories.flatMap(({ columns }) => columns.map(({ label, displayName }) => [label, displayName] as const)),
  );
  return [...terms]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([abbreviation, displayName]) => ({ abbreviation, displayName }));
};
