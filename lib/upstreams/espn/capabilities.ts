import type { LeagueId } from '../../sports/model.ts';
import type { Capability } from '../../sports/upstream.ts';

/** A group with its filter; null where one table holds everybody. */
const GROUPS: Readonly<Record<LeagueId, Readonly<Record<string, string | null>>>> = {
  nfl: { all: null },
  nba: { all: null },
  wnba: { all: null },
  mlb: { batting: 'batting', pitching: 'pitching', fielding: 'fielding' },
  nhl: { skaters: 'skaters', goalies: 'goalies' },
  // Nobody has been seen to ask for them.
  cfb: {},
  mbb: {},
  wbb: {},
};

export const seasonTableGroups = (league: LeagueId): readonly string[] => Object.keys(GROUPS[league]);

/** The `category` to ask for; undefined for a group the league does not have. */
export const seasonTableCategory = (league: LeagueId, group: string): string | null | undefined =>
  Object.hasOwn(GROUPS[league], group) ? GROUPS[league][group] : undefined;

/** Whole-league lists and tables are known for the professional leagues only; everything else for all of them. */
export const can = (league: LeagueId, capability: Capability): boolean =>
  (capability !== 'everyPlayer' && capability !== 'seasonTable') || seasonTableGroups(league).length > 0;
