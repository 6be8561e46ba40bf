import { nameForm, nameKey } from './name-form.ts';
import type { ListedPlayer, PlayerId } from '../model/index.ts';
import type { AthleteRecord } from '../upstream/index.ts';
import { isActive, type DirectoryPlayer } from './directory.ts';

export interface DirectorySources {
  /** The list of every player, where the provider has one. */
  readonly everyPlayer?: readonly AthleteRecord[];
  /** In the order they were loaded: for a player on two rosters, the later one counts. */
  readonly rosters?: readonly { readonly players: readonly ListedPlayer[] }[];
  /** Rows of the previous directory, for players whose roster could not be read. */
  readonly previous?: readonly DirectoryPlayer[];
}

// Twice the largest league with its recent leavers; a directory must fit into one item of every tier.
const MAX_PLAYERS = 15_000;

/**
 * One row per id, sorted by id. Rosters outrank the previous directory, and that outranks the list of every player; a
 * name that is outranked becomes another name of the player. Above `maxPlayers`, inactive players without a team are
 * dropped first, and lower (older) ids before higher ones.
 */
export const mergeDirectory = (
  { everyPlayer = [], rosters = [], previous = [] }: DirectorySources,
  maxPlayers = MAX_PLAYERS,
): readonly DirectoryPlayer[] => {
  const players = new Map<PlayerId, DirectoryPlayer>();

  const add = (player: DirectoryPlayer): void => {
    // Lists of every player hold rows such as `[35]`.
    if (!/\p{Alphabetic}/u.test(nameForm(player.name).base)) return;
    const known = players.get(player.id);
    players.set(player.id, known === undefined ? player : { ...player, otherNames: otherNames(player, known) });
  };

  for (const { id, name, teamId, position, jersey, status } of everyPlayer) {
    add({ id, name, otherNames: [], teamId, position, jersey, status, from: 'everyPlayer' });
  }
  for (const player of previous) add(player);
  for (const { players: members } of rosters) {
    for (const { id, name, team, position, jersey, status } of members) {
      add({ id, name, otherNames: [], teamId: team?.id ?? null, position, jersey, status, from: 'roster' });
    }
  }
  const all = [...players.values()];
  const within = all.length <= maxPlayers ? all : all.sort(byImportance).slice(0, maxPlayers);
  // By id: the same players make the same document, whatever was loaded first.
  return within.sort((a, b) => compareIds(a.id, b.id));
};

const otherNames = (player: DirectoryPlayer, known: DirectoryPlayer): readonly string[] => {
  const byKey = new Map([known.name, ...known.otherNames, ...player.otherNames].map((name) => [keyOf(name), name]));
  byKey.delete(keyOf(player.name));
  return [...byKey.values()];
};

// An extra accent or dot does not make another name.
const keyOf = (name: string): string => nameKey(nameForm(name));

const byImportance = (a: DirectoryPlayer, b: DirectoryPlayer): number =>
  importance(b) - importance(a) || compareIds(b.id, a.id);

const importance = (player: DirectoryPlayer): number => {
  if (player.teamId === null) return isActive(player) ? 1 : 0;
  return player.from === 'roster' ? 3 : 2;
};

/** As numbers; ids may have more digits than a number can count. */
const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));
