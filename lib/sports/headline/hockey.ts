import { role, type QuotedStat, type Role } from './role.ts';

const SCORING: readonly QuotedStat[] = [
  ['skating.goals'],
  ['skating.assists'],
  ['skating.points'],
  ['skating.plusMinus'],
];

/** The first is every skater's whose position is not known. */
export const HOCKEY_ROLES: readonly Role[] = [
  role('C LW RW L R W F', 'skating.games', [...SCORING, ['skating.shotsTotal'], ['skating.powerPlayGoals']]),
  role('D LD RD', 'skating.games', [...SCORING, ['skating.timeOnIcePerGame'], ['skating.shotsTotal']]),
  role('G', 'goaltending.games', [
    ['goaltending.wins'],
    ['goaltending.losses'],
    ['goaltending.avgGoalsAgainst'],
    ['goaltending.savePct'],
    ['goaltending.shutouts'],
  ]),
];
