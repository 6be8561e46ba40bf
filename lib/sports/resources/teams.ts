import type { Query } from '../../cache/index.ts';
import type { LeagueId, TeamList } from '../model/index.ts';
import { TEAMS } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import { latestOf, type ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';

export const teamsQuery = (context: ResourceContext, league: LeagueId): Query<TeamList> => {
  const { upstream } = context;
  const key = entryKey(league, 'teams');
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
        const { teamsDoubt } = await import('./teams-doubt.ts');
        const held = latestOf(call.held()) as TeamList | undefined;
        return { loaded: [{ key, value, policy: TEAMS, scopes }], ...(await teamsDoubt(context, value, held)) };
      },
    },
    decode: (json) => json as TeamList,
  };
};
