import type { LeagueId, PlayerId } from '../../sports/model/index.ts';
import type { AthleteRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { isOnTeam, readAthlete } from '../shapes/athlete.ts';
import { saysAbsent } from '../shapes/error-body.ts';
import { readAthleteProfile } from '../shapes/profile.ts';
import { at } from '../shapes/read.ts';
import { linkedTeamId } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import { corePath, type EspnHosts } from './hosts.ts';

export const loadAthlete = async (
  hosts: EspnHosts,
  league: LeagueId,
  id: PlayerId,
  call: UpstreamCall,
): Promise<AthleteRecord | null> => {
  const answer = await hosts.core(`${corePath(league)}/athletes/${encodeURIComponent(id)}`, call);
  if (saysAbsent(answer, ['instance', 'athlete', 'player'])) return null;
  const json = documentOf(answer, `${league} athlete ${id}`);
  const athlete = readAthlete(json);
  if (athlete?.id !== id) throw malformed(`no athlete ${id}`);
  // A free agent's document still refers to their last team.
  const plays = isOnTeam(athlete.status, at(json, 'active'));
  const teamId = plays ? linkedTeamId(at(json, 'team')) : null;
  return { ...athlete, teamId, profile: readAthleteProfile(json, hosts.shown) };
};
