import type { LeagueId, LoggedGame, SeasonType, TeamRef } from '../../sports/model/index.ts';
import {
  UpstreamError,
  type GameCategory,
  type GameLogQuestion,
  type GameLogRecord,
  type GameRecord,
  type StatCell,
  type UpstreamCall,
} from '../../sports/upstream/index.ts';
import { saysAbsent } from '../shapes/error-body.ts';
import { at, countAt, instantAt, isCell, listAt, seasonAt, shortTextAt, textAt } from '../shapes/read.ts';
import { readTeamRef } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import { filterIn, hasChosen } from './filters.ts';
import { can } from './facts.ts';
import { webPath, type EspnHosts } from './hosts.ts';

/** A player's games of one season, the latest first; null where ESPN has no such player, or no such season of theirs. */
export const loadGameLog = async (
  hosts: EspnHosts,
  league: LeagueId,
  { id, season }: GameLogQuestion,
  call: UpstreamCall,
): Promise<GameLogRecord | null> => {
  if (!can(league, 'gameLog')) throw new UpstreamError('unsupported', `No ${league} game log has been seen`);
  const answer = await hosts.web(
    `${webPath(league)}/athletes/${encodeURIComponent(id)}/gamelog?season=${season}`,
    call,
  );
  if (saysAbsent(answer, ['instance', 'athlete', 'player', 'stats'])) return null;
  const json = documentOf(answer, `the games of ${league} athlete ${id} in ${season}`);
  const types = listAt(json, 'seasonTypes');
  if (types === undefined) throw malformed(`no game log for athlete ${id}`);
  // Of somebody who has no such season ESPN sends another one, and says so.
  if (!hasChosen(filterIn(json, 'season'), String(season), 'season')) return null;
  if (!hasChosen(filterIn(json, 'league'), league, 'league')) return null;
  const columns = readColumns(json);
  const games = new Map<string, GameRecord>();
  for (const row of types.flatMap(rowsOf)) {
    const game = readGame(json, row, columns);
    if (game !== undefined && !games.has(game.id)) games.set(game.id, game);
  }
  return { games: [...games.values()].sort((a, b) => b.date.localeCompare(a.date)) };
};

interface Row {
  readonly type: SeasonType;
  readonly eventId: string;
  readonly stats: unknown;
}

/** The rows of one part of the season. Totals stand beside the rows; a preseason has no place in stat lines. */
const rowsOf = (json: unknown): readonly Row[] =>
  (listAt(json, 'categories') ?? []).flatMap((category) => {
    const type = typeOf(category, json);
    if (type === undefined) return [];
    return (listAt(category, 'events') ?? []).flatMap((event): Row[] => {
      const eventId = textAt(event, 'eventId');
      return eventId === null ? [] : [{ type, eventId, stats: at(event, 'stats') }];
    });
  });

const TYPES: ReadonlyMap<string, SeasonType> = new Map([
  ['2', 'regular'],
  ['3', 'postseason'],
]);

/** A traded player may have one part of the season for each team; what it is stands in a code, and in its title. */
const typeOf = (category: unknown, part: unknown): SeasonType | undefined => {
  const code = textAt(category, 'splitType');
  if (code !== null) return TYPES.get(code);
  const title = (textAt(category, 'displayName') ?? textAt(part, 'displayName') ?? '').toLowerCase();
  if (title.includes('preseason')) return undefined;
  if (title.includes('postseason')) return 'postseason';
  return title.includes('regular') ? 'regular' : undefined;
};

interface Columns {
  readonly names: readonly string[];
  /** Each with its part of the names. */
  readonly categories: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

/** One list of names, cut into the categories by their counts. */
const readColumns = (json: unknown): Columns => {
  const names = listAt(json, 'names') ?? [];
  const categories = listAt(json, 'categories') ?? [];
  let to = 0;
  const parts = categories.map((category) => {
    const name = textAt(category, 'name');
    const from = to;
    to += countAt(category, 'count') ?? Number.NaN;
    if (name === null) throw malformed('a game log with a category without a name');
    return { name, from, to };
  });
  if (!names.every((name) => typeof name === 'string') || to !== names.length) {
    throw malformed('a game log whose categories do not fit its names');
  }
  return { names, categories: parts };
};

/** Undefined for a game without stats, which the player has not played in, and for one of All-Stars. */
const readGame = (json: unknown, { type, eventId, stats }: Row, columns: Columns): GameRecord | undefined => {
  if (stats === undefined || (Array.isArray(stats) && stats.length === 0)) return undefined;
  if (!Array.isArray(stats) || stats.length !== columns.names.length || !stats.every(isCell)) {
    throw malformed('a row of a game log that does not fit its names');
  }
  const event = at(json, 'events', eventId);
  if (at(event, 'team', 'isAllStar') === true || stats.every(isEmpty)) return undefined;
  const date = instantAt(event, 'gameDate');
  const team = readTeamRef(at(event, 'team'));
  const opponent = readTeamRef(at(event, 'opponent'));
  const homeId = textAt(event, 'homeTeamId');
  // Without them the row is nobody's: a stat under the wrong team is worse than none.
  if (date === null || team === undefined || opponent === undefined || homeId === null) {
    throw malformed('a game log with a game that is not told');
  }
  if (![team.id, opponent.id].includes(homeId as TeamRef['id'])) throw malformed('a game log with a third team');
  const home = homeId === team.id;
  return {
    id: eventId.slice(0, 40),
    date: new Date(date).toISOString(),
    week: seasonAt(event, 'week'),
    seasonType: type,
    note: shortTextAt(event, 80, 'eventNote'),
    team,
    opponent,
    home,
    ...resultOf(event, home),
    categories: columns.categories.map(({ name, from, to }): GameCategory => ({
      name,
      names: columns.names.slice(from, to),
      values: stats.slice(from, to),
    })),
  };
};

const isEmpty = (cell: StatCell): boolean => cell === null || (typeof cell === 'string' && /^-*$/.test(cell.trim()));

/** By the home and the away team's score: the text beside them has the winner's first. */
const resultOf = (event: unknown, home: boolean): Pick<LoggedGame, 'result' | 'score'> => {
  const [homeScore, awayScore] = [countAt(event, 'homeTeamScore'), countAt(event, 'awayTeamScore')];
  const said = textAt(event, 'gameResult');
  const result = said === 'W' || said === 'L' || said === 'T' ? said : null;
  if (homeScore === null || awayScore === null) return { result, score: null };
  return { result, score: home ? { for: homeScore, against: awayScore } : { for: awayScore, against: homeScore } };
};
