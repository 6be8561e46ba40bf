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
import type { ReadPage } from './season-table-read.ts';

const MAX_ATHLETES_PER_PAGE = 1000;

/** Asks for one page of a season's table: up to 8 MB. */
export type LoadSeasonTable = (
  league: LeagueId,
  question: SeasonTableQuestion,
  call: UpstreamCall,
) => Promise<SeasonTablePage>;

/** A page that is sent again, byte for byte, is not read again: it is the same object as before. */
export const createSeasonTableLoad = (hosts: EspnHosts): LoadSeasonTable => {
  // Loaded with the first question: the parser is not a part of every adapter's start.
  let reading: Promise<ReadPage> | undefined;
  return async (league, question, call) => {
    const category = seasonTableCategory(league, question.group);
    if (category === undefined) {
      throw new UpstreamError('unsupported', `ESPN has no table of ${league} ${question.group}`);
    }
    const path = pathOf(league, { ...question, category });
    const readPage = await (reading ??= import('./season-table-read.ts').then(({ createPageReading }) =>
      createPageReading(),
    ));
    return hosts.webStreamed(path, call, async (answer) => {
      if (!isOk(answer)) throw failureOf(await readJson(answer), `the ${league} stats of ${question.season}`);
      return readPage(path, await answer.packed(), { ...question, limit: MAX_ATHLETES_PER_PAGE });
    });
  };
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
