import type { PlayerId, TeamId } from '../../sports/model.ts';
import type { AthleteRecord, UpstreamCall } from '../../sports/upstream.ts';
import { saysAbsent } from '../espn/answer.ts';
import { isOnTeam } from '../espn/on-team.ts';
import { at, teamIdAt, textAt } from '../espn/read.ts';
import { documentOf, malformed } from './answer.ts';
import { readAthlete } from './athlete.ts';
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
const lastTeam = (json: unknown): TeamId | null => {
  const linked = /\/teams\/(\d{1,19})(?:[/?#]|$)/.exec(textAt(json, 'team', '$ref') ?? '')?.[1];
  return teamIdAt(json, 'team', 'id') ?? ((linked ?? null) as TeamId | null);
};
