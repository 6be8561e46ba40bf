import { role, type QuotedStat, type Role } from './role.ts';

const POINTS: QuotedStat = ['averages.avgPoints', 'PPG'];
const REBOUNDS: QuotedStat = ['averages.avgRebounds', 'RPG'];
const ASSISTS: QuotedStat = ['averages.avgAssists', 'APG'];
const STEALS: QuotedStat = ['averages.avgSteals', 'SPG'];
const BLOCKS: QuotedStat = ['averages.avgBlocks', 'BPG'];
const FIELD_GOALS: QuotedStat = ['averages.fieldGoalPct'];
const THREES: QuotedStat = ['averages.threePointFieldGoalPct'];

const GAMES = 'averages.gamesPlayed';

/** The first is everybody's whose position is not known. */
export const BASKETBALL_ROLES: readonly Role[] = [
  role('SF PF F GF FG', GAMES, [POINTS, REBOUNDS, ASSISTS, FIELD_GOALS, THREES]),
  role('PG SG G', GAMES, [POINTS, ASSISTS, REBOUNDS, STEALS, FIELD_GOALS, THREES]),
  role('C FC CF', GAMES, [POINTS, REBOUNDS, BLOCKS, ASSISTS, FIELD_GOALS]),
  // A line without averages.
  role('', 'totals.gamesPlayed', [
    ['totals.points'],
    ['totals.totalRebounds'],
    ['totals.assists'],
    ['totals.steals'],
    ['totals.blocks'],
  ]),
];
