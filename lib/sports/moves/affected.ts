import { lettersOf, nameForm, type Directory, type DirectoryPlayer } from '../names/index.ts';
import { directoryIndex } from '../names/name-index.ts';
import type { PlayerId, Team, TeamId } from '../model.ts';
import type { TransactionRecord } from '../upstream.ts';
import { namedIn } from './names-in-text.ts';

/** Whom moves concern. */
export interface Moved {
  readonly teams: ReadonlySet<TeamId>;
  readonly players: ReadonlySet<PlayerId>;
}

export interface KnownNames {
  /** As it was before the moves; undefined where none is held. */
  readonly directory: Directory | undefined;
  readonly teams: readonly Team[];
}

/**
 * The team of each move, the teams and players that its text names, and the teams these players were on. A name that
 * several bear means all of them: to load one player too many is cheap, to show one on his old team is not.
 */
export const movedIn = (moves: readonly TransactionRecord[], { directory, teams }: KnownNames): Moved => {
  const findTeams = teamFinder(teams);
  const findPlayers = playerFinder(directory);
  const movedTeams = new Set<TeamId>();
  const movedPlayers = new Set<PlayerId>();
  for (const { teamId, description } of moves) {
    if (teamId !== null) movedTeams.add(teamId);
    for (const id of namedIn(description, findTeams)) movedTeams.add(id);
    for (const player of namedIn(description, findPlayers)) {
      movedPlayers.add(player.id);
      if (player.teamId !== null) movedTeams.add(player.teamId);
    }
  }
  return { teams: movedTeams, players: movedPlayers };
};

const playerFinder = (directory: Directory | undefined): ((letters: string) => readonly DirectoryPlayer[]) => {
  if (directory === undefined) return () => [];
  const index = directoryIndex(directory);
  return (letters) => {
    const anySuffix = { base: letters, suffix: null };
    return [...index.named(anySuffix), ...index.alsoNamed(anySuffix)];
  };
};

/** By `Los Angeles Rams` and by `Rams`. */
const teamFinder = (teams: readonly Team[]): ((letters: string) => readonly TeamId[]) => {
  const ids = new Map<string, TeamId[]>();
  for (const { id, name, location } of teams) {
    const nickname = name.startsWith(`${location} `) ? name.slice(location.length + 1) : name;
    for (const text of new Set([name, nickname])) {
      const letters = lettersOf(nameForm(text));
      ids.set(letters, [...(ids.get(letters) ?? []), id]);
    }
  }
  return (letters) => ids.get(letters) ?? [];
};
