import { placesIn, type Place } from './season-table-places.ts';
import type { LeagueId, SeasonType, StatCategories, StatValues, TeamRef, UnheadedLine } from '../model/index.ts';
import { parseRow } from './cell.ts';
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
  const { roles, repeated } = placesIn(league);
  const cells = page.categories.flatMap(({ name, names }) =>
    Object.entries(parseRow(names, athlete.values[name] ?? [])).map(([stat, value]) => ({
      category: name,
      name: stat,
      value,
    })),
  );
  const lines = new Map<string, [string, number | null][]>();
  for (const { value, ...stat } of cells) {
    if (repeated.includes(stat.name)) continue;
    for (const [category, name] of placed(league, stat, athlete)) {
      lines.set(category, [...(lines.get(category) ?? []), [name, value]]);
    }
  }
  const games = cells.filter(({ name }) => repeated.includes(name)).map(({ name, value }) => [name, value] as const);
  const played = cells.some(({ name, value }) => GAMES.has(name) && value !== null && value > 0);
  const kept = [...lines].filter(([, values]) => (!roles && played) || isSeason(Object.fromEntries(values)));
  return Object.fromEntries(kept.map(([category, values]) => [category, Object.fromEntries([...games, ...values])]));
};

const placed = (
  league: LeagueId,
  stat: { readonly category: string; readonly name: string },
  athlete: SeasonTableAthlete,
): readonly Place[] => {
  const { placesOf, categories } = placesIn(league);
  const places = placesOf(stat, athlete);
  if (places !== undefined) return places;
  return categories.includes(stat.category) ? [] : [[stat.category, stat.name]];
};

const GAMES = new Set(['gamesPlayed', 'games', 'gamesStarted', 'gameStarted', 'teamGamesPlayed']);

/** Whether a category has a count other than games: a quarterback's zero tackles are no season on defense. */
const isSeason = (values: StatValues): boolean =>
  Object.entries(values).some(([name, value]) => !GAMES.has(name) && value !== null && value !== 0);
