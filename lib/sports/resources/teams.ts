import { cacheKey, type Query } from '../../cache/index.ts';
import type { LeagueId, Team } from '../model.ts';
import { TEAMS } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { ResourceContext } from './context.ts';

export interface TeamList {
  readonly league: LeagueId;
  /** The season the provider is in now, where it says so. */
  readonly season: number | null;
  readonly teams: readonly Team[];
}

export const teamsQuery = ({ upstream }: ResourceContext, league: LeagueId): Query<TeamList> => {
  const key = cacheKey(`${league}:teams`);
  const scopes = [SCOPE.all, SCOPE.teams];
  return {
    key,
    namespace: league,
    policy: TEAMS,
    scopes,
    source: {
      key,
      async load(call) {
        const { season, teams } = await upstream.teams(league, call);
        const value: TeamList = { league, season, teams };
        return [{ key, value, policy: TEAMS, scopes }];
      },
    },
    decode: (json) => json as TeamList,
  };
};
