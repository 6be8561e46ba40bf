import type { LeagueId, Team } from '../../sports/model.ts';
import type { TeamsRecord, UpstreamCall } from '../../sports/upstream.ts';
import { at, listAt, seasonAt } from '../shapes/read.ts';
import { readTeam } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import { isGuest } from './franchises.ts';
import type { EspnHosts } from './hosts.ts';
import { sitePath } from './paths.ts';

/** Every team of the league, without its All-Star teams; guests among them are marked. */
export const loadTeams = async (hosts: EspnHosts, league: LeagueId, call: UpstreamCall): Promise<TeamsRecord> => {
  // Without a limit colleges answer 50 teams.
  const answer = await hosts.site(`${sitePath(league)}/teams?limit=1000`, call);
  const listed = at(documentOf(answer, `the ${league} teams`), 'sports', 0, 'leagues', 0);
  const teams = (listAt(listed, 'teams') ?? []).flatMap((item) => readClub(at(item, 'team'), league) ?? []);
  // A league without teams is an answer that means nothing.
  if (teams.length === 0) throw malformed(`no ${league} teams`);
  return { season: seasonAt(listed, 'season', 'year'), teams };
};

const readClub = (json: unknown, league: LeagueId): Team | undefined => {
  const team = readTeam(json);
  if (team === undefined || at(json, 'isAllStar') === true) return undefined;
  return isGuest(league, team.id) ? { ...team, exhibition: true } : team;
};
