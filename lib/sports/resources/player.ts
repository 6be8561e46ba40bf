import { cacheKey, type LoadedEntry, type Query } from '../../cache/index.ts';
import type { LeagueId, Player, PlayerId, TeamId, TeamRef } from '../model.ts';
import { playerPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import { UpstreamError } from '../upstream.ts';
import { valueOrNull, type ResourceContext } from './context.ts';
import { directoryQuery } from './directory.ts';
import { teamsQuery } from './teams.ts';

export const playerQuery = (context: ResourceContext, league: LeagueId, id: PlayerId): Query<Player> => {
  const { upstream, calendar, clock } = context;
  const key = cacheKey(`${league}:player:${id}`);
  const scopes = [SCOPE.all, SCOPE.player(id)];
  return {
    key,
    namespace: league,
    policy: playerPolicy(calendar, league, clock.now()),
    scopes,
    source: {
      key,
      async load(call) {
        const listed = await listedPlayer(context, league, id);
        if (listed !== undefined) return [{ ...listed, key }];
        const athlete = await upstream.player(league, id, call);
        if (athlete === null) return [];
        const { name, teamId, position, jersey, status } = athlete;
        const team = teamId === null ? null : await teamOf(context, league, teamId);
        const value: Player = { id, name, league, team, position, jersey, status };
        // A trade purges the team that the player leaves, and only now is it known which team that would be.
        const own = teamId === null ? scopes : [...scopes, SCOPE.team(teamId)];
        return [{ key, value, policy: playerPolicy(calendar, league, clock.now()), scopes: own }];
      },
    },
    decode: (json) => json as Player,
  };
};

/**
 * The player as the directory has them, without a call, where the row comes from a roster: rosters have what the
 * player's own document has. Undefined where there is no such row, or the directory is stale.
 */
const listedPlayer = async (
  context: ResourceContext,
  league: LeagueId,
  id: PlayerId,
): Promise<Omit<LoadedEntry, 'key'> | undefined> => {
  const [directory] = await context.getAllPresent([directoryQuery(context, league)]);
  if (directory?.kind !== 'value') return undefined;
  // Fresh for as long as the directory is, and no longer than a document of their own would be.
  const now = context.clock.now();
  const freshFor = directory.entry.freshUntil - now;
  if (freshFor <= 0) return undefined;
  const row = directory.value().players.find((player) => player.id === id);
  if (row?.from !== 'roster' || row.teamId === null || row.position === null) return undefined;
  const { name, teamId, position, jersey, status } = row;
  const team = await teamOf(context, league, teamId);
  const value: Player = { id, name, league, team, position, jersey, status };
  const policy = playerPolicy(context.calendar, league, now);
  return {
    value,
    policy: { ...policy, freshFor: Math.min(policy.freshFor, freshFor) },
    scopes: [SCOPE.all, SCOPE.player(id), SCOPE.team(teamId)],
    loadedAt: directory.entry.loadedAt,
  };
};

// The athlete document names the team by its id alone.
const teamOf = async (context: ResourceContext, league: LeagueId, id: TeamId): Promise<TeamRef> => {
  const list = await valueOrNull(context.read(teamsQuery(context, league)));
  const team = list?.teams.find((candidate) => candidate.id === id);
  if (team === undefined)
    throw new UpstreamError('malformed', `No team ${id} in the provider's list of ${league} teams`);
  return { id, abbreviation: team.abbreviation, name: team.name };
};
