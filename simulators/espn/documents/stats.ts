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
  /** One of baseball's documents; for any other word, or none, it is the one that fits the position. */
  readonly view?: string;
}

/** A whole career in one document: a category has a row for every season and team with an entry in it. */
export const statsDocument = (plan: StatsPlan) => {
  const { league, athlete, career, type } = plan;
  const rows = career[type];
  const view = viewOf(plan);
  return {
    filters: filtersOf(plan, view),
    teams: teamsOf(league, rows),
    categories: categoriesOf(league, athlete, view).flatMap((category) => {
      const own = rows.filter((row) => row.counts[category.group] !== undefined);
      return own.length === 0
        ? []
        : [categoryDocument({ league, athlete, category, rows: own, type, complete: career.complete })];
    }),
    glossary: glossaryOf(league),
  };
};

const viewOf = ({ league, athlete, view }: StatsPlan): Category['view'] => {
  if (league.sport.slug !== 'baseball') return undefined;
  const usual = ['SP', 'RP'].includes(athlete.position) ? 'pitching' : 'batting';
  return VIEWS.find((each) => each === view) ?? usual;
};

const VIEWS = ['batting', 'pitching', 'fielding'] as const;

/** The views in which the athlete has a row, whatever the type of season. */
const viewsOf = ({ career }: StatsPlan): readonly string[] => {
  const rows = [...career[2], ...career[3]];
  return VIEWS.filter((view) => rows.some(({ counts }) => counts[view] !== undefined));
};

/** The categories that a document about this athlete may have. */
const categoriesOf = (league: LeagueFacts, { position }: Athlete, view: Category['view']): readonly Category[] =>
  league.categories.filter((category) => category.view === view && category.positions?.includes(position) !== false);

/** By slug; baseball has every club a second time by its id. */
const teamsOf = (league: LeagueFacts, rows: readonly SeasonRow[]) =>
  Object.fromEntries(
    rows.flatMap(({ team }) => {
      const document = {
        ...teamDocument(league, team),
        guid: guidOf(teamUid(league, team)),
        links: [],
        groups: {},
        coaches: {},
        record: {},
        againstTheSpreadRecords: {},
        ranks: {},
        franchise: {},
      };
      const keys = league.sport.slug === 'baseball' ? [teamSlug(team), team.id] : [teamSlug(team)];
      return keys.map((key) => [key, document] as const);
    }),
  );

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
    name: type === 3 ? category.name.replace('career-', 'postseason-') : category.name,
    displayName:
      type === 3 ? category.displayName.replace(/Regular Season|Career/, 'Postseason') : category.displayName,
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

/** What the document could have been made of instead: for this athlete, not for anybody. */
const filtersOf = (plan: StatsPlan, view: Category['view']) => {
  const { league, athlete, type } = plan;
  const { feeder } = league;
  return [
    {
      displayName: 'League',
      name: 'league',
      value: league.slug,
      options: [
        ...(feeder === null || athlete.college === null
          ? []
          : [{ value: feeder.slug, displayValue: feeder.name, shortDisplayName: feeder.abbreviation }]),
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
    ...(view === undefined
      ? []
      : [
          {
            displayName: 'Category',
            name: 'category',
            value: view,
            options: [...new Set([view, ...viewsOf(plan)])].map((value) => ({ value, displayValue: value })),
          },
        ]),
  ];
};

const glossaryOf = (league: LeagueFacts) => {
  const terms = new Map(
    league.categories.flatMap(({ columns }) => columns.map(({ label, displayName }) => [label, displayName] as const)),
  );
  return [...terms]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([abbreviation, displayName]) => ({ abbreviation, displayName }));
};
