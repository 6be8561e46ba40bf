import type { LeagueId } from '../../sports/model/index.ts';
import {
  type SeasonTablePage,
  type SeasonTableQuestion,
  type UpstreamCall,
  UpstreamError,
} from '../../sports/upstream/index.ts';
import { isOk, readJson } from '../http.ts';
import { failureOf } from './answer.ts';
import { seasonTableCategory } from './facts.ts';
import { SEASON_TYPE_CODE, webPath, type EspnHosts } from './hosts.ts';

const MAX_ATHLETES_PER_PAGE = 1000;

/** One page of a season's table: up to 8 MB, read as it comes in. */
export const loadSeasonTable = async (
  hosts: EspnHosts,
  league: LeagueId,
  question: SeasonTableQuestion,
  call: UpstreamCall,
): Promise<SeasonTablePage> => {
  const category = seasonTableCategory(league, question.group);
  if (category === undefined) {
    throw new UpstreamError('unsupported', `ESPN has no table of ${league} ${question.group}`);
  }
  // Loaded with the first question: the parser is not a part of every adapter's start.
  const { readSeasonTablePage } = await import('./season-table-page.ts');
  return hosts.webStreamed(pathOf(league, { ...question, category }), call, async (answer) => {
    if (!isOk(answer)) throw failureOf(await readJson(answer), `the ${league} stats of ${question.season}`);
    return readSeasonTablePage(answer.body, { ...question, limit: MAX_ATHLETES_PER_PAGE });
  });
};

const pathOf = (
  league: LeagueId,
  { season, type, page, category }: SeasonTableQuestion & { readonly category: string | null },
): string => {
  const query = new URLSearchParams({
    // Without it a season is its few dozen qualified players.
    isqualified: 'false',
    seasontype: SEASON_TYPE_CODE[type],
    season: String(season),
    limit: String(MAX_ATHLETES_PER_PAGE),
    page: String(page),
    ...(category !== null && { category }),
    // Where there are several pages, their order has to be fixed.
    ...(league === 'nfl' && { sort: 'general.gamesPlayed:desc' }),
  });
  return `${webPath(league)}/statistics/byathlete?${query.toString()}`;
};
