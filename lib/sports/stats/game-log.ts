import type { GameLog, LoggedGame, TeamId } from '../model/index.ts';
import type { GameLogRecord } from '../upstream/index.ts';
import { parseRow } from './cell.ts';

/**
 * A log's games with numbers for their cells, under the names that stat lines have. `known`: names of teams, of which a log
 * writes those of the opponents only.
 */
export const buildGames = ({ games }: GameLogRecord, known: ReadonlyMap<TeamId, string>): GameLog['games'] => {
  const names = new Map([...games.map(({ opponent }) => [opponent.id, opponent.name] as const), ...known]);
  return games.map(({ categories, team, ...game }): LoggedGame => ({
    ...game,
    team: { ...team, name: team.name === '' ? (names.get(team.id) ?? '') : team.name },
    categories: Object.fromEntries(categories.map((each) => [each.name, parseRow(each.names, each.values)])),
  }));
};
