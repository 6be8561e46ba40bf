import type { LeagueFacts } from '../leagues.ts';
import type { TeamFacts } from '../model.ts';
import { slugOf } from '../leagues.ts';
import type { Position } from '../positions.ts';
import { POSITIONS } from '../positions.ts';
import type { PhaseType } from '../schedule/calendars.ts';
import type { Sorting, TableEntry } from '../season-table/season-table.ts';
import type { TableColumn } from '../season-table/columns.ts';
import { columnsOf, valueOf } from '../season-table/columns.ts';
import type { Table } from '../season-table/tables.ts';
import type { Today } from './athlete.ts';
import { athleteDocument } from './athlete.ts';
import { webLink } from './links.ts';
import { pagesOf } from './pages.ts';
import { tableSeason } from './season.ts';
import { clubhouse, teamDocument, teamUid } from './team.ts';

interface SeasonTablePlan extends Today {
  readonly league: LeagueFacts;
  readonly table: Table;
  /** All of them; the page is cut here. */
  readonly entries: readonly TableEntry[];
  readonly year: number;
  readonly type: PhaseType;
  readonly current: { readonly year: number; readonly type: PhaseType };
  readonly sorting: Sorting | undefined;
  readonly limit: number;
  readonly page: number;
  /** Of the question, for the addresses of the other pages. */
  readonly query: URLSearchParams;
}

/** A season's table of everybody. `categories` at the end is the key to each athlete's figures. */
export const seasonTableDocument = (plan: SeasonTablePlan) => {
  const { league, table, entries, limit, page, current } = plan;
  const categories = table.categories.map(({ name, displayName, ...category }) => ({
    name,
    displayName,
    columns: columnsOf(league, { name, displayName, ...category }),
  }));
  const first = (page - 1) * limit;
  return {
    pagination: pagesOf({
      path: `/apis/common/v3/sports/${league.sport.slug}/${league.slug}/statistics/byathlete`,
      query: plan.query,
      count: entries.length,
      limit,
      page,
    }),
    league: { id: league.id, name: league.name, abbreviation: league.abbreviation, slug: league.slug },
    athletes: entries.slice(first, first + limit).map((entry, index) => ({
      athlete: rowAthlete(plan, entry),
      categories: categories.map((category) => figures(category, { entry, plan, place: first + index + 1 })),
    })),
    currentSeason: tableSeason(league, current.year, current.type),
    requestedSeason: tableSeason(league, plan.year, plan.type),
    glossary: glossaryOf(categories.flatMap(({ columns }) => columns)),
    categories: categories.map(({ name, displayName, columns }) => ({
      name,
      displayName,
      labels: columns.map(({ label }) => label),
      names: columns.map((column) => column.name),
      displayNames: columns.map((column) => column.displayName),
      descriptions: columns.map((column) => `${column.displayName}.`),
    })),
  };
};

interface Category {
  readonly name: string;
  readonly displayName: string;
  readonly columns: readonly TableColumn[];
}

interface Place {
  readonly entry: TableEntry;
  readonly plan: SeasonTablePlan;
  /** In the order asked for, from 1. */
  readonly place: number;
}

const figures = ({ name, displayName, columns }: Category, { entry, plan: { sorting }, place }: Place) => {
  const totals = columns.map((column) => column.print(entry.counts));
  const isSorted = (column: TableColumn): boolean => name === sorting?.category && column.name === sorting.column;
  return {
    name,
    displayName,
    totals,
    values: totals.map(valueOf),
    // Of the sorted column only.
    ranks: columns.map((column) => (isSorted(column) ? String(place) : '-')),
  };
};

const rowAthlete = ({ league, now, season }: SeasonTablePlan, { athlete, teams }: TableEntry) => {
  const document = athleteDocument(league, athlete, { now, season });
  const position = POSITIONS[league.slug].get(athlete.position);
  // Of that season: the player's team at its end.
  const team = teams.at(-1) ?? athlete.lastTeam;
  const { id, uid, guid, firstName, lastName, displayName, shortName, links, headshot, status, slug } = document;
  return {
    id,
    uid,
    guid,
    type: league.sport.slug,
    firstName,
    lastName,
    displayName,
    shortName,
    ...('debutYear' in document && { debutYear: document.debutYear }),
    links,
    headshot,
    ...(position !== undefined && { position: positionDocument(position) }),
    status,
    // As of today, whatever the season.
    ...(document.age !== undefined && { age: document.age }),
    teamName: team.name,
    teamShortName: team.abbreviation,
    teams: teams.map((each) => seasonTeam(league, each)),
    slug,
    teamId: team.id,
    teamUId: teamUid(league, team),
    teamLogos: teamDocument(league, team).logos,
    teamLinks: teamLinks(league, team),
  };
};

/** Of its parent only whether it is the last of its kind. */
const positionDocument = ({ parent, ...position }: Position) => ({
  ...position,
  ...(parent !== undefined && { parent: { leaf: parent.leaf } }),
  slug: slugOf(position.name),
});

const seasonTeam = (league: LeagueFacts, team: TeamFacts) => ({
  id: team.id,
  uid: teamUid(league, team),
  name: team.name,
  abbreviation: team.abbreviation,
  logos: teamDocument(league, team).logos,
  links: teamLinks(league, team),
});

const teamLinks = (league: LeagueFacts, team: TeamFacts) =>
  [
    ['clubhouse', 'Clubhouse', ''],
    ['roster', 'Roster', 'roster/'],
    ['stats', 'Statistics', 'stats/'],
    ['schedule', 'Schedule', 'schedule/'],
  ].map(([rel = '', text = '', page = '']) =>
    webLink([rel, 'desktop', 'team'], `${league.slug}/team/${page}_/name/${clubhouse(team)}`, text),
  );

const glossaryOf = (columns: readonly TableColumn[]) =>
  [...new Map(columns.map(({ label, displayName }) => [label, displayName]))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([abbreviation, displayName]) => ({ abbreviation, displayName }));
