import type { Counts } from '../model.ts';
import type { Category, Column, CountGroup } from './column.ts';
import { computed, count, fixed, known, pair, quotient, rate, yards } from './column.ts';

const games = count('GP', 'gamesPlayed', 'Games Played');

// The league's formula; each of its four parts stays between 0 and 2.375.
const printRating = (counts: Counts): string => {
  const values = known(counts, [
    'completions',
    'passingAttempts',
    'passingYards',
    'passingTouchdowns',
    'interceptions',
  ]);
  if (values === undefined) return '-';
  const [completions = 0, attempts = 0, gained = 0, touchdowns = 0, interceptions = 0] = values;
  if (attempts === 0) return fixed(0, 1);
  const part = (value: number): number => Math.max(0, Math.min(2.375, value));
  const sum =
    part((completions / attempts - 0.3) * 5) +
    part((gained / attempts - 3) * 0.25) +
    part((touchdowns / attempts) * 20) +
    part(2.375 - (interceptions / attempts) * 25);
  return fixed((sum / 6) * 100, 1);
};

const PASSING: readonly Column[] = [
  games,
  count('CMP', 'completions', 'Completions'),
  count('ATT', 'passingAttempts', 'Passing Attempts'),
  quotient(['CMP%', 'completionPct', 'Completion Percentage'], {
    of: 'completions',
    per: 'passingAttempts',
    times: 100,
  }),
  yards('YDS', 'passingYards', 'Passing Yards'),
  quotient(['AVG', 'yardsPerPassAttempt', 'Yards Per Pass Attempt'], { of: 'passingYards', per: 'passingAttempts' }),
  count('TD', 'passingTouchdowns', 'Passing Touchdowns'),
  count('INT', 'interceptions', 'Interceptions'),
  count('LNG', 'longPassing', 'Longest Pass'),
  count('SACK', 'sacks', 'Total Sacks'),
  computed(['RTG', 'QBRating', 'Passer Rating'], printRating),
  rate('QBR', 'adjQBR', 'Adjusted QBR'),
];

const RUSHING: readonly Column[] = [
  games,
  count('CAR', 'rushingAttempts', 'Rushing Attempts'),
  yards('YDS', 'rushingYards', 'Rushing Yards'),
  quotient(['AVG', 'yardsPerRushAttempt', 'Yards Per Rush Attempt'], { of: 'rushingYards', per: 'rushingAttempts' }),
  count('TD', 'rushingTouchdowns', 'Rushing Touchdowns'),
  count('LNG', 'longRushing', 'Long Rushing'),
  count('FD', 'rushingFirstDowns', 'Rushing 1st downs'),
  count('FUM', 'rushingFumbles', 'Rushing Fumbles'),
  count('LST', 'rushingFumblesLost', 'Rushing Fumbles Lost'),
];

const RECEIVING: readonly Column[] = [
  games,
  count('REC', 'receptions', 'Receptions'),
  count('TGTS', 'receivingTargets', 'Receiving Targets'),
  yards('YDS', 'receivingYards', 'Receiving Yards'),
  quotient(['AVG', 'yardsPerReception', 'Yards Per Reception'], { of: 'receivingYards', per: 'receptions' }),
  count('TD', 'receivingTouchdowns', 'Receiving Touchdowns'),
  count('LNG', 'longReception', 'Long Reception'),
  count('FD', 'receivingFirstDowns', 'Receiving First Downs'),
  count('FUM', 'receivingFumbles', 'Receiving Fumbles'),
  count('LST', 'receivingFumblesLost', 'Receiving Fumbles Lost'),
];

const DEFENSIVE: readonly Column[] = [
  games,
  count('TOT', 'totalTackles', 'Total Tackles'),
  count('SOLO', 'soloTackles', 'Solo Tackles'),
  count('AST', 'assistTackles', 'Assist Tackles'),
  count('SACK', 'sacks', 'Sacks'),
  count('FF', 'fumblesForced', 'Forced Fumbles'),
  count('FR', 'fumblesRecovered', 'Fumbles Recovered'),
  count('YDS', 'fumblesRecoveredYards', 'Fumbles Recovered Yards'),
  count('INT', 'interceptions', 'Interceptions'),
  count('YDS', 'interceptionYards', 'Interception Yards'),
  quotient(['AVG', 'avgInterceptionYards', 'Average Interception Yards'], {
    of: 'interceptionYards',
    per: 'interceptions',
  }),
  count('TD', 'interceptionTouchdowns', 'Interception Touchdowns'),
  count('LNG', 'longInterception', 'Long Interception'),
  count('PD', 'passesDefended', 'Passes Defended'),
  count('STF', 'stuffs', 'Stuffs'),
  count('STFYDS', 'stuffYards', 'Stuff Yards'),
  count('KB', 'kicksBlocked', 'Kicks Blocked'),
];

