import type { LeagueId, Team, TeamRef } from '../../sports/model.ts';
import type { TeamsRecord, UpstreamCall } from '../../sports/upstream.ts';
import { documentOf } from './answer.ts';
import { isGuest } from './franchises.ts';
import type { EspnHosts } from './hosts.ts';
import { sitePath } from './paths.ts';
import { at, listAt, malformed, seasonAt, teamIdAt, textAt } from './read.ts';

/** Every team of the league, without its All-Star teams; guests among them are marked. */
export const loadTeams = async (hosts: EspnHosts, league: LeagueId, call: UpstreamCall): Promise<TeamsRecord> => {
  // Without a limit colleges answer 50 teams.
  const answer = await hosts.site(`${sitePath(league)}/teams?limit=1000`, call);
  const listed = at(documentOf(answer, `the ${league} teams`), 'sports', 0, 'leagues', 0);
  const teams = (listAt(listed, 'teams') ?? []).flatMap((item) => readTeam(at(item, 'team'), league) ?? []);
  // A league without teams is an answer that means nothing.
  if (teams.length === 0) throw malformed(`no ${league} teams`);
  return { season: seasonAt(listed, 'season', 'year'), teams };
};

/** Undefined for what is not a whole team reference. */
export const readTeamRef = (json: unknown): TeamRef | undefined => {
  const id = teamIdAt(json, 'id');
  const abbreviation = textAt(json, 'abbreviation');
  const name = textAt(json, 'displayName');
  return id === null || abbreviation === null || name === null ? undefined : { id, abbreviation, name };
};

const readTeam = (json: unknown, league: LeagueId): Team | undefined => {
  const ref = readTeamRef(json);
  if (ref === undefined || at(json, 'isAllStar') === true) return undefined;
  return {
    ...ref,
    location: textAt(json, 'location') ?? '',
    slug: textAt(json, 'slug') ?? '',
    ...(isGuest(league, ref.id) && { exhibition: true }),
  };
};
