import type { LoadContext, LoadResult, Query } from '../../cache/index.ts';
import { currentSeason } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import { listedPlayer, teamRef, type LeagueId, type Roster, type TeamId, type TeamProfile } from '../model/index.ts';
import { rosterPolicy } from './policies.ts';
import type { RosterRecord } from '../upstream/index.ts';
import { inDoubt, valueIfPresent, type ResourceContext } from './context.ts';
import { standingOfTeam } from './known.ts';
import { profileOf } from './player-profile.ts';
import { rosterDoubt } from './roster-doubt.ts';
import { teamsQuery } from './teams.ts';
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
  const value = await rosterOf(context, league, { record, season, now });
  const doubt = await rosterDoubt(context, value, call.held());
  const roster = { key, value, policy: rosterPolicy(calendar, league, now), scopes };
  // Elsewhere the directory tells of the players, and the rosters of all teams can be looked through.
  const told = leagueOf(league).college ? await newlyToldOf(context, league, value.players) : [];
  return inDoubt([roster, ...told], doubt);
};

interface ReadRoster {
  readonly record: RosterRecord;
  readonly season: number;
  readonly now: number;
}

const rosterOf = async (
  context: ResourceContext,
  league: LeagueId,
  { record: { team, athletes }, season, now }: ReadRoster,
): Promise<Roster> => {
  const ref = teamRef(team);
  return {
    league,
    team: { ...ref, ...(await teamProfile(context, league, team)) },
    season,
    players: athletes.map(({ profile, ...athlete }) => ({
      ...listedPlayer({ ...athlete, league, team: ref }),
      ...profileOf(league, now, profile),
    })),
  };
};

/** As the list of teams has it, where that is held: rosters have one colour and one logo. */
const teamProfile = async (
  context: ResourceContext,
  league: LeagueId,
  team: RosterRecord['team'],
): Promise<TeamProfile> => {
  const list = await valueIfPresent(context, teamsQuery(context, league));
  const listed = list?.teams.find(({ id }) => id === team.id);
  return {
    color: listed?.color ?? team.color,
    alternateColor: listed?.alternateColor ?? team.alternateColor,
    logo: listed?.logo ?? team.logo,
    logoDark: listed?.logoDark ?? team.logoDark,
    link: listed?.link ?? team.link,
  };
};
