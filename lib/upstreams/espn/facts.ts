import { LEAGUES } from '../../sports/leagues.ts';
import type { LeagueId } from '../../sports/model/index.ts';
import type { Capability } from '../../sports/upstream/index.ts';
import type { UpstreamFacts } from '../intercept.ts';

/** By group of a season's table, the `category` to ask for; null where one table has every player. */
const SEASON_TABLE_GROUPS: Readonly<Record<LeagueId, Readonly<Record<string, string | null>>>> = {
  nfl: { all: null },
  nba: { all: null },
  wnba: { all: null },
  mlb: { batting: 'batting', pitching: 'pitching', fielding: 'fielding' },
  nhl: { skaters: 'skaters', goalies: 'goalies' },
  // No recorded request asks for a college league's table.
  cfb: {},
  mbb: {},
  wbb: {},
};

const seasonTableGroups = (league: LeagueId): readonly string[] => Object.keys(SEASON_TABLE_GROUPS[league]);

/** The `category` to ask for; undefined for a group the league does not have. */
export const seasonTableCategory = (league: LeagueId, group: string): string | null | undefined =>
  Object.hasOwn(SEASON_TABLE_GROUPS[league], group) ? SEASON_TABLE_GROUPS[league][group] : undefined;

/**
 * Whole-league lists and tables are known for the professional leagues only, game logs for the NFL only, whose bodies are
 * the only ones that have been seen; everything else for all of them.
 */
export const can = (league: LeagueId, capability: Capability): boolean => {
  switch (capability) {
    case 'everyPlayer':
    case 'seasonTable':
      return seasonTableGroups(league).length > 0;
    case 'gameLog':
      return league === 'nfl';
    case 'search':
    case 'career':
    case 'team':
    case 'live':
    case 'season':
    case 'transactions':
      return true;
  }
};

/** What ESPN has. Apart from the adapter, which is loaded with the first call. */
export const ESPN_FACTS: UpstreamFacts = {
  name: 'espn',
  leagues: LEAGUES.map(({ id }) => id),
  can,
  seasonTableGroups,
};
