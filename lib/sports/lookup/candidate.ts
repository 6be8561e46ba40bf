import type { LeagueId, ListedPlayer, PlayerId, TeamId, TeamRef, Suggestion } from '../model/index.ts';
import type { Directory, DirectoryPlayer } from '../names/index.ts';
import type { SearchHit } from '../upstream/index.ts';

/** A player whom a name may mean, with as much as is known so far. */
export interface Candidate {
  readonly id: PlayerId;
  readonly name: string;
  /** Undefined for a hit of the search: only the player's own document has more. */
  readonly row: DirectoryPlayer | undefined;
  /** Whether the row names a team whose roster lacks the player. Only the player's own document has the team, then. */
  readonly rosterConflict: boolean;
  /** Active, and found by another name although retired players have the very name that was typed. */
  readonly isByOtherName?: true;
  /** The team that a hit of the search names. */
  readonly hitTeam: { readonly id: TeamId; readonly name: string } | undefined;
}

export type Teams = ReadonlyMap<string, TeamRef>;

export const candidateOfRow = (directory: Directory, row: DirectoryPlayer): Candidate => ({
  id: row.id,
  name: row.name,
  row,
  rosterConflict: hasRosterConflict(directory, row),
  hitTeam: undefined,
});

/**
 * Only the list of every player has the player on the team, and the team's roster was read: either the list lags, or
 * the roster leaves the player out, as baseball's do with the injured. Without that roster the list is the best source.
 */
const hasRosterConflict = (directory: Directory, { from, teamId }: DirectoryPlayer): boolean =>
  from === 'everyPlayer' && teamId !== null && teamsWithRoster(directory).has(teamId);

const rosterTeams = new WeakMap<Directory, ReadonlySet<TeamId>>();

/** The teams whose rosters the directory was made with. */
const teamsWithRoster = (directory: Directory): ReadonlySet<TeamId> => {
  const known = rosterTeams.get(directory);
  if (known !== undefined) return known;
  const teams = new Set(directory.players.flatMap(({ from, teamId }) => (from === 'roster' ? (teamId ?? []) : [])));
  rosterTeams.set(directory, teams);
  return teams;
};

export const candidateOfHit = ({ id, name, teamId, teamName }: SearchHit): Candidate => ({
  id,
  name,
  row: undefined,
  rosterConflict: false,
  hitTeam: teamId === null ? undefined : { id: teamId, name: teamName ?? '' },
});

/** The team that is known of a candidate before their own document is read. */
export const knownTeamId = ({ row, rosterConflict, hitTeam }: Candidate): TeamId | null =>
  (rosterConflict ? null : row?.teamId) ?? hitTeam?.id ?? null;

/** The whole player, where the directory has the position and the list of teams has the team; else undefined. */
export const playerOfRow = (
  league: LeagueId,
  { row, rosterConflict }: Candidate,
  teams: Teams | undefined,
): ListedPlayer | undefined => {
  if (row === undefined || rosterConflict || row.position === null) return undefined;
  const { id, name, teamId, position, jersey, status } = row;
  const team = teamId === null ? null : teams?.get(teamId);
  return team === undefined ? undefined : { id, name, league, team, position, jersey, status };
};

/** A stand-in for a player whose document was not read. */
export const barePlayer = (league: LeagueId, { id, name, row }: Candidate): ListedPlayer => ({
  id,
  name,
  league,
  team: null,
  position: row?.position ?? null,
  jersey: row?.jersey ?? null,
  status: row?.status ?? 'unknown',
});

export const suggestionOf = (candidate: Candidate, teams: Teams | undefined): Suggestion => {
  const { id, name, row, hitTeam } = candidate;
  const unlisted = hitTeam && { ...hitTeam, abbreviation: '' };
  return {
    id,
    name,
    team: teams?.get(knownTeamId(candidate) ?? '') ?? unlisted ?? null,
    position: row?.position ?? null,
  };
};

export const suggestionOfPlayer = ({ id, name, team, position }: ListedPlayer): Suggestion => ({
  id,
  name,
  team,
  position,
});
