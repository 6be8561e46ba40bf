import type { StatCategories } from '../model/index.ts';
import { role, type Role } from './role.ts';

const BATTER = role('C 1B 2B 3B SS LF CF RF OF DH IF INF BA UT UTIL PH PR', 'batting.atBats', [
  ['batting.avg'],
  ['batting.homeRuns'],
  ['batting.RBIs'],
  ['batting.OPS'],
  ['batting.runs'],
  ['batting.stolenBases'],
]);

const STARTER = role('SP P LHP RHP', 'pitching.innings', [
  ['pitching.wins'],
  ['pitching.losses'],
  ['pitching.ERA'],
  ['pitching.strikeouts'],
  ['pitching.WHIP'],
  ['pitching.innings'],
]);

const RELIEVER = role('RP CP CL', 'pitching.saves pitching.holds', [
  ['pitching.saves'],
  ['pitching.ERA'],
  ['pitching.strikeouts'],
  ['pitching.WHIP'],
  ['pitching.holds'],
  ['pitching.innings'],
]);

const BOTH = role('TWP TW', '', [
  ['batting.avg'],
  ['batting.homeRuns'],
  ['batting.OPS'],
  ['pitching.wins'],
  ['pitching.ERA'],
  ['pitching.strikeouts'],
]);

export const BASEBALL_ROLES: readonly Role[] = [BATTER, STARTER, RELIEVER, BOTH];

// As many as make a two-way player in the league's rules. Fewer are thrown by batters in games that are lost.
const TWO_WAY_INNINGS = 20;

/**
 * Of players who pitch and bat, whatever position they are listed at. Pitchers who bat for themselves have a third of
 * an at bat for each inning; who bats every day has several.
 */
export const twoWayRole = ({ batting, pitching }: StatCategories): Role | undefined => {
  const innings = pitching?.innings ?? 0;
  const atBats = batting?.atBats ?? 0;
  return innings >= TWO_WAY_INNINGS && atBats >= innings ? BOTH : undefined;
};
