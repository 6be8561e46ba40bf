import type { TeamsRecord, UpstreamCall } from '../../sports/upstream/index.ts';
import { at, listAt } from '../shapes/read.ts';
import { readTeam } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import type { RapidApiHost } from './client.ts';

export const loadTeams = async ({ get, shown }: RapidApiHost, call: UpstreamCall): Promise<TeamsRecord> => {
  const json = documentOf(await get('nfl-team-listing/v1/data', {}, call), 'the teams');
  const list = listAt(json);
  const teams = list?.flatMap((item) => readTeam(at(item, 'team'), shown) ?? []);
  if (list === undefined || teams === undefined || (list.length > 0 && teams.length === 0)) throw malformed('no teams');
  return { season: null, teams };
};
