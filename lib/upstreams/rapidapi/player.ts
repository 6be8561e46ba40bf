import type { PlayerId, TeamId } from '../../sports/model/index.ts';
import type { AthleteRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { saysAbsent } from '../shapes/error-body.ts';
import { type Athlete, isOnTeam, readAthlete as readAnyAthlete } from '../shapes/athlete.ts';
import { readAthleteProfile } from '../shapes/profile.ts';
import { at, teamIdAt, textAt } from '../shapes/read.ts';
import { linkedTeamId } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import type { RapidApiHost } from './client.ts';

export const loadPlayer = async (
  { get, shown }: RapidApiHost,
  id: PlayerId,
  call: UpstreamCall,
): Promise<AthleteRecord | null> => {
  const answer = await get('nfl-player-info/v1/data', { id }, call);
  if (saysAbsent(answer, ['instance', 'athlete', 'player'])) return null;
  const document = documentOf(answer, `athlete ${id}`);
  // Recorded bodies have the athlete bare and in an envelope.
  const json = at(document, 'athlete') ?? document;
  const athlete = readAthlete(json);
  if (athlete?.id !== id) throw malformed(`no athlete ${id}`);
  const teamId = isOnTeam(athlete.status, at(json, 'active')) ? lastTeam(json) : null;
  return { ...athlete, teamId, profile: readAthleteProfile(json, shown) };
};

// A free agent's document still names their last team. Some documents have the team itself, some a link to it.
const lastTeam = (json: unknown): TeamId | null => teamIdAt(json, 'team', 'id') ?? linkedTeamId(at(json, 'team'));

/** ESPN's athlete, but for a position that is plain text: here that is the player's unit ("offense"). */
export const readAthlete = (json: unknown): Athlete | undefined => {
  const athlete = readAnyAthlete(json);
  return athlete && { ...athlete, position: textAt(json, 'position', 'abbreviation') };
};
