import type { PlayerId, TeamId } from '../../sports/model.ts';
import type { AthleteRecord, UpstreamCall } from '../../sports/upstream.ts';
import { saysAbsent } from '../shapes/error-body.ts';
import { type Athlete, isOnTeam, readAthlete as readAnyAthlete } from '../shapes/athlete.ts';
import { at, teamIdAt, textAt } from '../shapes/read.ts';
import { linkedTeamId } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import type { GetFromRapidApi } from './client.ts';

export const loadPlayer = async (
  get: GetFromRapidApi,
  id: PlayerId,
  call: UpstreamCall,
): Promise<AthleteRecord | null> => {
  const answer = await get('nfl-player-info/v1/data', { id }, call);
  if (saysAbsent(answer, ['instance', 'athlete', 'player'])) return null;
  const document = documentOf(answer, `athlete ${id}`);
  // Clients have met him bare and in an envelope.
  const json = at(document, 'athlete') ?? document;
  const athlete = readAthlete(json);
  if (athlete?.id !== id) throw malformed(`no athlete ${id}`);
  return { ...athlete, teamId: isOnTeam(athlete.status, at(json, 'active')) ? lastTeam(json) : null };
};

// A free agent's document still names the team he was on last. Written out here, a link there.
const lastTeam = (json: unknown): TeamId | null => teamIdAt(json, 'team', 'id') ?? linkedTeamId(at(json, 'team'));

/** ESPN's athlete. A position that is plain text names his unit here ("offense"), which is no position. */
export const readAthlete = (json: unknown): Athlete | undefined => {
  const athlete = readAnyAthlete(json);
  return athlete && { ...athlete, position: textAt(json, 'position', 'abbreviation') };
};
