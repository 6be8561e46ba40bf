import type { Directory, DirectoryPlayer } from '../names/index.ts';
import type { LeagueId, Player, PlayerId, TeamRef } from '../model.ts';
import type { Suggestion } from './resolution.ts';
import type { SearchHit } from '../upstream.ts';
import { isDoubted } from './doubt.ts';

/** Somebody whom a name may mean, with as much as is known of him so far. */
export interface Candidate {
  readonly id: PlayerId;
  readonly name: string;
  /** undefined: a search found him, and only his own document tells more. */
  readonly row: DirectoryPlayer | undefined;
  /** The row has him on a team that does not: there, too, his own document tells. */
  readonly inDoubt: boolean;
  readonly teamName: string | null;
}

export type Teams = ReadonlyMap<string, TeamRef>;

export const candidateOfRow = (directory: Directory, row: DirectoryPlayer): Candidate => ({
  id: row.id,
  name: row.name,
  row,
  inDoubt: isDoubted(directory, row),
  teamName: null,
});

export const candidateOfHit = ({ id, name, teamName }: SearchHit): Candidate => ({
  id,
  name,
  row: undefined,
  inDoubt: false,
  teamName,
});

/** The whole player, where the directory knows him: his position, and a team that the list of teams has. */
export const playerOfRow = (
  league: LeagueId,
  { row, inDoubt }: Candidate,
  teams: Teams | undefined,
): Player | undefined => {
  if (row === undefined || inDoubt || row.position === null) return undefined;
  const { id, name, teamId, position, jersey, status } = row;
  const team = teamId === null ? null : teams?.get(teamId);
  return team === undefined ? undefined : { id, name, league, team, position, jersey, status };
};

/** What stands for a player of whom nobody was asked more. */
export const barePlayer = (league: LeagueId, { id, name, row }: Candidate): Player => ({
  id,
  name,
  league,
  team: null,
  position: row?.position ?? null,
  jersey: row?.jersey ?? null,
  status: row?.status ?? 'unknown',
});

export const suggestionOf = (
  { id, name, row, inDoubt, teamName }: Candidate,
  teams: Teams | undefined,
): Suggestion => ({
  id,
  name,
  teamName: (inDoubt ? undefined : teams?.get(row?.teamId ?? '')?.name) ?? teamName,
  position: row?.position ?? null,
});
