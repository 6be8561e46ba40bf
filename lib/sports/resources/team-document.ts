import type { Query } from '../../cache/index.ts';
import type { LeagueId, TeamId } from '../model/index.ts';
import { SCOPE } from '../scopes.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';
import { TEAM_DOCUMENT, type TeamDocument } from './team-document-stored.ts';

/** One call a team, and none until its next game has ended. */
export const teamDocumentQuery = (context: ResourceContext, league: LeagueId, team: TeamId): Query<TeamDocument> => {
  const key = entryKey(league, 'team', team);
  const scopes = [SCOPE.all, SCOPE.teams, SCOPE.team(team)];
  const query: Query<TeamDocument> = {
    key,
    namespace: league,
    policy: TEAM_DOCUMENT,
    scopes,
    source: {
      key,
      // Answers from the tiers do not load this code.
      load: async (call) =>
        (await import('./team-document-load.ts')).loadTeamDocument(context, { league, team, query }, call),
    },
    decode: (json) => json as TeamDocument,
    confirm: async (cached) =>
      (await import('./team-document-load.ts')).confirmTeamDocument(context, { league, team, query }, cached),
  };
  return query;
};
