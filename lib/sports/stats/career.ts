import type { LeagueId, SeasonLine, SeasonType, StatCategories, TeamId, TeamRef } from '../model/index.ts';
import type { SeasonRows, TeamRow } from './combine.ts';
import { combineRows } from './combine.ts';
import { parseRow } from './cell.ts';
import type { CareerCategory, CareerTable } from '../upstream/index.ts';

interface CareerLines {
  /** One line per season, the earliest first. */
  readonly seasons: readonly SeasonLine[];
  readonly career: { readonly categories: StatCategories };
  /** The player's position in the latest season that has one. */
  readonly position: string | null;
}

/**
 * Stat lines from the provider's table, one per season; the rows of a season that was played for several teams are
 * combined. Categories and stats keep the provider's names and order.
 *
 * @example
 * const { seasons } = buildCareer(table, { league: 'nba', seasonType: 'regular' });
 * seasons.at(-1)?.categories.averages?.avgPoints; // 28.2, or null where the provider has `-`
 */
export const buildCareer = (
  table: CareerTable,
  { league, seasonType }: { readonly league: LeagueId; readonly seasonType: SeasonType },
): CareerLines => {
  const rows = table.categories.flatMap((category) => category.rows);
  const years = [...new Set(rows.map((row) => row.season))].sort((a, b) => a - b);
  const teams = new Map(table.teams.map((team) => [team.id, team]));
  const positions = rows.filter((row) => row.position !== null).sort((a, b) => b.season - a.season);
  return {
    seasons: years.map((season) => {
      const played = rowsOf(table.categories, season);
      return { league, season, seasonType, ...lineOf(played, { league, teams }) };
    }),
    career: { categories: careerOf(table.categories) },
    position: positions[0]?.position ?? null,
  };
};

const careerOf = (categories: readonly CareerCategory[]): StatCategories =>
  Object.fromEntries(
    categories.flatMap(({ name, names, totals }) => (totals === null ? [] : [[name, parseRow(names, totals)]])),
  );

/** The categories that have rows in `season`: a category without a row is not a category of zeros. */
const rowsOf = (categories: readonly CareerCategory[], season: number): SeasonRows =>
  new Map(
    categories.flatMap(({ name, names, rows }) => {
      const played = rows.filter((row) => row.season === season);
      const parsed = played.map(({ teamId, values }) => ({ teamId, values: parseRow(names, values) }));
      return parsed.length === 0 ? [] : [[name, withoutRepeats(parsed)] as const];
    }),
  );

// Beside rows with a team a row without one is their sum. Neither it nor a row sent twice may be counted again.
const withoutRepeats = (rows: readonly TeamRow[]): readonly TeamRow[] => {
  const ofTeams = rows.filter((row) => row.teamId !== null);
  const kept = ofTeams.length > 0 ? ofTeams : rows;
  return [...new Map(kept.map((row) => [JSON.stringify(row), row])).values()];
};

interface LineOptions {
  readonly league: LeagueId;
  readonly teams: ReadonlyMap<TeamId, TeamRef>;
}

const lineOf = (
  season: SeasonRows,
  { league, teams }: LineOptions,
): Pick<SeasonLine, 'teams' | 'categories' | 'byTeam' | 'notCombined'> => {
  const ids = [...new Set([...season.values()].flatMap((rows) => rows.flatMap((row) => row.teamId ?? [])))];
  // A team that the table does not name keeps its id; readers look up its name.
  const refs = ids.map((id) => teams.get(id) ?? { id, abbreviation: '', name: '' });
  const { categories, notCombined } = combineRows(season, league);
  const byTeam = refs.map((team) => ({ team, categories: combineRows(ofTeam(season, team.id), league).categories }));
  return {
    teams: refs,
    categories,
    ...(refs.length > 1 && { byTeam }),
    ...(notCombined.length > 0 && { notCombined }),
  };
};

const ofTeam = (season: SeasonRows, id: TeamId): SeasonRows =>
  new Map(
    [...season].flatMap(([category, rows]) => {
      const own = rows.filter((row) => row.teamId === id);
      return own.length === 0 ? [] : [[category, own] as const];
    }),
  );
