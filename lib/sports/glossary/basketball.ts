import type { Direction, GlossaryEntry } from '../model/index.ts';
import { glossaryCategory, type GlossaryRow } from './entry.ts';

// Averages and totals are of the same stats: both categories are made from one table.
type Thing = readonly [total: string, label: string, direction: Direction, description: string];

const THINGS: readonly Thing[] = [
  ['fieldGoalsMade', 'FGM', 'higher', 'Baskets from the field, threes included'],
  ['fieldGoalsAttempted', 'FGA', 'none', 'Shots from the field'],
  ['threePointFieldGoalsMade', '3PM', 'higher', 'Baskets from behind the three-point line'],
  ['threePointFieldGoalsAttempted', '3PA', 'none', 'Shots from behind the three-point line'],
  ['freeThrowsMade', 'FTM', 'higher', 'Free throws that went in'],
  ['freeThrowsAttempted', 'FTA', 'none', 'Free throws'],
  ['offensiveRebounds', 'OR', 'higher', 'Missed shots of the own team taken'],
  ['defensiveRebounds', 'DR', 'higher', 'Missed shots of the other team taken'],
  ['totalRebounds', 'REB', 'higher', 'Missed shots of either team taken'],
  ['assists', 'AST', 'higher', 'Passes that led straight to a basket'],
  ['blocks', 'BLK', 'higher', 'Shots stopped in the air'],
  ['steals', 'STL', 'higher', 'Balls taken from the other team'],
  ['fouls', 'PF', 'lower', 'Personal fouls'],
  ['turnovers', 'TO', 'lower', 'Balls lost to the other team'],
  ['points', 'PTS', 'higher', 'Points scored'],
  ['minutes', 'MIN', 'none', 'Minutes on the court'],
];

const averageName = (total: string): string => {
  const name = total === 'totalRebounds' ? 'rebounds' : total;
  return `avg${name.charAt(0).toUpperCase()}${name.slice(1)}`;
};

const SHOOTING: readonly GlossaryRow[] = [
  ['fieldGoalPct', 'FG%', 'percent', 'higher', 'Share of the shots from the field that went in'],
  ['threePointFieldGoalPct', '3P%', 'percent', 'higher', 'Share of the threes that went in'],
  ['freeThrowPct', 'FT%', 'percent', 'higher', 'Share of the free throws that went in'],
];

const MISCELLANEOUS: readonly GlossaryRow[] = [
  [
    'doubleDouble',
    'DD2',
    'count',
    'higher',
    'Games with ten or more in two of points, rebounds, assists, steals, blocks',
  ],
  ['tripleDouble', 'TD3', 'count', 'higher', 'Games with ten or more in three of those'],
  ['disqualifications', 'DQ', 'count', 'lower', 'Games left because of too many fouls'],
  ['ejections', 'EJECT', 'count', 'lower', 'Games ended by being sent out'],
  ['technicalFouls', 'TECH', 'count', 'lower', 'Fouls for conduct rather than contact'],
  ['flagrantFouls', 'FLAG', 'count', 'lower', 'Fouls judged needless or dangerous'],
  ['assistTurnoverRatio', 'AST/TO', 'rate', 'higher', 'Assists for each turnover'],
  ['stealTurnoverRatio', 'STL/TO', 'rate', 'higher', 'Steals for each turnover'],
  ['scoringEfficiency', 'SC-EFF', 'rate', 'higher', 'Points for each shot from the field'],
  [
    'shootingEfficiency',
    'SH-EFF',
    'rate',
    'higher',
    'Baskets for each shot from the field, a three counted one and a half',
  ],
];

export const BASKETBALL_GLOSSARY: readonly GlossaryEntry[] = [
  ...glossaryCategory('averages', [
    ['gamesPlayed', 'GP', 'count', 'none', 'Games played in'],
    ['gamesStarted', 'GS', 'count', 'none', 'Games begun'],
    ...THINGS.map(([total, label, direction, description]): GlossaryRow => [
      averageName(total),
      label,
      total === 'minutes' ? 'minutes' : 'per-game',
      direction,
      `${description}, a game`,
    ]),
    ...SHOOTING,
  ]),
  ...glossaryCategory('totals', [
    ...THINGS.map(([total, label, direction, description]): GlossaryRow => [
      total,
      label,
      total === 'points' ? 'points' : total === 'minutes' ? 'minutes' : 'count',
      direction,
      description,
    ]),
    ...SHOOTING,
  ]),
  ...glossaryCategory('miscellaneous', MISCELLANEOUS),
  ...glossaryCategory('general', [
    ['PER', 'PER', 'rating', 'higher', 'What was done for each minute, by a formula in which 15 is average'],
  ]),
];
