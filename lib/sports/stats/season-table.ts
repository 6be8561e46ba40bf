import { placesIn, type Place } from './season-table-places.ts';
import type { LeagueId, SeasonType, StatCategories, StatLine, StatValues, TeamRef } from '../model.ts';
import { parseRow } from './cell.ts';
import type { SeasonTableAthlete, SeasonTablePage } from '../upstream.ts';

/**
 * A player's line out of a season's table of everybody, under the names a career has. What a career has no place for
 * keeps its own category and name where that is none of a career's, and else is left out. Undefined where the table
 * cannot tell: of a player who changed teams, of one without any count, and of another season than its own.
 */
export const seasonTableLine = (
  league: LeagueId,
  page: SeasonTablePage,
  athlete: SeasonTableAthlete,
  { season, type }: { readonly season: number; readonly type: SeasonType },
): StatLine | undefined => {
  if (page.season !== season || athlete.teams.length > 1) return undefined;
  const categories = categoriesOf(league, page, athlete);
  if (Object.keys(categories).length === 0) return undefined;
  return {
    player: { id: athlete.id, name: athlete.name, position: athlete.position },
    league,
    season,
    seasonType: type,
    // A team without an id cannot be told from another league's; whoever needs the full name looks it up.
    teams: athlete.teams.flatMap(({ id, abbreviation }): TeamRef[] =>
      id === null ? [] : [{ id, abbreviation, name: '' }],
    ),
    categories,
    source: 'season-table',
  };
};

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

/** A row that is missing is not a season of zeros, and a quarterback's zero tackles are no season on defense. */
const isSeason = (values: StatValues): boolean =>
  Object.entries(values).some(([name, value]) => !GAMES.has(name) && value !== null && value !== 0);
