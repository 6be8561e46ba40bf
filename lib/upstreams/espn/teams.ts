import type { LeagueId, Team } from '../../sports/model/index.ts';
import type { TeamsRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { at, listAt, seasonAt } from '../shapes/read.ts';
import type { ShownOrigins } from '../shapes/address.ts';
import { readTeam } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import { sitePath, type EspnHosts } from './hosts.ts';

/** Every team of the league, without its All-Star teams; guests among them are marked. */
export const loadTeams = async (hosts: EspnHosts, league: LeagueId, call: UpstreamCall): Promise<TeamsRecord> => {
  // Without a limit a college league has 50 teams.
  const answer = await hosts.site(`${sitePath(league)}/teams?limit=1000`, call);
  const listed = at(documentOf(answer, `the ${league} teams`), 'sports', 0, 'leagues', 0);
  const list = listAt(listed, 'teams');
  const teams = list?.flatMap((item) => readClub(at(item, 'team'), league, hosts.shown) ?? []);
  if (list === undefined || teams === undefined || (list.length > 0 && teams.length === 0)) {
    throw malformed(`no ${league} teams`);
  }
  return { season: seasonAt(listed, 'season', 'year'), teams };
};

const readClub = (json: unknown, league: LeagueId, shown: ShownOrigins): Team | undefined => {
  const team = readTeam(json, shown);
  if (team === undefined || at(json, 'isAllStar') === true) return undefined;
  return isGuest(league, team.id) ? { ...team, exhibition: true } : team;
};

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/**
 * The clubs of the leagues whose lists also hold guests as if they were clubs: exhibition opponents (WNBA 130927, the
 * Toyota Antelopes) and conference selections (NFL 31 and 32). Ids as the provider's lists have them; an id outlives a
 * move and a new name. Leagues without guests have no entry, so that a new club of theirs needs none.
 */
const FRANCHISES: Readonly<Partial<Record<LeagueId, ReadonlySet<string>>>> = {
  nfl: setOf([...upTo(30), 33, 34]),
  nba: setOf(upTo(30)),
  // Then Golden State, Toronto (both 2025-26 bodies) and Portland.
  wnba: setOf([3, 5, 6, 8, 9, 11, 14, 16, 17, 18, 19, 20, 129689, 131935, 132052]),
};

const isGuest = (league: LeagueId, team: string): boolean => FRANCHISES[league]?.has(team) === false;

function setOf(ids: readonly number[]): ReadonlySet<string> {
  return new Set(ids.map(String));
}
