import type { LeagueSlug } from './model.ts';

export interface Position {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly abbreviation: string;
  readonly leaf: boolean;
  readonly parent?: Position;
}

const position = (id: string, name: string, abbreviation: string, leaf: boolean, parent?: Position): Position => ({
  id,
  name,
  displayName: name,
  abbreviation,
  leaf,
  ...(parent !== undefined && { parent }),
});

const OFFENSE = position('70', 'Offense', 'OFF', false);
const DEFENSE = position('71', 'Defense', 'DEF', false);
const SPECIAL = position('72', 'Special Teams', 'ST', false);
const BACK = position('35', 'Defensive Back', 'DB', false);
const GUARD = position('3', 'Guard', 'G', false);
const FORWARD = position('7', 'Forward', 'F', false);

const byAbbreviation = (positions: readonly Position[]): ReadonlyMap<string, Position> =>
  new Map(positions.map((each) => [each.abbreviation, each]));

/** The provider's ids. A guard of either sport and some others have no parent there. */
const FOOTBALL = byAbbreviation([
  position('8', 'Quarterback', 'QB', true, OFFENSE),
  position('9', 'Running Back', 'RB', false, OFFENSE),
  position('1', 'Wide Receiver', 'WR', true, OFFENSE),
  position('7', 'Tight End', 'TE', true, OFFENSE),
  position('46', 'Offensive Tackle', 'OT', false, OFFENSE),
  position('73', 'Guard', 'G', false),
  position('4', 'Center', 'C', true, OFFENSE),
  position('31', 'Defensive End', 'DE', false, DEFENSE),
  position('32', 'Defensive Tackle', 'DT', false, DEFENSE),
  position('30', 'Linebacker', 'LB', false, DEFENSE),
  position('29', 'Cornerback', 'CB', true, BACK),
  position('36', 'Safety', 'S', false, BACK),
  position('22', 'Place Kicker', 'PK', true, SPECIAL),
  position('23', 'Punter', 'P', true, SPECIAL),
  position('78', 'Long Snapper', 'LS', true, SPECIAL),
]);

const BASKETBALL = byAbbreviation([
  position('1', 'Point Guard', 'PG', true, GUARD),
  position('2', 'Shooting Guard', 'SG', true, GUARD),
  position('5', 'Small Forward', 'SF', true, FORWARD),
  position('6', 'Power Forward', 'PF', true, FORWARD),
  position('9', 'Center', 'C', false),
  GUARD,
  FORWARD,
]);

const PITCHER = position('1', 'Pitcher', 'P', false);
const INFIELDER = position('12', 'Infielder', 'IF', false);
const OUTFIELDER = position('11', 'Outfielder', 'OF', false);
const BATTER = position('13', 'Batter', 'BA', false);

const BASEBALL = byAbbreviation([
  position('15', 'Starting Pitcher', 'SP', true, PITCHER),
  position('0', 'Relief Pitcher', 'RP', true, PITCHER),
  position('2', 'Catcher', 'C', true, INFIELDER),
  position('3', 'First Base', '1B', true, INFIELDER),
  position('4', 'Second Base', '2B', true, INFIELDER),
  position('5', 'Third Base', '3B', true, INFIELDER),
  position('6', 'Shortstop', 'SS', true, INFIELDER),
  position('7', 'Left Field', 'LF', true, OUTFIELDER),
  position('8', 'Center Field', 'CF', true, OUTFIELDER),
  position('9', 'Right Field', 'RF', true, OUTFIELDER),
  position('10', 'Designated Hitter', 'DH', true, BATTER),
]);

const SKATING_FORWARD = position('20', 'Forward', 'F', false);
const SKATER = position('21', 'Skater', 'S', false);

const HOCKEY = byAbbreviation([
  position('1', 'Center', 'C', true, SKATING_FORWARD),
  position('2', 'Left Wing', 'LW', true, SKATING_FORWARD),
  position('3', 'Right Wing', 'RW', true, SKATING_FORWARD),
  position('4', 'Defense', 'D', false, SKATER),
  position('5', 'Goaltender', 'G', false),
]);

// Women and colleges tell no point guard from a shooting guard, and count their positions differently.
const THREE_POSITIONS = byAbbreviation([
  position('3', 'Guard', 'G', true),
  position('2', 'Forward', 'F', true),
  position('1', 'Center', 'C', true),
]);

export const POSITIONS: Readonly<Record<LeagueSlug, ReadonlyMap<string, Position>>> = {
  nfl: FOOTBALL,
  nba: BASKETBALL,
  mlb: BASEBALL,
  nhl: HOCKEY,
  wnba: THREE_POSITIONS,
  'college-football': FOOTBALL,
  'mens-college-basketball': THREE_POSITIONS,
  'womens-college-basketball': THREE_POSITIONS,
};
