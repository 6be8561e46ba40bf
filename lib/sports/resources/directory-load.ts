import type { LoadContext, Query } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, Roster, TeamId } from '../model.ts';
import { valueIfPresent, valueOrNull, type ResourceContext } from './context.ts';
import { rosterQuery } from './roster.ts';
import { teamsQuery } from './teams.ts';
import { UpstreamError, type AthleteRecord } from '../upstream.ts';
import type { Directory, DirectoryPlayer } from '../names/index.ts';
import { mergeDirectory } from '../names/merge-directory.ts';
import { heldRosters, readRosters } from './directory-rosters.ts';

export interface LoadedDirectory {
  readonly directory: Directory;
  /** False: some rosters could not be read. */
  readonly isComplete: boolean;
}

/**
 * Everybody in one call where the provider has such a list, put right by whatever rosters are held already; else the
 * teams and every roster. `held` is the directory so far.
 */
export const loadDirectory = async (
  context: ResourceContext,
  held: Query<Directory>,
  league: LeagueId,
  call: LoadContext,
): Promise<LoadedDirectory> => {
  if (leagueOf(league).college) {
    throw new UpstreamError('unsupported', `There is no directory of ${league}: it would take hundreds of rosters`);
  }
  const everyPlayer = await universeOf(context, league, call);
  return everyPlayer === undefined
    ? byRosters(context, held, league, call)
    : byUniverse(context, league, everyPlayer, call);
};

/** Undefined where only the rosters can tell: the provider has no such list, or does not give it to us. */
const universeOf = async (
  { upstream }: ResourceContext,
  league: LeagueId,
  call: LoadContext,
): Promise<readonly AthleteRecord[] | undefined> => {
  if (!upstream.can(league, 'everyPlayer')) return undefined;
  try {
    const { athletes } = await upstream.everyPlayer(league, call);
    return athletes.length === 0 ? undefined : athletes;
  } catch (error) {
    if (error instanceof UpstreamError && isPeculiarToTheList(error)) return undefined;
    throw error;
  }
};

// A provider that is down, slow or wants to be left alone is not asked for thirty rosters instead.
const isPeculiarToTheList = ({ code }: UpstreamError): boolean => {
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
    case 'over-budget':
      return false;
  }
};

const byUniverse = async (
  context: ResourceContext,
  league: LeagueId,
  everyPlayer: readonly AthleteRecord[],
  { signal }: LoadContext,
): Promise<LoadedDirectory> => {
  const list = await valueIfPresent(context, teamsQuery(context, league));
  const listed = (list?.teams ?? []).filter(({ exhibition }) => exhibition !== true).map(({ id }) => id);
  const teams = new Set([...listed, ...everyPlayer.flatMap(({ teamId }) => teamId ?? [])]);
  const rosters = await heldRosters(context, league, [...teams]);
  const missing = listed.filter((id) => !rosters.some(({ team }) => team.id === id));
  const others = await readFew(context, league, { missing, of: listed.length, signal });
  const isComplete = missing.length === 0 || missing.length === listed.length || others.length === missing.length;
  return {
    directory: { league, players: mergeDirectory({ everyPlayer, rosters: [...rosters, ...others] }) },
    isComplete,
  };
};

interface Few {
  readonly missing: readonly TeamId[];
  /** Teams of the league. */
  readonly of: number;
  readonly signal: AbortSignal;
}

// A tenth of a league.
const FEW = 0.1;

/**
 * A few rosters that are not held where nearly all are: just purged, or overlooked by a tier that was slow. Without them
 * their players are nobody's for as long as the directory lasts.
 */
const readFew = async (
  context: ResourceContext,
  league: LeagueId,
  { missing, of, signal }: Few,
): Promise<readonly Roster[]> => {
  if (missing.length > of * FEW) return [];
  signal.throwIfAborted();
  const read = await Promise.all(missing.map((team) => context.read(rosterQuery(context, league, team))));
  return read.flatMap((answer) => (answer.kind === 'value' ? [answer.value()] : []));
};

const byRosters = async (
  context: ResourceContext,
  held: Query<Directory>,
  league: LeagueId,
  { signal }: LoadContext,
): Promise<LoadedDirectory> => {
  const list = await valueOrNull(context.read(teamsQuery(context, league)));
  const teams = (list?.teams ?? []).filter(({ exhibition }) => exhibition !== true).map(({ id }) => id);
  if (teams.length === 0) throw new UpstreamError('malformed', `The provider lists no ${league} teams`);
  const { rosters, missing } = await readRosters(context, league, teams, signal);
  const kept = missing.length === 0 ? [] : await keptRows(context, held, missing);
  const players = mergeDirectory({ rosters, kept });
  if (players.length === 0) throw new UpstreamError('malformed', `The rosters of ${league} hold nobody`);
  return { directory: { league, players }, isComplete: missing.length === 0 };
};

/** What the directory so far has of the teams whose rosters could not be read. */
const keptRows = async (
  context: ResourceContext,
  held: Query<Directory>,
  missing: readonly TeamId[],
): Promise<readonly DirectoryPlayer[]> => {
  const players = (await valueIfPresent(context, held))?.players ?? [];
  return players.filter(({ teamId }) => teamId !== null && missing.includes(teamId));
};
