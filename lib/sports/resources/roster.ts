import { cacheKey, type Query } from '../../cache/index.ts';
import type { LeagueId, Roster, TeamId } from '../model.ts';
import { ROSTER } from '../policies.ts';
import { SCOPE } from '../scopes.ts';
import type { RosterRecord } from '../upstream.ts';
import type { ResourceContext } from './context.ts';

export const rosterQuery = ({ upstream }: ResourceContext, league: LeagueId, team: TeamId): Query<Roster> => {
  const key = cacheKey(`${league}:roster:${team}`);
  const scopes = [SCOPE.all, SCOPE.rosters, SCOPE.team(team)];
  return {
    key,
    namespace: league,
    policy: ROSTER,
    scopes,
    source: {
      key,
      async load(call) {
        const record = await upstream.roster(league, team, call);
        return record === null ? [] : [{ key, value: rosterOf(league, record), policy: ROSTER, scopes }];
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
