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
export const POSITIONS: Readonly<Record<LeagueSlug, ReadonlyMap<string, Position>>> = {
  nfl: byAbbreviation([
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
  ]),
  nba: byAbbreviation([
    position('1', 'Point Guard', 'PG', true, GUARD),
    position('2', 'Shooting Guard', 'SG', true, GUARD),
    position('5', 'Small Forward', 'SF', true, FORWARD),
    position('6', 'Power Forward', 'PF', true, FORWARD),
    position('9', 'Center', 'C', false),
    GUARD,
    FORWARD,
  ]),
};
