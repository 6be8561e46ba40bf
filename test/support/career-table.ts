import type { LeagueId, TeamId, TeamRef } from '../../lib/sports/model/index.ts';
import { buildCareer } from '../../lib/sports/stats/career.ts';
import type { CareerCategory, CareerRow, CareerTable, StatCell } from '../../lib/sports/upstream/index.ts';

export const teamRef = (id: string, abbreviation: string): TeamRef => ({
  id: id as TeamId,
  abbreviation,
  name: `The ${abbreviation}`,
});

/** A row for `season` and team id (or none), with its cells. */
export const careerRow = (
  season: number,
  teamId: string | null,
  values: readonly StatCell[],
  { position = null }: { readonly position?: string | null } = {},
): CareerRow => ({ season, teamId: teamId as TeamId | null, position, values });

export const careerCategory = (
  name: string,
  names: readonly string[],
  rows: readonly CareerRow[],
  { totals = null }: { readonly totals?: readonly StatCell[] | null } = {},
): CareerCategory => ({ name, names, rows, totals });

export const careerTable = (teams: readonly TeamRef[], ...categories: readonly CareerCategory[]): CareerTable => ({
  teams,
  categories,
});

type Cells = readonly StatCell[];
/** `[name, names, the first team's cells, the second's]`. */
export type TradedCategory = readonly [string, readonly string[], Cells, Cells];

/** His 2025 line, played for Dallas first and Los Angeles then. */
export const traded = (league: LeagueId, ...halves: readonly TradedCategory[]) => {
  const categories = halves.map(([name, names, first, second]) =>
    careerCategory(name, names, [careerRow(2025, '6', first), careerRow(2025, '13', second)]),
  );
  const table = careerTable([teamRef('6', 'DAL'), teamRef('13', 'LAL')], ...categories);
  const [line] = buildCareer(table, { league, seasonType: 'regular' }).seasons;
  return { categories: line?.categories, notCombined: line?.notCombined, byTeam: line?.byTeam };
};
