import { nameForm, nameKey } from './name-form.ts';
import type { PlayerId, Roster } from '../model.ts';
import type { AthleteRecord } from '../upstream.ts';
import { isActive, type DirectoryPlayer } from './directory.ts';

export interface DirectorySources {
  /** Everybody, where the provider tells. */
  readonly everyPlayer?: readonly AthleteRecord[];
  /** In the order they were loaded: of a player on two of them, the later one is right. */
  readonly rosters?: readonly Pick<Roster, 'players'>[];
  /** Rows of an earlier directory, for players whose roster could not be read. */
  readonly kept?: readonly DirectoryPlayer[];
}

// Twice the largest league with everybody who has left it lately; a directory must fit into one item of every tier.
const MOST_PLAYERS = 15_000;

/**
 * One row for each id. A roster decides the name, team, position and status; everybody else adds players who are on
 * none, and other names. Without room for all, the inactive without a team go first, the oldest ids before others.
 */
export const mergeDirectory = (
  { everyPlayer = [], rosters = [], kept = [] }: DirectorySources,
  most = MOST_PLAYERS,
): readonly DirectoryPlayer[] => {
  const players = new Map<PlayerId, DirectoryPlayer>();

  const add = (player: DirectoryPlayer): void => {
    // Lists of everybody hold rows such as `[35]`.
    if (!/[a-z]/.test(nameForm(player.name).base)) return;
    const known = players.get(player.id);
    players.set(player.id, known === undefined ? player : { ...player, otherNames: otherNames(player, known) });
  };

  for (const athlete of everyPlayer) add({ ...athlete, otherNames: [], from: 'everyPlayer' });
  for (const player of kept) add(player);
  for (const { players: members } of rosters) {
    for (const { id, name, team, position, jersey, status } of members) {
      add({ id, name, otherNames: [], teamId: team?.id ?? null, position, jersey, status, from: 'roster' });
    }
  }
  const all = [...players.values()];
  const within = all.length <= most ? all : all.sort(byImportance).slice(0, most);
  // The order of the ids: the same players make the same document, whoever was asked first.
  return within.sort((a, b) => compareIds(a.id, b.id));
};

const otherNames = (player: DirectoryPlayer, known: DirectoryPlayer): readonly string[] => {
  const byKey = new Map([known.name, ...known.otherNames, ...player.otherNames].map((name) => [keyOf(name), name]));
  byKey.delete(keyOf(player.name));
  return [...byKey.values()];
};

// An accent or a dot more is not another name.
const keyOf = (name: string): string => nameKey(nameForm(name));

const byImportance = (a: DirectoryPlayer, b: DirectoryPlayer): number =>
  importance(b) - importance(a) || compareIds(b.id, a.id);

const importance = (player: DirectoryPlayer): number => {
  if (player.teamId === null) return isActive(player) ? 1 : 0;
  return player.from === 'roster' ? 3 : 2;
};

/** As numbers; ids may have more digits than a number can count. */
const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));
