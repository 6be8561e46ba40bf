import type { LeagueId, TeamId } from '../../sports/model/index.ts';
import type { RosterRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { readAthlete } from '../shapes/athlete.ts';
import { saysAbsent, saysNoSuchTeam } from '../shapes/error-body.ts';
import { seasonAt } from '../shapes/read.ts';
import { readRoster } from '../shapes/roster.ts';
import { documentOf, malformed } from './answer.ts';
import { sitePath, type EspnHosts } from './hosts.ts';

export const loadRoster = async (
  hosts: EspnHosts,
  league: LeagueId,
  team: TeamId,
  call: UpstreamCall,
): Promise<RosterRecord | null> => {
  const answer = await hosts.site(`${sitePath(league)}/teams/${encodeURIComponent(team)}/roster`, call);
  if (saysAbsent(answer, ['instance', 'team']) || saysNoSuchTeam(answer, team)) return null;
  const json = documentOf(answer, `the roster of ${league} team ${team}`);
  return readRoster(json, team, { readSeason, readAthlete, shown: hosts.shown, malformed });
};

const readSeason = (json: unknown): number | null => seasonAt(json, 'season', 'year');
