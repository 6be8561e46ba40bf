import type { LoadContext, Query } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, Roster, TeamId } from '../model/index.ts';
import { latestOf, valueIfPresent, valueOrNull, type ResourceContext } from './context.ts';
import { doubtEveryPlayer } from '../doubts/index.ts';
import { rosterQuery } from './roster.ts';
import { teamsQuery } from './teams.ts';
import { UpstreamError, type AthleteRecord } from '../upstream/index.ts';
import type { Directory, DirectoryPlayer } from '../names/index.ts';
import { mergeDirectory } from '../names/merge-directory.ts';
import { cachedRosters, readRosters } from './directory-rosters.ts';

export interface LoadedDirectory {
  readonly directory: Directory;
  /** False: some rosters could not be read. */
  readonly isComplete: boolean;
}

/**
 * Every player of a league. Where the provider lists them in one call, that list corrected by the cached rosters; else
 * the team list and every roster. `cached` is the query of the directory so far. Rejects with `UpstreamError`:
 * `unsupported` for colleges, else the first failed call's.
 */
export const loadDirectory = async (
  context: ResourceContext,
  cached: Query<Directory>,
  league: LeagueId,
  call: LoadContext,
): Promise<LoadedDirectory> => {
  if (leagueOf(league).college) {
    throw new UpstreamError('unsupported', `There is no directory of ${league}: it would take hundreds of rosters`);
  }
  const everyPlayer = await readEveryPlayer(context, league, call);
  return everyPlayer === undefined
    ? fromRosters(context, cached, league, call)
    : fromEveryPlayer(context, league, everyPlayer, call);
};

/**
 * Undefined when the directory has to be made of rosters: the provider has no such list, does not hand it out, or sends
 * one that cannot be true.
 */
const readEveryPlayer = async (
  { upstream }: ResourceContext,
  league: LeagueId,
  call: LoadContext,
): Promise<readonly AthleteRecord[] | undefined> => {
  if (!upstream.can(league, 'everyPlayer')) return undefined;
  try {
    const { athletes } = await upstream.everyPlayer(league, call);
    const onTeams = athletes.filter(({ teamId }) => teamId !== null).length;
    const held = (latestOf(call.held()) as Directory | undefined)?.players.length;
    return doubtEveryPlayer({ brought: athletes.length, held }, onTeams) === undefined ? athletes : undefined;
  } catch (error) {
    if (error instanceof UpstreamError && concernsOnlyTheList(error)) return undefined;
    throw error;
  }
};

// A provider that is down, slow, or has asked for a pause is not asked for thirty rosters instead.
const concernsOnlyTheList = ({ code }: UpstreamError): boolean => {
  switch (code) {
    case 'blocked':
    case 'failed':
    case 'malformed':
    case 'too-large':
    case 'unsupported':
      return true;
    case 'rate-limited':
    case 'timeout':
    case 'unreachable':
    case 'provider-unavailable':
    case 'over-budget':
    case 'ledger-unavailable':
      return false;
  }
};

const fromEveryPlayer = async (
  context: ResourceContext,
  league: LeagueId,
  everyPlayer: readonly AthleteRecord[],
  { signal }: LoadContext,
): Promise<LoadedDirectory> => {
  const list = await valueIfPresent(context, teamsQuery(context, league));
  const listed = (list?.teams ?? []).filter(({ exhibition }) => exhibition !== true).map(({ id }) => id);
  const teams = new Set([...listed, ...everyPlayer.flatMap(({ teamId }) => teamId ?? [])]);
  const rosters = await cachedRosters(context, league, [...teams]);
  const missing = listed.filter((id) => !rosters.some(({ team }) => team.id === id));
  const others = await readMissing(context, league, { missing, of: listed.length, signal });
  const isComplete = missing.length === 0 || missing.length === listed.length || others.length === missing.length;
  return {
    directory: { league, players: mergeDirectory({ everyPlayer, rosters: [...rosters, ...others] }) },
    isComplete,
  };
};

interface MissingRosters {
  readonly missing: readonly TeamId[];
  /** Teams of the league. */
  readonly of: number;
  readonly signal: AbortSignal;
}

// Of a league's rosters.
const MAX_READ_SHARE = 0.1;

/**
 * Reads the missing rosters when they are few: they were just purged, or a slow tier did not answer for them. Without
 * them no roster vouches for those teams' players for as long as the directory lasts. Empty when more than a tenth of
 * the league's rosters are missing.
 */
const readMissing = async (
  context: ResourceContext,
  league: LeagueId,
  { missing, of, signal }: MissingRosters,
): Promise<readonly Roster[]> => {
  if (missing.length > of * MAX_READ_SHARE) return [];
  signal.throwIfAborted();
  const read = await Promise.all(missing.map((team) => context.read(rosterQuery(context, league, team))));
  return read.flatMap((answer) => (answer.kind === 'value' ? [answer.value()] : []));
};

const fromRosters = async (
  context: ResourceContext,
  cached: Query<Directory>,
  league: LeagueId,
  { signal }: LoadContext,
): Promise<LoadedDirectory> => {
  const list = await valueOrNull(context.read(teamsQuery(context, league)));
  const teams = (list?.teams ?? []).filter(({ exhibition }) => exhibition !== true).map(({ id }) => id);
  const { rosters, missing } = await readRosters(context, league, teams, signal);
  const kept = missing.length === 0 ? [] : await cachedRows(context, cached, missing);
  const players = mergeDirectory({ rosters, previous: kept });
  return { directory: { league, players }, isComplete: missing.length === 0 };
};

/** The rows of the directory so far for the teams whose rosters could not be read. */
const cachedRows = async (
  context: ResourceContext,
  cached: Query<Directory>,
  missing: readonly TeamId[],
): Promise<readonly DirectoryPlayer[]> => {
  const players = (await valueIfPresent(context, cached))?.players ?? [];
  return players.filter(({ teamId }) => teamId !== null && missing.includes(teamId));
};
