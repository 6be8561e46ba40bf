import { cacheKey, type Query } from '../../cache/index.ts';
import { currentSeason } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, Roster, TeamId } from '../model.ts';
import { rosterPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { RosterRecord } from '../upstream.ts';
import { inDoubt, type ResourceContext } from './context.ts';

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
        const { standingOfTeam } = await import('./known.ts');
        const { unknown } = await standingOfTeam(context, { league, team }, call);
        const record = await context.payFor(unknown, () => upstream.roster(league, team, call));
        if (record === null) return [];
        // By the time of the answer: a window may have opened during the call.
        const now = clock.now();
        const season = record.season ?? currentSeason(leagueOf(league), now);
        const value = rosterOf(league, record, season);
        const { rosterDoubt } = await import('./roster-doubt.ts');
        const doubt = await rosterDoubt(context, value, call.held());
        const roster = { key, value, policy: rosterPolicy(calendar, league, now), scopes };
        // Elsewhere the directory tells of the players, and the rosters of all teams can be looked through.
        if (!leagueOf(league).college) return inDoubt([roster], doubt);
        const { newlyToldOf } = await import('./told.ts');
        return inDoubt([roster, ...(await newlyToldOf(context, league, value.players))], doubt);
      },
    },
    decode: (json) => json as Roster,
  };
};

const rosterOf = (league: LeagueId, { team, athletes }: RosterRecord, season: number): Roster => ({
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
