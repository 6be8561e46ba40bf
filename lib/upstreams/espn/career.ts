import type { LeagueId, PlayerId, SeasonType, TeamId, TeamRef } from '../../sports/model.ts';
import type { CareerTable, UpstreamCall } from '../../sports/upstream.ts';
import { saysAbsent } from '../shapes/error-body.ts';
import { at, listAt, textAt } from '../shapes/read.ts';
import { readTeamRef } from '../shapes/team.ts';
import { documentOf, malformed } from './answer.ts';
import { readCategory } from './career-category.ts';
import { foldCategories, namesType } from './career-fold.ts';
import { SEASON_TYPE_CODE, webPath, type EspnHosts } from './hosts.ts';

interface CareerQuestion {
  readonly league: LeagueId;
  readonly id: PlayerId;
  readonly type: SeasonType;
}

export const loadCareer = async (
  hosts: EspnHosts,
  { league, id, type }: CareerQuestion,
  call: UpstreamCall,
): Promise<CareerTable | null> => {
  const wanted = SEASON_TYPE_CODE[type];
  const path = `${webPath(league)}/athletes/${encodeURIComponent(id)}/stats?seasontype=${wanted}`;
  const answer = await hosts.web(path, call);
  if (saysAbsent(answer, ['instance', 'athlete', 'player', 'stats'])) return null;
  const json = documentOf(answer, `the stats of ${league} athlete ${id}`);
  const list = listAt(json, 'categories');
  // An empty list is a career too: a rookie's.
  if (list === undefined) throw malformed(`no stats for athlete ${id}`);
  const categories = list.map(readCategory);
  const said = categories.some((category) => namesType(category, league, type));
  if (!said && !holdsType(json, wanted)) return null;
  return { teams: readTeams(at(json, 'teams')), categories: foldCategories(categories, { league, type }) };
};

/** False when ESPN answered with another type because it has none of this one. */
const holdsType = (json: unknown, wanted: string): boolean => {
  const filter = listAt(json, 'filters')?.find((candidate) => at(candidate, 'name') === 'seasontype');
  const given = textAt(filter, 'value');
  if (given === null || given === wanted) return true;
  const offers = listAt(filter, 'options')?.map((option) => textAt(option, 'value'));
  if (offers === undefined || offers.includes(wanted)) throw malformed(`stats of season type ${given} for ${wanted}`);
  return false;
};

// Keyed by slug, by id, or by both at once; a club that moved is listed under each of its names, one of them active.
const readTeams = (json: unknown): readonly TeamRef[] => {
  const entries: readonly unknown[] = typeof json === 'object' && json !== null ? Object.values(json) : [];
  const teams = new Map<TeamId, TeamRef>();
  for (const entry of entries) {
    const team = readTeamRef(entry);
    if (team !== undefined && (!teams.has(team.id) || at(entry, 'isActive') === true)) teams.set(team.id, team);
  }
  return [...teams.values()];
};
