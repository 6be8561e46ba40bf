import type { Category, Column, CountGroup } from './column.ts';
import { computed, count, fixed, known, pair, pairPer, quotient } from './column.ts';

// One box of counts a season; the three categories are three ways to print it. `minutes` is of all games.
const BOX = [
  'gamesPlayed',
  'gamesStarted',
  'minutes',
  'fieldGoalsMade',
  'fieldGoalsAttempted',
  'threePointFieldGoalsMade',
  'threePointFieldGoalsAttempted',
  'freeThrowsMade',
  'freeThrowsAttempted',
  'offensiveRebounds',
  'defensiveRebounds',
  'assists',
  'blocks',
  'steals',
  'fouls',
  'turnovers',
  'points',
  'doubleDouble',
  'tripleDouble',
  'disqualifications',
  'ejections',
  'technicalFouls',
  'flagrantFouls',
] as const;

export const NBA_GROUPS: readonly CountGroup[] = [{ name: 'box', counts: BOX, best: new Set(), rates: new Set() }];

type Names = readonly [label: string, name: string, displayName: string];
const FIELD_GOALS = ['fieldGoalsMade', 'fieldGoalsAttempted'] as const;
const THREES = ['threePointFieldGoalsMade', 'threePointFieldGoalsAttempted'] as const;
const FREE_THROWS = ['freeThrowsMade', 'freeThrowsAttempted'] as const;

const perGame = (names: Names, of: string): Column => quotient(names, { of, per: 'gamesPlayed' });
const percent = (names: Names, [of, per]: readonly [string, string]): Column =>
  quotient(names, { of, per, times: 100 });

const rebounds = (names: Names, perGames: boolean): Column =>
  computed(names, (counts) => {
    const values = known(counts, ['offensiveRebounds', 'defensiveRebounds', 'gamesPlayed']);
    if (values === undefined) return '-';
    const [offensive = 0, defensive = 0, games = 0] = values;
    return perGames ? fixed(games === 0 ? 0 : (offensive + defensive) / games, 1) : String(offensive + defensive);
  });

const PERCENTAGES = {
  field: percent(['FG%', 'fieldGoalPct', 'Field Goal Percentage'], FIELD_GOALS),
  three: percent(['3P%', 'threePointFieldGoalPct', '3-Point Field Goal Percentage'], THREES),
  free: percent(['FT%', 'freeThrowPct', 'Free Throw Percentage'], FREE_THROWS),
};

const AVERAGES: readonly Column[] = [
  count('GP', 'gamesPlayed', 'Games Played'),
  count('GS', 'gamesStarted', 'Games Started'),
  perGame(['MIN', 'avgMinutes', 'Minutes Per Game'], 'minutes'),
  pairPer(
    ['FG', 'avgFieldGoalsMade-avgFieldGoalsAttempted', 'Field Goals Made-Attempted Per Game'],
    FIELD_GOALS,
    'gamesPlayed',
  ),
  PERCENTAGES.field,
  pairPer(
    [
      '3PT',
      'avgThreePointFieldGoalsMade-avgThreePointFieldGoalsAttempted',
      '3-Point Field Goals Made-Attempted Per Game',
    ],
    THREES,
    'gamesPlayed',
  ),
  PERCENTAGES.three,
  pairPer(
    ['FT', 'avgFreeThrowsMade-avgFreeThrowsAttempted', 'Free Throws Made-Attempted Per Game'],
    FREE_THROWS,
    'gamesPlayed',
  ),
  PERCENTAGES.free,
  perGame(['OR', 'avgOffensiveRebounds', 'Offensive Rebounds Per Game'], 'offensiveRebounds'),
  perGame(['DR', 'avgDefensiveRebounds', 'Defensive Rebounds Per Game'], 'defensiveRebounds'),
  rebounds(['REB', 'avgRebounds', 'Rebounds Per Game'], true),
  perGame(['AST', 'avgAssists', 'Assists Per Game'], 'assists'),
  perGame(['BLK', 'avgBlocks', 'Blocks Per Game'], 'blocks'),
  perGame(['STL', 'avgSteals', 'Steals Per Game'], 'steals'),
  perGame(['PF', 'avgFouls', 'Fouls Per Game'], 'fouls'),
  perGame(['TO', 'avgTurnovers', 'Turnovers Per Game'], 'turnovers'),
  perGame(['PTS', 'avgPoints', 'Points Per Game'], 'points'),
];

const TOTALS: readonly Column[] = [
  pair(['FG', 'fieldGoalsMade-fieldGoalsAttempted', 'Field Goals Made-Attempted'], ...FIELD_GOALS),
  PERCENTAGES.field,
  pair(
    ['3PT', 'threePointFieldGoalsMade-threePointFieldGoalsAttempted', '3-Point Field Goals Made-Attempted'],
    ...THREES,
  ),
  PERCENTAGES.three,
  pair(['FT', 'freeThrowsMade-freeThrowsAttempted', 'Free Throws Made-Attempted'], ...FREE_THROWS),
  PERCENTAGES.free,
  count('OR', 'offensiveRebounds', 'Offensive Rebounds'),
  count('DR', 'defensiveRebounds', 'Defensive Rebounds'),
  rebounds(['REB', 'totalRebounds', 'Rebounds'], false),
  count('AST', 'assists', 'Assists'),
  count('BLK', 'blocks', 'Blocks'),
  count('STL', 'steals', 'Steals'),
  count('PF', 'fouls', 'Fouls'),
  count('TO', 'turnovers', 'Turnovers'),
  count('PTS', 'points', 'Points'),
];

// A three counts one and a half: points per shot, halved.
const shootingEfficiency = computed(['SH-EFF', 'shootingEfficiency', 'Shooting Efficiency'], (counts) => {
  const values = known(counts, ['fieldGoalsMade', 'threePointFieldGoalsMade', 'fieldGoalsAttempted']);
  if (values === undefined) return '-';
  const [made = 0, threes = 0, attempted = 0] = values;
  return fixed(attempted === 0 ? 0 : (made + threes / 2) / attempted, 2);
});

const MISCELLANEOUS: readonly Column[] = [
  count('DD2', 'doubleDouble', 'Double Double'),
  count('TD3', 'tripleDouble', 'Triple Double'),
  count('DQ', 'disqualifications', 'Disqualifications'),
  count('EJECT', 'ejections', 'Ejections'),
  count('TECH', 'technicalFouls', 'Technical Fouls'),
  count('FLAG', 'flagrantFouls', 'Flagrant Fouls'),
  quotient(['AST/TO', 'assistTurnoverRatio', 'Assist To Turnover Ratio'], { of: 'assists', per: 'turnovers' }),
  quotient(['STL/TO', 'stealTurnoverRatio', 'Steal To Turnover Ratio'], { of: 'steals', per: 'turnovers' }),
  quotient(['SC-EFF', 'scoringEfficiency', 'Scoring Efficiency'], {
    of: 'points',
    per: 'fieldGoalsAttempted',
    digits: 3,
  }),
  shootingEfficiency,
];

export const NBA_CATEGORIES: readonly Category[] = [
  { name: 'averages', displayName: 'Regular Season Averages', group: 'box', columns: AVERAGES },
  { name: 'totals', displayName: 'Regular Season Totals', group: 'box', columns: TOTALS },
  { name: 'miscellaneous', displayName: 'Regular Season Misc Totals', group: 'box', columns: MISCELLANEOUS },
];
