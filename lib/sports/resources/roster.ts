import type { Query } from '../../cache/index.ts';
import type { LeagueId, Roster, TeamId } from '../model/index.ts';
import { rosterPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';

export const rosterQuery = (context: ResourceContext, league: LeagueId, team: TeamId): Query<Roster> => {
  const key = entryKey(league, 'roster', team);
  const query: Query<Roster> = {
    key,
    namespace: league,
    policy: rosterPolicy(context.calendar, league, context.clock.now()),
    scopes: [SCOPE.all, SCOPE.rosters, SCOPE.team(team)],
    source: {
      key,
      // Answers from the tiers do not load this code.
      load: async (call) => (await import('./roster-load.ts')).loadRoster(context, { league, team, query }, call),
    },
    decode: (json) => json as Roster,
  };
  return query;
};