const SCORING: readonly Column[] = [
  games,
  count('PASS', 'passingTouchdowns', 'Passing Touchdowns'),
  count('RUSH', 'rushingTouchdowns', 'Rushing Touchdowns'),
  count('REC', 'receivingTouchdowns', 'Receiving Touchdowns'),
  count('RET', 'returnTouchdowns', 'Return Touchdowns'),
  count('TD', 'totalTouchdowns', 'Total Touchdowns'),
  count('2PT', 'totalTwoPointConvs', 'Total Two Point Conversions'),
  count('PAT', 'kickExtraPoints', 'Kick Extra Points'),
  count('FG', 'fieldGoals', 'Field Goals'),
  count('PTS', 'totalPoints', 'Total Points'),
];

// No recorded body has a kicker's or a punter's career: these two are drawn from the glossary of those that there are.
const RANGES = ['1_19', '20_29', '30_39', '40_49', '50'] as const;
const KICKING: readonly Column[] = [
  games,
  ...RANGES.map((range) =>
    pair(
      [
        range === '50' ? '50+' : range.replace('_', '-'),
        `fieldGoalsMade${range}-fieldGoalAttempts${range}`,
        `FGM ${range === '50' ? '50+' : range.replace('_', '-')} yards`,
      ],
      `fieldGoalsMade${range}`,
      `fieldGoalAttempts${range}`,
    ),
  ),
  count('LNG', 'longFieldGoalMade', 'Long Field Goal Made'),
  count('XPM', 'extraPointsMade', 'Extra Points Made'),
  count('XPA', 'extraPointAttempts', 'Extra Point Attempts'),
];

const PUNTING: readonly Column[] = [
  games,
  count('PUNTS', 'punts', 'Punts'),
  yards('YDS', 'puntYards', 'Punt Yards'),
  quotient(['AVG', 'grossAvgPuntYards', 'Gross Average Punt Yards'], { of: 'puntYards', per: 'punts' }),
  count('LNG', 'longPunt', 'Long Punt'),
  count('TB', 'touchbacks', 'Touchbacks'),
  count('IN20', 'puntsInside20', 'Punts Inside 20'),
  count('RET', 'puntReturns', 'Punt Returns'),
  count('YDS', 'puntReturnYards', 'Punt Return Yards'),
];

const category = (name: string, displayName: string, columns: readonly Column[]): Category => ({
  name,
  displayName,
  group: name,
  columns,
});

export const NFL_CATEGORIES: readonly Category[] = [
  category('passing', 'Passing', PASSING),
  category('rushing', 'Rushing', RUSHING),
  category('receiving', 'Receiving', RECEIVING),
  category('defensive', 'Defense', DEFENSIVE),
  category('scoring', 'Scoring', SCORING),
  category('kicking', 'Kicking', KICKING),
  category('punting', 'Punting', PUNTING),
];

// Worked out from other columns, so no counts of their own.
const DERIVED = new Set([
  'completionPct',
  'yardsPerPassAttempt',
  'QBRating',
  'yardsPerRushAttempt',
  'yardsPerReception',
  'avgInterceptionYards',
  'grossAvgPuntYards',
]);

const countsOf = (columns: readonly Column[]): readonly string[] =>
  columns.flatMap(({ name }) => (DERIVED.has(name) ? [] : name.split('-')));

export const NFL_GROUPS: readonly CountGroup[] = NFL_CATEGORIES.map(({ name, columns }) => ({
  name,
  counts: countsOf(columns),
  best: new Set(columns.map((column) => column.name).filter((column) => column.startsWith('long'))),
  rates: new Set(['adjQBR']),
}));
