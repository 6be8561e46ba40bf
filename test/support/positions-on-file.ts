import type { LeagueId } from '../../lib/sports/model/index.ts';

const FOOTBALL = 'QB RB FB WR TE OT G C OL DE DT DL LB CB S DB PK P LS'.split(' ');
const BASKETBALL = 'PG SG G SF PF F C'.split(' ');

/** The abbreviations that the provider's rosters have. */
export const POSITIONS_ON_FILE: Readonly<Record<LeagueId, readonly string[]>> = {
  nfl: FOOTBALL,
  cfb: FOOTBALL,
  nba: BASKETBALL,
  wnba: BASKETBALL,
  mbb: BASKETBALL,
  wbb: BASKETBALL,
  mlb: 'SP RP P C 1B 2B 3B SS LF CF RF DH'.split(' '),
  nhl: 'C LW RW D G'.split(' '),
};
