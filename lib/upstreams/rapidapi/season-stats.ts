import {
  type CareerTable,
  type SeasonStatsQuestion,
  type UpstreamCall,
  UpstreamError,
} from '../../sports/upstream/index.ts';
import { saysAbsent } from '../shapes/error-body.ts';
import { listAt } from '../shapes/read.ts';
import { documentOf, malformed } from './answer.ts';
import { withCareerNames, readCategory } from './stat-category.ts';
import type { GetFromRapidApi } from './client.ts';

/**
 * One regular season, a row in each category. The document names neither player, season nor team: the first two are
 * those asked for, and the team is unknown.
 */
export const loadSeasonStats = async (
  get: GetFromRapidApi,
  { id, season, type }: SeasonStatsQuestion,
  call: UpstreamCall,
): Promise<CareerTable | null> => {
  // The endpoint has no parameter for the season type and answers with the regular season.
  if (type !== 'regular') throw new UpstreamError('unsupported', 'RapidAPI has regular seasons only');
  const answer = await get('nfl-ath-statistics', { year: String(season), id }, call);
  if (saysAbsent(answer, ['instance', 'athlete', 'player', 'stats'])) return null;
  const json = documentOf(answer, `the stats of athlete ${id} in ${season}`);
  const categories = listAt(json, 'statistics', 'splits', 'categories');
  // An empty list is a season without stats.
  if (categories === undefined) throw malformed(`no stats for athlete ${id}`);
  return {
    teams: [],
    categories: withCareerNames(categories.map(readCategory)).map(({ name, stats }) => ({
      name,
      names: [...stats.keys()],
      rows: [{ season, teamId: null, position: null, values: [...stats.values()] }],
      totals: null,
    })),
  };
};
