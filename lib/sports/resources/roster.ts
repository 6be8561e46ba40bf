import { cacheKey, type Query } from '../../cache/index.ts';
import type { LeagueId, Roster, TeamId } from '../model.ts';
import { rosterPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { RosterRecord } from '../upstream.ts';
import type { ResourceContext } from './context.ts';

export const rosterQuery = (context: ResourceContext, league: LeagueId, team: TeamId): Query<Roster> => {
  const { upstream, calendar, clock } = context;
  const key = cacheKey(`${league}:roster:${team}`);
  const scopes = [SCOPE.all, SCOPE.rosters, SCOPE.team(team)];
  return {
    key,
    namespace: league,
    policy: rosterPolicy(calendar, league, clock.now()),
    scopes,
    source: {
      key,
      async load(call) {
        const record = await upstream.roster(league, team, call);
        if (record === null) return [];
        // By the time of the answer: a window may have opened during the call.
        const policy = rosterPolicy(calendar, league, clock.now());
        return [{ key, value: rosterOf(league, record), policy, scopes }];
      },
    },
    decode: (json) => json as Roster,
  };
};

const rosterOf = (league: LeagueId, { team, season, athletes }: RosterRecord): Roster => ({
  league,
  team,
  season,
  players: athletes.map(({ id, name, position, jersey, status }) => ({
    id,
    name,
    league,
    team,
    position,
    jersey,
    status,
  })),
});
