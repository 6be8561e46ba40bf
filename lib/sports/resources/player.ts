import { cacheKey, type Query } from '../../cache/index.ts';
import type { LeagueId, Player, PlayerId, TeamId, TeamRef } from '../model.ts';
import { PLAYER } from '../policies.ts';
import { SCOPE } from '../scopes.ts';
import { UpstreamError } from '../upstream.ts';
import { valueOrNull, type ResourceContext } from './context.ts';
import { teamsQuery } from './teams.ts';

export const playerQuery = (context: ResourceContext, league: LeagueId, id: PlayerId): Query<Player> => {
  const key = cacheKey(`${league}:player:${id}`);
  const scopes = [SCOPE.all, SCOPE.player(id)];
  return {
    key,
    namespace: league,
    policy: PLAYER,
    scopes,
    source: {
      key,
      async load(call) {
        const athlete = await context.upstream.player(league, id, call);
        if (athlete === null) return [];
        const { name, teamId, position, jersey, status } = athlete;
        const team = teamId === null ? null : await teamOf(context, league, teamId);
        const value: Player = { id, name, league, team, position, jersey, status };
        // A trade purges the team he leaves; only now is it known which one that would be.
        const own = teamId === null ? scopes : [...scopes, SCOPE.team(teamId)];
        return [{ key, value, policy: PLAYER, scopes: own }];
      },
    },
    decode: (json) => json as Player,
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
