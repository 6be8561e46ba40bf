import type { TeamId } from '../../sports/model.ts';
import type { AthleteRecord, RosterRecord, UpstreamCall } from '../../sports/upstream.ts';
import { saysAbsent } from '../espn/answer.ts';
import { at, listAt, seasonAt, textAt } from '../espn/read.ts';
import { readTeamRef } from '../espn/teams.ts';
import { documentOf, malformed } from './answer.ts';
import { readAthlete } from './athlete.ts';
import type { GetFromRapidApi } from './client.ts';

export const loadRoster = async (
  get: GetFromRapidApi,
  team: TeamId,
  call: UpstreamCall,
): Promise<RosterRecord | null> => {
  const answer = await get('nfl-player-listing/v1/data', { id: team }, call);
  if (saysAbsent(answer, ['instance', 'team'])) return null;
  return readRoster(documentOf(answer, `the roster of team ${team}`), team);
};

const readRoster = (json: unknown, id: TeamId): RosterRecord => {
  const team = readTeamRef(at(json, 'team'));
  const season = readSeason(json);
  const list = listAt(json, 'athletes');
  if (team?.id !== id || season === null || list === undefined) throw malformed(`no roster for team ${id}`);
  // Seen in groups and in one list.
  const members = list.flatMap((element) => listAt(element, 'items') ?? [element]);
  const athletes = new Map<string, AthleteRecord>();
  for (const member of members) {
    const athlete = readAthlete(member);
    if (athlete !== undefined && !athletes.has(athlete.id)) athletes.set(athlete.id, { ...athlete, teamId: id });
  }
  if (members.length > 0 && athletes.size === 0) throw malformed(`a roster of nobody for team ${id}`);
  return { team, season, athletes: [...athletes.values()] };
};

// The recorded roster has none but in the team's words about its season: `"seasonSummary": "2024"`.
const readSeason = (json: unknown): number | null => {
  const summary = textAt(json, 'team', 'seasonSummary') ?? '';
  return seasonAt(json, 'season', 'year') ?? (/^\d{4}$/.test(summary) ? Number(summary) : null);
};
