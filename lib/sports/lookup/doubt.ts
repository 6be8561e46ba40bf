import type { Directory, DirectoryPlayer } from '../names/index.ts';
import type { TeamId } from '../model.ts';

/**
 * Whether only the list of everybody has him on his team, and the team's own roster has not: the list lags, or the roster
 * leaves him out, as baseball's do the injured. Where the directory knows no such roster there is no better word.
 */
export const isDoubted = (directory: Directory, { from, teamId }: DirectoryPlayer): boolean =>
  from === 'everyPlayer' && teamId !== null && rosteredIn(directory).has(teamId);

const rostered = new WeakMap<Directory, ReadonlySet<TeamId>>();

/** The teams whose rosters it was made with. */
const rosteredIn = (directory: Directory): ReadonlySet<TeamId> => {
  const known = rostered.get(directory);
  if (known !== undefined) return known;
  const teams = new Set(directory.players.flatMap(({ from, teamId }) => (from === 'roster' ? (teamId ?? []) : [])));
  rostered.set(directory, teams);
  return teams;
};
