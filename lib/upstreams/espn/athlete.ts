import type { LeagueId, PlayerId, TeamId } from '../../sports/model.ts';
import type { AthleteRecord, UpstreamCall } from '../../sports/upstream.ts';
import { documentOf, saysAbsent } from './answer.ts';
import { readAthlete } from './athlete-record.ts';
import type { EspnHosts } from './hosts.ts';
import { isOnTeam } from './on-team.ts';
import { corePath } from './paths.ts';
import { at, malformed, textAt } from './read.ts';

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
  return { ...athlete, teamId: isOnTeam(athlete.status, at(json, 'active')) ? lastTeam(json) : null };
};

// A free agent's document still refers to the team he was on last.
const lastTeam = (json: unknown): TeamId | null => {
  const id = /\/teams\/(\d{1,19})(?:[/?#]|$)/.exec(textAt(json, 'team', '$ref') ?? '')?.[1];
  return id === undefined ? null : (id as TeamId);
};
