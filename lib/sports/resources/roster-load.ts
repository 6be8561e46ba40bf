import type { LoadContext, LoadResult, Query } from '../../cache/index.ts';
import { currentSeason } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, Roster, TeamId } from '../model.ts';
import { rosterPolicy } from './policies.ts';
import type { RosterRecord } from '../upstream.ts';
import { inDoubt, type ResourceContext } from './context.ts';
import { standingOfTeam } from './known.ts';
import { rosterDoubt } from './roster-doubt.ts';
import { newlyToldOf } from './told.ts';

export interface RosterLoad {
  readonly league: LeagueId;
  readonly team: TeamId;
  readonly query: Query<Roster>;
}

export const loadRoster = async (
  context: ResourceContext,
  { league, team, query: { key, scopes } }: RosterLoad,
  call: LoadContext,
): Promise<LoadResult> => {
  const { upstream, calendar, clock } = context;
  const { unknown } = await standingOfTeam(context, { league, team }, call);
  const record = await context.payFor(unknown, () => upstream.roster(league, team, call));
  if (record === null) return { loaded: [] };
  // By the time of the answer: a window may have opened during the call.
  const now = clock.now();
  const season = record.season ?? currentSeason(leagueOf(league), now);
  const value = rosterOf(league, record, season);
  const doubt = await rosterDoubt(context, value, call.held());
  const roster = { key, value, policy: rosterPolicy(calendar, league, now), scopes };
  // Elsewhere the directory tells of the players, and the rosters of all teams can be looked through.
  const told = leagueOf(league).college ? await newlyToldOf(context, league, value.players) : [];
  return inDoubt([roster, ...told], doubt);
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
