import type { LeagueId, PlayerId, TeamId } from '../model/index.ts';

/** All players of a league whom a name may mean. */
export interface Directory {
  readonly league: LeagueId;
  readonly players: readonly DirectoryPlayer[];
}

export interface DirectoryPlayer {
  readonly id: PlayerId;
  readonly name: string;
  /** Other names that the provider uses under the same id. */
  readonly otherNames: readonly string[];
  readonly teamId: TeamId | null;
  readonly position: string | null;
  readonly jersey: string | null;
  readonly status: string;
  /** Where the row was read. A roster is current; the list of every player may lag by months and lack positions. */
  readonly from: 'roster' | 'everyPlayer';
}

/** On a team, or active without one. */
export const isActive = ({ teamId, status }: Pick<DirectoryPlayer, 'teamId' | 'status'>): boolean =>
  teamId !== null || status === 'active';

/**
 * A directory as it is stored: rows without member names, which would be most of the text of ten thousand players.
 */
export interface StoredDirectory {
  readonly version: typeof VERSION;
  readonly league: LeagueId;
  readonly rows: readonly StoredRow[];
}

/** Id, name, team, position, jersey, status, 1 if from a roster, and other names. */
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

/**
 * Throws TypeError for anything that `encodeDirectory` did not write: another version or league, or a malformed row.
 * Checked by hand: a valibot schema takes three times as long for ten thousand rows, which a name look-up may wait for.
 */
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
