import { placesIn, type Place, type PlacedPlayer, type SeasonTableStat } from './season-table-places.ts';
import type { LeagueId, SeasonType, StatCategories, TeamRef, UnheadedLine } from '../model/index.ts';
import { rowStats, type RowStat } from './cell.ts';
import type { SeasonTableAthlete, SeasonTablePage } from '../upstream/index.ts';

/**
 * A player's line from a season's table, under the category and stat names of a career. A stat that careers do not have
 * keeps its own category and name, unless that category is one of a career's: then it is left out. Undefined for a
 * player of several teams, for one without a count, and for a season other than the table's.
 *
 * @example
 * const line = seasonTableLine('nhl', page, page.athletes[0], { season: 2025, type: 'regular' });
 * line?.categories.skating?.goals; // 32
 */
export const seasonTableLine = (
  league: LeagueId,
  page: SeasonTablePage,
  athlete: SeasonTableAthlete,
  { season, type }: { readonly season: number; readonly type: SeasonType },
): UnheadedLine | undefined => {
  if (page.season !== season || athlete.teams.length > 1) return undefined;
  const categories = seasonTableCategories(league, page, athlete);
  if (Object.keys(categories).length === 0) return undefined;
  return {
    player: { id: athlete.id, name: athlete.name, position: athlete.position },
    league,
    season,
    seasonType: type,
    // An abbreviation without an id may be another league's team. Readers look up the full name.
    teams: athlete.teams.flatMap(({ id, abbreviation }): TeamRef[] =>
      id === null ? [] : [{ id, abbreviation, name: '' }],
    ),
    categories,
    source: 'season-table',
  };
};

/** An athlete's stats under the category and stat names of a career, whatever the number of their teams. */
export const seasonTableCategories = (
  league: LeagueId,
  page: SeasonTablePage,
  athlete: SeasonTableAthlete,
): StatCategories => {
  const known = remembered.get(athlete);
  if (known !== undefined) return known;
  const made = categoriesOf(league, page, athlete);
  remembered.set(athlete, made);
  return made;
};

// A page's lines and its leaders are made of the same: a second of CPU for three pages of football.
const remembered = new WeakMap<SeasonTableAthlete, StatCategories>();

const categoriesOf = (league: LeagueId, page: SeasonTablePage, athlete: SeasonTableAthlete): StatCategories => {
  const { roles } = placesIn(league);
  const lines = new Map<string, [string, number | null][]>();
  const games: [string, number | null][] = [];
  let played = false;
  for (const { category: from, name, read, isRepeated, places } of tableStats(league, page, athlete)) {
    const value = read(athlete.values[from] ?? []);
    played ||= value !== null && value > 0 && GAMES.has(name);
    if (isRepeated) games.push([name, value]);
    else {
      for (const [category, placedName] of places) {
        const own = lines.get(category);
        if (own === undefined) lines.set(category, [[placedName, value]]);
        else own.push([placedName, value]);
      }
    }
  }
  const kept = [...lines].filter(([, values]) => (!roles && played) || isSeason(values));
  return Object.fromEntries(kept.map(([category, values]) => [category, Object.fromEntries([...games, ...values])]));
};

interface TableStat extends SeasonTableStat {
  readonly read: RowStat[1];
  readonly isRepeated: boolean;
  readonly places: readonly Place[];
}

// The same for every athlete of a page in a position.
const compiled = new WeakMap<SeasonTablePage['categories'], Map<string, readonly TableStat[]>>();

const tableStats = (
  league: LeagueId,
  { categories }: SeasonTablePage,
  { position }: SeasonTableAthlete,
): readonly TableStat[] => {
  const known = compiled.get(categories) ?? new Map<string, readonly TableStat[]>();
  compiled.set(categories, known);
  const which = `${league} ${position ?? ''}`;
  const own = known.get(which) ?? compile(league, categories, { position });
  known.set(which, own);
  return own;
};

const compile = (
  league: LeagueId,
  categories: SeasonTablePage['categories'],
  player: PlacedPlayer,
): readonly TableStat[] =>
  categories.flatMap(({ name: category, names }) =>
    rowStats(names).map(([name, read]) => {
      const isRepeated = placesIn(league).repeated.includes(name);
      return { category, name, read, isRepeated, places: placed(league, { category, name }, player) };
    }),
  );

const placed = (league: LeagueId, stat: SeasonTableStat, player: PlacedPlayer): readonly Place[] => {
  const { placesOf, categories } = placesIn(league);
  const places = placesOf(stat, player);
  if (places !== undefined) return places;
  return categories.includes(stat.category) ? [] : [[stat.category, stat.name]];
};

const GAMES = new Set(['gamesPlayed', 'games', 'gamesStarted', 'gameStarted', 'teamGamesPlayed']);

/** Whether a category has a count other than games: a quarterback's zero tackles are no season on defense. */
const isSeason = (values: readonly (readonly [string, number | null])[]): boolean =>
  // Of two stats with one name the last counts; most categories have none above zero.
  values.some(isCount) && [...new Map(values)].some(isCount);

const isCount = ([name, value]: readonly [string, number | null]): boolean =>
  value !== null && value !== 0 && !GAMES.has(name);
