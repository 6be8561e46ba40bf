import type { TeamId } from '../../sports/model/index.ts';
import type { RosterRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { saysAbsent } from '../shapes/error-body.ts';
import { seasonAt, textAt } from '../shapes/read.ts';
import { readRoster } from '../shapes/roster.ts';
import { documentOf, malformed } from './answer.ts';
import { readAthlete } from './player.ts';
import type { RapidApiHost } from './client.ts';

export const loadRoster = async (
  { get, shown }: RapidApiHost,
  team: TeamId,
  call: UpstreamCall,
): Promise<RosterRecord | null> => {
  const answer = await get('nfl-player-listing/v1/data', { id: team }, call);
  if (saysAbsent(answer, ['instance', 'team'])) return null;
  const json = documentOf(answer, `the roster of team ${team}`);
  return readRoster(json, team, { readSeason, readAthlete, shown, malformed });
};

// The recorded roster has none but in the team's words about its season: `"seasonSummary": "2024"`.
const readSeason = (json: unknown): number | null => {
  const summary = textAt(json, 'team', 'seasonSummary') ?? '';
  return seasonAt(json, 'season', 'year') ?? (/^\d{4}$/.test(summary) ? Number(summary) : null);
};
