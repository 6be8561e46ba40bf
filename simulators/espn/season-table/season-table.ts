import { combine } from '../columns/column.ts';
import type { Athlete, Counts, SeasonRow, SeasonType, TeamFacts } from '../model.ts';
import type { LeagueWorld } from '../world.ts';
import type { TableColumn } from './columns.ts';
import { columnsOf, valueOf } from './columns.ts';
import type { Table } from './tables.ts';

export interface TableEntry {
  readonly athlete: Athlete;
  /** Of that season, in order: two or more for whoever was traded. */
  readonly teams: readonly TeamFacts[];
  readonly counts: Readonly<Record<string, Counts>>;
}

export interface Sorting {
  readonly category: string;
  readonly column: string;
  readonly descending: boolean;
}

interface TablePlan {
  readonly league: LeagueWorld;
  readonly table: Table;
  readonly year: number;
  readonly type: SeasonType;
  readonly now: number;
  readonly qualified: boolean;
  readonly sorting: Sorting | undefined;
  /** A team's games of that season so far. */
  readonly gamesPlayed: (team: TeamFacts) => number;
}

/** Everybody who has an entry in the table, sorted; a traded player's rows are one. */
export const seasonTable = (plan: TablePlan): readonly TableEntry[] => {
  const { league, table, year, type, now } = plan;
  const entries = league.everybody().flatMap((athlete) => {
    const rows = league.career(athlete, now)[type].filter(({ season }) => season === year);
    const counts = together(league, rows);
    if (!table.groups.some((group) => counts[group] !== undefined)) return [];
    const teams = [...new Map(rows.map(({ team }) => [team.id, team])).values()];
    return [{ athlete, teams, counts }];
  });
  const listed = plan.qualified ? entries.filter((entry) => isQualified(plan, entry)) : entries;
  const column = sortingColumn(plan);
  const sign = plan.sorting?.descending === false ? -1 : 1;
  return listed
    .map((entry) => ({ entry, value: valueOf(column?.print(entry.counts) ?? '') ?? -Infinity }))
    .toSorted((a, b) =>
      a.value === b.value ? Number(a.entry.athlete.id) - Number(b.entry.athlete.id) : sign * (b.value - a.value),
    )
    .map(({ entry }) => entry);
};

const together = ({ facts }: LeagueWorld, rows: readonly SeasonRow[]): Readonly<Record<string, Counts>> =>
  Object.fromEntries(
    facts.groups.flatMap((group) => {
      const own = rows.map(({ counts }) => counts[group.name]).filter((counts) => counts !== undefined);
      return own.length === 0 ? [] : [[group.name, combine(group, own)] as const];
    }),
  );

const isQualified = ({ table, gamesPlayed }: TablePlan, { teams, counts }: TableEntry): boolean => {
  const team = teams.at(-1);
  const games = team === undefined ? 0 : gamesPlayed(team);
  return table.qualified.some(
    ([group, count, perGame]) => (counts[group]?.[count] ?? 0) >= Math.max(1, perGame * games),
  );
};

/** The one named, or the first of the table. */
const sortingColumn = ({ league, table, sorting }: TablePlan): TableColumn | undefined => {
  const columns = table.categories.map((category) => ({ category, columns: columnsOf(league.facts, category) }));
  const named = columns
    .find(({ category }) => category.name === sorting?.category)
    ?.columns.find(({ name }) => name === sorting?.column);
  return named ?? columns[0]?.columns[0];
};

/** `general.gamesPlayed:desc`, which hockey's pages write `offensive:points:desc`. */
export const sortingOf = (text: string | null): Sorting | undefined => {
  const match = /^(\w{1,40})[.:](\w{1,60})(?::(asc|desc))?$/.exec(text ?? '');
  if (match === null) return undefined;
  const [, category = '', column = '', order] = match;
  return { category, column, descending: order !== 'asc' };
};
