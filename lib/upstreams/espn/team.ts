import type { LeagueId, TeamId } from '../../sports/model/index.ts';
import type { TeamRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { saysAbsent, saysNoSuchTeam } from '../shapes/error-body.ts';
import { at, listAt, shortTextAt } from '../shapes/read.ts';
import { readTeam } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import { readGame } from './game.ts';
import { sitePath, type EspnHosts } from './hosts.ts';

const MAX_SUMMARY_LENGTH = 60;

/** null where ESPN has no such team. Recorded of the NFL; public clients read the same of every league. */
export const loadTeam = async (
  hosts: EspnHosts,
  league: LeagueId,
  id: TeamId,
  call: UpstreamCall,
): Promise<TeamRecord | null> => {
  const answer = await hosts.site(`${sitePath(league)}/teams/${encodeURIComponent(id)}`, call);
  if (saysAbsent(answer, ['instance', 'team']) || saysNoSuchTeam(answer, id)) return null;
  const json = at(documentOf(answer, `${league} team ${id}`), 'team');
  const team = readTeam(json, hosts.shown);
  // A roster names its team in the same way, without either.
  const isOwn = at(json, 'record') !== undefined || at(json, 'nextEvent') !== undefined;
  if (team?.id !== id || !isOwn) throw malformed(`no team ${id}`);
  return {
    team,
    record: recordIn(json),
    standing: shortTextAt(json, MAX_SUMMARY_LENGTH, 'standingSummary'),
    nextGame: listAt(json, 'nextEvent')?.flatMap((event) => readGame(league, event) ?? [])[0] ?? null,
  };
};

/** Of all games: the list has those at home and away, too. */
const recordIn = (json: unknown): string | null => {
  const total = listAt(json, 'record', 'items')?.find((item) => at(item, 'type') === 'total');
  return shortTextAt(total, MAX_SUMMARY_LENGTH, 'summary');
};
