import type { Scope, TieredCache } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, Team, TeamId } from '../model/index.ts';
import type { Directory } from '../names/index.ts';
import type { Resources } from '../resources/index.ts';
import { SCOPE } from '../scopes.ts';
import type { TransactionRecord } from '../upstream/index.ts';
import type { LeagueNames } from './affected.ts';

/** What is to be purged for moves, and the teams whose rosters are worth loading again. */
export interface PurgePlan {
  readonly scopes: readonly Scope[];
  readonly teams: readonly TeamId[];
}

export const NO_PURGE: PurgePlan = { scopes: [], teams: [] };

export const mergePlans = (plans: readonly PurgePlan[]): PurgePlan => ({
  scopes: [...new Set(plans.flatMap(({ scopes }) => scopes))],
  teams: [...new Set(plans.flatMap(({ teams }) => teams))],
});

export interface PlannerOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'directory' | 'teams'>;
}

/** Plans the purge for a league's new moves. */
export interface Planner {
  plan(
    league: LeagueId,
    moves: readonly TransactionRecord[],
    options: { readonly mayBeTruncated: boolean },
  ): Promise<PurgePlan>;
  /** Keeps the cached directory for later moves. To be called before the directory is purged. */
  rememberDirectory(league: LeagueId): Promise<void>;
}

/** Names are taken from what is cached of a league; the provider is not asked. */
export const createPlanner = ({ cache, resources }: PlannerOptions): Planner => {
  // Remembered, because each purge for a move takes the cached one away and the next move may come a minute later.
  const directories = new Map<LeagueId, Directory>();

  const rememberDirectory = async (league: LeagueId): Promise<void> => {
    const [directory] = await cache.getAllPresent([resources.directory(league)]);
    if (directory?.kind === 'value') directories.set(league, directory.value());
  };
  const cachedTeams = async (league: LeagueId): Promise<readonly Team[]> => {
    const [teams] = await cache.getAllPresent([resources.teams(league)]);
    return teams?.kind === 'value' ? teams.value().teams : [];
  };

  return {
    async plan(league, moves, { mayBeTruncated }) {
      if (moves.length === 0) return NO_PURGE;
      const [, teams] = await Promise.all([rememberDirectory(league), cachedTeams(league)]);
      const directory = directories.get(league);
      // Colleges never have a directory: there the teams that are named have to do.
      const arePlayersUnknown = directory === undefined && !leagueOf(league).college;
      return planPurge(moves, { league, directory, teams }, mayBeTruncated || arePlayersUnknown);
    },
    rememberDirectory,
  };
};

// Twice the teams of a professional league. Colleges have hundreds, too many for a purge log.
const MAX_PURGED_TEAMS = 64;

/** The rosters of the teams and the documents of the players concerned, or of all teams, and the directory. */
const planPurge = async (
  moves: readonly TransactionRecord[],
  names: LeagueNames,
  concernsAll: boolean,
): Promise<PurgePlan> => {
  // Most runs read no new move: they do without the tables of names.
  const { affectedBy } = await import('./affected.ts');
  const { teams, players } = affectedBy(moves, names);
  // A player's document carries the scope of their team, so purging every team reaches the unknown players, too.
  const all = concernsAll && names.teams.length <= MAX_PURGED_TEAMS ? names.teams.map(({ id }) => id) : [];
  const scopes = [
    ...(concernsAll ? [SCOPE.rosters] : []),
    SCOPE.directory,
    ...[...new Set([...teams, ...all])].map((id) => SCOPE.team(id)),
    ...[...players].map((id) => SCOPE.player(id)),
  ];
  return { scopes, teams: [...teams] };
};
