import type { LeagueId, TeamId } from '../../sports/model.ts';
import type { AthleteRecord, RosterRecord, UpstreamCall } from '../../sports/upstream.ts';
import { documentOf, saysAbsent } from './answer.ts';
import { readAthlete } from './athlete-record.ts';
import type { EspnHosts } from './hosts.ts';
import { sitePath } from './paths.ts';
import { at, listAt, malformed, seasonAt } from './read.ts';
import { readTeamRef } from './teams.ts';

export const loadRoster = async (
  hosts: EspnHosts,
  league: LeagueId,
  team: TeamId,
  call: UpstreamCall,
): Promise<RosterRecord | null> => {
  const answer = await hosts.site(`${sitePath(league)}/teams/${encodeURIComponent(team)}/roster`, call);
  if (saysAbsent(answer, ['instance', 'team'])) return null;
  return readRoster(documentOf(answer, `the roster of ${league} team ${team}`), team);
};

const readRoster = (json: unknown, id: TeamId): RosterRecord => {
  const team = readTeamRef(at(json, 'team'));
  const season = seasonAt(json, 'season', 'year');
  const list = listAt(json, 'athletes');
  if (team?.id !== id || season === null || list === undefined) throw malformed(`no roster for team ${id}`);
  // Football, baseball and hockey group their rosters and basketball does not, but no league has promised to.
  const members = list.flatMap((element) => listAt(element, 'items') ?? [element]);
  const athletes = new Map<string, AthleteRecord>();
  for (const member of members) {
    const athlete = readAthlete(member);
    if (athlete !== undefined && !athletes.has(athlete.id)) athletes.set(athlete.id, { ...athlete, teamId: id });
  }
  if (members.length > 0 && athletes.size === 0) throw malformed(`a roster of nobody for team ${id}`);
  return { team, season, athletes: [...athletes.values()] };
};
