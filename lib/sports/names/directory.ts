import type { LeagueId, PlayerId, TeamId } from '../model.ts';

/** Everybody of a league whom a name may mean. */
export interface Directory {
  readonly league: LeagueId;
  readonly players: readonly DirectoryPlayer[];
}

export interface DirectoryPlayer {
  readonly id: PlayerId;
  readonly name: string;
  /** What else the provider calls him, under the same id. */
  readonly otherNames: readonly string[];
  readonly teamId: TeamId | null;
  readonly position: string | null;
  readonly jersey: string | null;
  readonly status: string;
  /** Who says so. A roster knows; the list of everybody may be months behind, and may not tell the position. */
  readonly from: 'roster' | 'everyPlayer';
}

/** On a team, or said to be active without one. */
export const isActive = ({ teamId, status }: Pick<DirectoryPlayer, 'teamId' | 'status'>): boolean =>
  teamId !== null || status === 'active';

/**
 * A directory as it is kept: rows of texts and numbers, because ten thousand objects would be mostly the names of
 * their members.
 */
export interface StoredDirectory {
  readonly version: typeof VERSION;
  readonly league: LeagueId;
  readonly rows: readonly StoredRow[];
}

/** Id, name, team, position, jersey, status, whether from a roster, and further names. */
export type StoredRow = readonly [
  string,
  string,
  string | null,
  string | null,
  string | null,
  string,
  0 | 1,
  ...(readonly string[]),
];

const VERSION = 1;

export const encodeDirectory = ({ league, players }: Directory): StoredDirectory => ({
  version: VERSION,
  league,
  rows: players.map(({ id, name, otherNames, teamId, position, jersey, status, from }) => [
    id,
    name,
    teamId,
    position,
    jersey,
    status,
    from === 'roster' ? 1 : 0,
    ...otherNames,
  ]),
});

/** Throws on whatever `encodeDirectory` did not write: another version, another league, a row that is not one. */
export const decodeDirectory = (json: unknown, league: LeagueId): Directory => {
  const stored = json as Partial<Record<keyof StoredDirectory, unknown>> | null;
  if (stored?.version !== VERSION || stored.league !== league || !Array.isArray(stored.rows)) {
    throw new TypeError(`Not a directory of ${league} in version ${VERSION}`);
  }
  return { league, players: stored.rows.map(playerOf) };
};

const playerOf = (row: unknown): DirectoryPlayer => {
  if (!isRow(row)) throw new TypeError('Not a row of a directory');
  const [id, name, teamId, position, jersey, status, isFromRoster, ...otherNames] = row;
  return {
    id: id as PlayerId,
    name,
    otherNames,
    teamId: teamId as TeamId | null,
    position,
    jersey,
    status,
    from: isFromRoster === 1 ? 'roster' : 'everyPlayer',
  };
};

const isRow = (row: unknown): row is StoredRow => {
  if (!Array.isArray(row)) return false;
  const [id, name, teamId, position, jersey, status, isFromRoster, ...otherNames] = row as readonly unknown[];
  return (
    [id, name, status, ...otherNames].every(isText) &&
    [teamId, position, jersey].every((value) => value === null || isText(value)) &&
    (isFromRoster === 0 || isFromRoster === 1)
  );
};

const isText = (value: unknown): value is string => typeof value === 'string';
