import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { positionFits } from '../../../lib/sports/names/positions.ts';
import { POSITIONS_ON_FILE } from '../../support/positions-on-file.ts';

/** League, what is typed, and the positions on file that it fits. */
const FITTING: readonly (readonly [LeagueId, string, string])[] = [
  ['mlb', 'P', 'SP RP P'],
  ['mlb', 'pitcher', 'SP RP P'],
  ['mlb', 'Pitchers', 'SP RP P'],
  ['mlb', 'sp', 'SP P'],
  ['mlb', 'closer', 'RP P'],
  ['mlb', 'c', 'C'],
  ['mlb', 'catchers', 'C'],
  ['mlb', '1st baseman', '1B'],
  ['mlb', 'second base', '2B'],
  ['mlb', 'IF', '1B 2B 3B SS'],
  ['mlb', 'infielders', '1B 2B 3B SS'],
  ['mlb', 'OF', 'LF CF RF'],
  ['mlb', 'center fielder', 'CF'],
  ['mlb', 'SS', 'SS'],
  ['mlb', '2B/SS', '2B SS'],
  ['mlb', 'DH', 'DH'],
  ['mlb', 'util', 'C 1B 2B 3B SS LF CF RF DH'],
  ['mlb', 'two-way player', 'SP P DH'],
  ['nfl', 'QB', 'QB'],
  ['nfl', 'quarterbacks', 'QB'],
  ['nfl', 'running back', 'RB FB'],
  ['nfl', 'receiver', 'WR'],
  ['nfl', 'Wide Receivers', 'WR'],
  ['nfl', 'WR, TE', 'WR TE'],
  ['nfl', 'DB', 'CB S DB'],
  ['nfl', 'defensive backs', 'CB S DB'],
  ['nfl', 'corner', 'CB DB'],
  ['nfl', 'SS', 'S DB'],
  ['nfl', 'safeties', 'S DB'],
  ['nfl', 'edge', 'DE LB DL'],
  ['nfl', 'Pass-Rusher', 'DE LB DL'],
  ['nfl', 'OLB', 'LB'],
  ['nfl', 'linebackers', 'LB'],
  ['nfl', 'DL', 'DE DT DL'],
  ['nfl', 'OL', 'OT G C OL'],
  ['nfl', 'offensive linemen', 'OT G C OL'],
  ['nfl', 'G', 'G OL'],
  ['nfl', 'kicker', 'PK'],
  ['nfl', 'P', 'P'],
  ['nba', 'F', 'SF PF F'],
  ['nba', 'forward', 'SF PF F'],
  ['nba', 'G', 'PG SG G'],
  ['nba', 'SG', 'SG G'],
  ['nba', 'Point Guard', 'PG G'],
  ['nba', 'F-C', 'SF PF F C'],
  ['nba', 'wing', 'SG G SF F'],
  ['wbb', 'centers', 'C'],
  ['nhl', 'D', 'D'],
  ['nhl', 'Defensemen', 'D'],
  ['nhl', 'defenceman', 'D'],
  ['nhl', 'W', 'LW RW'],
  ['nhl', 'wingers', 'LW RW'],
  ['nhl', 'LW/RW', 'LW RW'],
  ['nhl', 'L', 'LW'],
  ['nhl', 'forward', 'C LW RW'],
  ['nhl', 'goalies', 'G'],
  ['nhl', 'centre', 'C'],
  ['nfl', 'goalie', ''],
  ['nfl', 'QB/goalie', ''],
  ['nba', '🐐', ''],
];

describe('a typed position', () => {
  it.each(FITTING)('in the %s, %j fits %j', (league, typed, expected) => {
    const fitting = POSITIONS_ON_FILE[league].filter((onFile) => positionFits(league, typed, onFile));
    expect(fitting.toSorted()).toEqual(
      expected
        .split(' ')
        .filter((each) => each !== '')
        .toSorted(),
    );
  });

  it('fits nobody without a position', () => {
    expect(positionFits('nfl', 'QB', null)).toBe(false);
  });

  it('that is written as on file fits, whether or not the table has it', () => {
    const leagues = fc.constantFrom<LeagueId>('nfl', 'nba', 'mlb', 'nhl');
    fc.assert(
      fc.property(
        leagues,
        fc.string({ minLength: 1 }).filter((text) => /[a-z0-9]/i.test(text)),
        (league, position) => {
          expect(positionFits(league, position.toLowerCase(), position)).toBe(true);
        },
      ),
    );
  });
});
