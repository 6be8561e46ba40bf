import { leagueOf } from '../../sports/leagues.ts';
import type { LeagueId, SeasonType } from '../../sports/model.ts';

/** `/apis/site/v2/sports/football/nfl`, on the site host and its mirror. */
export const sitePath = (id: LeagueId): string => {
  const { sport, slug } = leagueOf(id);
  return `/apis/site/v2/sports/${sport}/${slug}`;
};

/** `/apis/common/v3/sports/football/nfl`, on the web host. */
export const webPath = (id: LeagueId): string => {
  const { sport, slug } = leagueOf(id);
  return `/apis/common/v3/sports/${sport}/${slug}`;
};

/** `/v2/sports/football/leagues/nfl`, on the core host. */
export const corePath = (id: LeagueId): string => {
  const { sport, slug } = leagueOf(id);
  return `/v2/sports/${sport}/leagues/${slug}`;
};

/** ESPN's code of a season type. Always sent: without it ESPN answers with the type that is being played now. */
export const SEASON_TYPE_CODE: Readonly<Record<SeasonType, string>> = { regular: '2', postseason: '3' };
