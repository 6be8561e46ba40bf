import type { StatRule, StatRules } from './rule.ts';
import { inCategory, NONE, percent, ratio, SUM } from './rule.ts';

const perGame = (total: string): StatRule => ratio(`totals.${total}`, 'averages.gamesPlayed');
const SHOOTING: StatRules = {
  fieldGoalPct: percent('totals.fieldGoalsMade', 'totals.fieldGoalsAttempted'),
  threePointFieldGoalPct: percent('totals.threePointFieldGoalsMade', 'totals.threePointFieldGoalsAttempted'),
  freeThrowPct: percent('totals.freeThrowsMade', 'totals.freeThrowsAttempted'),
};

export const NBA_RULES: StatRules = {
  ...inCategory('averages', {
    ...SHOOTING,
    gamesPlayed: SUM,
    gamesStarted: SUM,
    // There are no total minutes, and a mean of rounded means can be a tenth off.
    avgMinutes: NONE,
    avgFieldGoalsMade: perGame('fieldGoalsMade'),
    avgFieldGoalsAttempted: perGame('fieldGoalsAttempted'),
    avgThreePointFieldGoalsMade: perGame('threePointFieldGoalsMade'),
    avgThreePointFieldGoalsAttempted: perGame('threePointFieldGoalsAttempted'),
    avgFreeThrowsMade: perGame('freeThrowsMade'),
    avgFreeThrowsAttempted: perGame('freeThrowsAttempted'),
    avgOffensiveRebounds: perGame('offensiveRebounds'),
    avgDefensiveRebounds: perGame('defensiveRebounds'),
    avgRebounds: perGame('totalRebounds'),
    avgAssists: perGame('assists'),
    avgBlocks: perGame('blocks'),
    avgSteals: perGame('steals'),
    avgFouls: perGame('fouls'),
    avgTurnovers: perGame('turnovers'),
    avgPoints: perGame('points'),
  }),
  ...inCategory('totals', SHOOTING),
  'miscellaneous.assistTurnoverRatio': ratio('totals.assists', 'totals.turnovers'),
  'miscellaneous.stealTurnoverRatio': ratio('totals.steals', 'totals.turnovers'),
  // Points per shot, and shots made with threes counted one and a half times; both read off recorded seasons.
  'miscellaneous.scoringEfficiency': ratio('totals.points', 'totals.fieldGoalsAttempted', { decimals: 3 }),
  'miscellaneous.shootingEfficiency': {
    kind: 'formula',
    from: ['totals.fieldGoalsMade', 'totals.threePointFieldGoalsMade', 'totals.fieldGoalsAttempted'],
    compute: (made = NaN, threes = NaN, attempted = NaN) => (made + threes / 2) / attempted,
    decimals: 2,
  },
};
