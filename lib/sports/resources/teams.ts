import { cacheKey, type Query } from '../../cache/index.ts';
import type { LeagueId, Team } from '../model.ts';
import { TEAMS } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import { inDoubt, latestOf, type ResourceContext } from './context.ts';

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
        const { doubtTeams } = await import('../doubts/index.ts');
        const held = latestOf(call.held()) as TeamList | undefined;
        const doubt = doubtTeams(league, { brought: clubsOf(value), held: held && clubsOf(held) });
        return inDoubt([{ key, value, policy: TEAMS, scopes }], doubt);
      },
    },
    decode: (json) => json as TeamList,
  };
};

/** Teams without the league's guests. */
const clubsOf = ({ teams }: TeamList): number => teams.filter(({ exhibition }) => exhibition !== true).length;
