import type { LeagueId, PlayerId, TeamId } from '../model/index.ts';
import { shownText } from '../shown-text.ts';
import type { SeasonTableAthlete, SeasonTablePage } from '../upstream/index.ts';
import { LEADERS_VERSION } from './leaders-version.ts';
import { seasonTableCategories } from './season-table.ts';

// Longer ones end up in nobody's chat window.
const MAX_NAME_LENGTH = 80;

/** A team as a season's table writes it: without an id where the list of teams has none of that abbreviation. */
export type LeaderTeam = readonly [id: TeamId | null, abbreviation: string];

/**
 * Everybody on a page of a season's table by columns, to be sorted by any of their stats. The text of ten columns packs
 * to a third of that of a thousand rows.
 */
export interface LeaderPage {
  readonly version: typeof LEADERS_VERSION;
  /** Pages that the group had when this one was loaded. */
  readonly pages: number;
  readonly ids: readonly PlayerId[];
  readonly names: readonly string[];
  readonly positions: readonly (string | null)[];
  /** Places in `teams`; null without a team. Of somebody who changed teams, the last. */
  readonly teamOf: readonly (number | null)[];
  readonly teams: readonly LeaderTeam[];
  readonly categories: Readonly<Record<string, LeaderColumns>>;
}

/** The players who have a category, and their stats of it in the same order. */
export interface LeaderColumns {
  /** Places in `ids`. */
  readonly players: readonly number[];
  readonly stats: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * Everybody on the page, those included who changed teams: the table has the whole of their season in one row.
 *
 * @example
 * const page = leaderPage('nfl', table, ({ teams }) => teams.at(-1));
 * page.categories.passing?.stats.passingYards; // [3928, 4183, …]
 */
export const leaderPage = (
  league: LeagueId,
  page: SeasonTablePage,
  teamIn: (athlete: SeasonTableAthlete) => { readonly id: TeamId | null; readonly abbreviation: string } | undefined,
): LeaderPage => {
  const listed = page.athletes.flatMap((athlete) => {
    const categories = Object.entries(seasonTableCategories(league, page, athlete));
    return categories.length === 0 ? [] : [{ athlete, categories, team: teamIn(athlete) }];
  });
  const teams = new Map(listed.flatMap(({ team }) => (team === undefined ? [] : [[team.abbreviation, team] as const])));
  const places = new Map([...teams.keys()].map((abbreviation, place) => [abbreviation, place]));
  return {
    version: LEADERS_VERSION,
    pages: page.pages,
    ids: listed.map(({ athlete }) => athlete.id),
    names: listed.map(({ athlete }) => shownText(athlete.name, MAX_NAME_LENGTH)),
    positions: listed.map(({ athlete }) => athlete.position),
    teamOf: listed.map(({ team }) => (team === undefined ? null : (places.get(team.abbreviation) ?? null))),
    teams: [...teams.values()].map(({ id, abbreviation }) => [id, abbreviation]),
    categories: columnsOf(listed.map(({ categories }) => categories)),
  };
};

type Row = readonly (readonly [category: string, values: Readonly<Record<string, number | null>>])[];

const columnsOf = (rows: readonly Row[]): LeaderPage['categories'] => {
  const holders = new Map<
    string,
    { readonly players: number[]; readonly values: Readonly<Record<string, unknown>>[] }
  >();
  for (const [player, row] of rows.entries()) {
    for (const [category, values] of row) {
      const own = holders.get(category) ?? { players: [], values: [] };
      own.players.push(player);
      own.values.push(values);
      holders.set(category, own);
    }
  }
  return Object.fromEntries(
    [...holders].map(([category, { players, values }]) => {
      const names = [...new Set(values.flatMap((each) => Object.keys(each)))];
      const stats = names.flatMap((name) => {
        const column = values.map((each) => (Object.hasOwn(each, name) ? (each[name] as number | null) : null));
        return column.every((value) => value === null) ? [] : [[name, column] as const];
      });
      return [category, { players, stats: Object.fromEntries(stats) }];
    }),
  );
};
