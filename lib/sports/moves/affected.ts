import type { LeagueId, PlayerId, Team, TeamId } from '../model/index.ts';
import type { Directory, DirectoryPlayer } from '../names/index.ts';
import { directoryIndex } from '../names/name-index.ts';
import type { TransactionRecord } from '../upstream/index.ts';
import { namedIn, teamFinder, type Find } from './names-in-text.ts';

/** Whom moves concern. */
export interface Affected {
  readonly teams: ReadonlySet<TeamId>;
  readonly players: ReadonlySet<PlayerId>;
}

export interface LeagueNames {
  readonly league: LeagueId;
  /** As it was before the moves; undefined where none is cached. */
  readonly directory: Directory | undefined;
  readonly teams: readonly Team[];
}

/**
 * The team of each move, the teams and players that its text names, and the teams these players were on. A name that
 * several players share means all of them: one load too many is cheap, a player on their old team is wrong.
 */
export const affectedBy = (
  moves: readonly TransactionRecord[],
  { league, directory, teams: knownTeams }: LeagueNames,
): Affected => {
  const findTeams = teamFinder(league, knownTeams);
  const findPlayers = playerFinder(directory);
  // One search for both: the city in `Dallas Clark` is no team.
  const find: Find<Named> = (letters) => [
    ...findPlayers(letters).map((player) => ({ player })),
    ...findTeams(letters).map((team) => ({ team })),
  ];
  const teams = new Set<TeamId>();
  const players = new Set<PlayerId>();
  for (const { teamId, description } of moves) {
    if (teamId !== null) teams.add(teamId);
    for (const named of namedIn(description, find).flat()) {
      if ('team' in named) teams.add(named.team);
      else {
        players.add(named.player.id);
        if (named.player.teamId !== null) teams.add(named.player.teamId);
      }
    }
  }
  return { teams, players };
};

type Named = { readonly player: DirectoryPlayer } | { readonly team: TeamId };

const playerFinder = (directory: Directory | undefined): Find<DirectoryPlayer> => {
  if (directory === undefined) return () => [];
  const index = directoryIndex(directory);
  return (letters) => {
    const anySuffix = { base: letters, suffix: null };
    return [...index.byName(anySuffix), ...index.byOtherName(anySuffix)];
  };
};
