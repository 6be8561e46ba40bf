import { describe, expect, it } from 'vitest';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { traded, type TradedCategory } from '../../support/career-table.ts';

const BATTING = (
  'gamesPlayed atBats runs hits doubles triples homeRuns RBIs walks hitByPitch strikeouts stolenBases caughtStealing ' +
  'avg onBasePct slugAvg OPS WARBR plateAppearances pitches pitchesPerPlateAppearance sacFlies stolenBasePct ' +
  'isolatedPower secondaryAvg atBatsPerHomeRun walksPerPlateAppearance walkToStrikeoutRatio groundBalls flyBalls ' +
  'groundToFlyRatio'
).split(' ');
// Mike Trout as the provider has the player, tables side by side.
const TROUT_2011 =
  '40 123 20 27 6 0 5 16 9 2 30 4 0 .220 .281 .390 .672 0.6 135 534 3.96 1 1.00 .171 .276 24.6 .067 0.30 37 56 0.7'.split(
    ' ',
  );
const TROUT_2012 = (
  '139 559 129 182 27 8 30 83 67 6 139 49 5 .326 .399 .564 .963 10.7 639 2608 4.08 7 0.91 .238 .436 18.6 .105 0.48 ' +
  '198 229 0.9'
).split(' ');
const TROUT_2017 = (
  '114 402 92 123 25 3 33 72 94 7 90 22 4 .306 .442 .629 1.071 6.7 507 2127 4.20 4 0.85 .323 .602 12.2 .185 1.04 ' +
  '119 197 0.6'
).split(' ');

const PITCHING = (
  'gamesPlayed gamesStarted wins losses winPct WARBR ERA WHIP innings strikeouts walks strikeoutToWalkRatio hits runs ' +
  'earnedRuns saves holds blownSaves strikeoutsPerNineInnings pitchesPerInning'
).split(' ');
// Clayton Kershaw, likewise.
const KERSHAW_2008 = '22 21 5 5 .500 1.3 4.26 1.50 107.2 100 52 1.9 109 51 51 0 1 0 8.4 17.3'.split(' ');
const KERSHAW_2009 = '31 30 8 8 .500 4.5 2.79 1.23 171.0 185 91 2.0 119 55 53 0 0 0 9.7 17.7'.split(' ');
const OPPONENT = ['pitches', 'battersFaced', 'pitches-battersFaced'];

const numbers = (names: readonly string[], cells: readonly string[]) =>
  Object.fromEntries(names.map((name, at) => [name, Number(cells[at])]));

const zeros = (cells: readonly string[]): readonly string[] => cells.map(() => '0');

describe('a batter traded within the season', () => {
  // A stint without a plate appearance changes no count, so whatever is computed must be what the provider wrote.
  it.each([
    ['2011', TROUT_2011],
    ['2012', TROUT_2012],
    ['2017', TROUT_2017],
  ])('computes from the counts the rates that the provider has: Trout in %s', (_, cells) => {
    const { categories, notCombined } = traded('mlb', ['batting', BATTING, cells, zeros(cells)]);
    expect(categories?.batting).toEqual({ ...numbers(BATTING, cells), WARBR: null });
    expect(notCombined).toEqual(['batting.WARBR']);
  });

  it('has no mean of two averages', () => {
    const { categories } = traded('mlb', ['batting', BATTING, TROUT_2011, TROUT_2012]);
    // 209 hits in 682 at bats; the mean of .220 and .326 would be .273.
    expect(categories?.batting).toMatchObject({ hits: 209, atBats: 682, avg: 0.306, onBasePct: 0.379, OPS: 0.911 });
  });

  it('has an average and no on-base share where nobody told the sacrifice flies', () => {
    const names = BATTING.slice(0, 18);
    const { categories, notCombined } = traded('mlb', ['batting', names, TROUT_2011, TROUT_2012]);
    expect(categories?.batting).toMatchObject({ avg: 0.306, slugAvg: 0.532, onBasePct: null, OPS: null });
    expect(notCombined).toEqual(['batting.onBasePct', 'batting.OPS', 'batting.WARBR']);
  });

  it('has nothing where two perfect averages would add up to 2', () => {
    const { categories } = traded('mlb', ['batting', ['avg', 'OPS', 'ERA', 'opponentOPS'], ...twice('1.000')]);
    expect(categories?.batting).toEqual({ avg: null, OPS: null, ERA: null, opponentOPS: null });
  });
});

const twice = (cell: string): [readonly string[], readonly string[]] => [Array(4).fill(cell), Array(4).fill(cell)];

describe('a pitcher traded within the season', () => {
  const opponents: TradedCategory = ['opponent-batting', OPPONENT, ['1859', '470', '3.955'], ['3028', '701', '4.320']];

  it('has innings added in thirds, and rates computed from them', () => {
    const { categories, notCombined } = traded('mlb', ['pitching', PITCHING, KERSHAW_2008, KERSHAW_2009], opponents);
    expect(categories?.pitching).toMatchObject({
      innings: 278.2,
      // 104 earned runs in 278 and two thirds; the mean of the two would be 3.53.
      ERA: 3.36,
      WHIP: 1.33,
      winPct: 0.5,
      strikeoutToWalkRatio: 2,
      strikeoutsPerNineInnings: 9.2,
      pitchesPerInning: 17.5,
      WARBR: null,
    });
    expect(categories?.['opponent-batting']).toEqual({
      pitches: 4887,
      battersFaced: 1171,
      'pitches-battersFaced': 4.173,
    });
    expect(notCombined).toEqual(['pitching.WARBR']);
  });

  it('of one stint alone has what the provider wrote', () => {
    const { categories } = traded(
      'mlb',
      ['pitching', PITCHING, KERSHAW_2008, zeros(KERSHAW_2008)],
      ['opponent-batting', OPPONENT, ['1859', '470', '3.955'], ['0', '0', '0']],
    );
    expect(categories?.pitching).toEqual({ ...numbers(PITCHING, KERSHAW_2008), WARBR: null });
    expect(categories?.['opponent-batting']).toMatchObject({ 'pitches-battersFaced': 3.955 });
  });

  it.each([
    ['0.2', '0.2', 1.1],
    ['5.0', '6.1', 11.1],
    ['99.2', '0.1', 100],
    ['5.0', '6.5', null],
    ['5.0', '-', null],
    ['-', '-', null],
  ])('%s and %s innings are %j', (first, second, innings) => {
    const { categories } = traded('mlb', ['pitching', ['innings'], [first], [second]]);
    expect(categories?.pitching?.innings).toBe(innings);
  });

  it('who got nobody out keeps no earned run average', () => {
    const names = ['innings', 'earnedRuns', 'ERA'];
    const { categories } = traded('mlb', ['pitching', names, ['0.0', '3', '--'], ['0.0', '1', '--']]);
    expect(categories?.pitching).toEqual({ innings: 0, earnedRuns: 4, ERA: null });
  });
});

it('a fielder traded within the season has their share of the chances', () => {
  const names = ['fullInningsPlayed', 'putouts', 'assists', 'errors', 'fieldingPct'];
  const { categories } = traded('mlb', [
    'fielding',
    names,
    ['500.2', '100', '200', '6', '.980'],
    ['300.1', '50', '100', '0', '1.000'],
  ]);
  expect(categories?.fielding).toEqual({
    fullInningsPlayed: 801,
    putouts: 150,
    assists: 300,
    errors: 6,
    fieldingPct: 0.987,
  });
});

describe('a skater traded within the season', () => {
  // Austin Czarnik for the Islanders and Seattle in 2021-22, in the columns of a career.
  const NAMES = (
    'games goals assists points plusMinus penaltyMinutes shootoutGoals shootingPct powerPlayGoals powerPlayAssists ' +
    'shortHandedGoals shortHandedAssists gameWinningGoals timeOnIcePerGame production'
  ).split(' ');
  const NYI = '11 2 3 5 5 0 0 22.2 0 0 0 0 0 10:57 24:06'.split(' ');
  const SEA = '6 0 2 2 0 0 0 0.0 0 0 0 0 0 10:47 32:23'.split(' ');

  it('has sums, and times by team: a mean of cut means is a second off', () => {
    const { categories, notCombined, byTeam } = traded('nhl', ['skating', NAMES, NYI, SEA]);
    expect(categories?.skating).toMatchObject({ games: 17, goals: 2, assists: 5, points: 7, plusMinus: 5 });
    expect(notCombined).toEqual(['skating.shootingPct', 'skating.timeOnIcePerGame', 'skating.production']);
    expect(byTeam?.map(({ categories: own }) => own.skating?.timeOnIcePerGame)).toEqual([657, 647]);
  });

  it('has all of it where shots and the whole time are told', () => {
    const { categories, notCombined } = traded('nhl', [
      'skating',
      [...NAMES, 'shotsTotal', 'timeOnIce', 'faceoffsWon', 'totalFaceOffs', 'faceoffPercent'],
      [...NYI, '9', '120:30', '12', '30', '40.0'],
      [...SEA, '5', '64:46', '8', '10', '80.0'],
    ]);
    // 11,116 seconds in 17 games, for 7 points; 2 goals of 14 shots.
    expect(categories?.skating).toMatchObject({
      timeOnIce: 11_116,
      timeOnIcePerGame: 653,
      production: 1588,
      shootingPct: 14.3,
      faceoffPercent: 50,
    });
    expect(notCombined).toBeUndefined();
  });

  it('keeps a minus', () => {
    const { categories } = traded('nhl', ['skating', ['plusMinus'], ['-10'], ['3']]);
    expect(categories?.skating).toEqual({ plusMinus: -7 });
  });
});

it('a goaltender traded within the season has their shares of all shots and all minutes', () => {
  const names = (
    'games goalsAgainst avgGoalsAgainst shotsAgainst avgShotsAgainst saves savePct timeOnIce timeOnIcePerGame ' +
    'shootoutSaves shootoutShotsAgainst shootoutSavePct'
  ).split(' ');
  // 408 games of one man, as the provider has them, and none for another team.
  const cells = '408 1045 2.68 12175 29.8 11131 .914 23403:16 57:21 73 98 74.490'.split(' ');
  const { categories, notCombined } = traded('nhl', ['goaltending', names, cells, zeros(cells)]);
  expect(categories?.goaltending).toEqual({
    games: 408,
    goalsAgainst: 1045,
    avgGoalsAgainst: 2.68,
    shotsAgainst: 12_175,
    avgShotsAgainst: 29.8,
    saves: 11_131,
    savePct: 0.914,
    timeOnIce: 1_404_196,
    timeOnIcePerGame: 3441,
    shootoutSaves: 73,
    shootoutShotsAgainst: 98,
    shootoutSavePct: 74.49,
  });
  expect(notCombined).toBeUndefined();
});

describe('a quarterback traded within the season', () => {
  const names = ['completions', 'passingAttempts', 'passingYards', 'passingTouchdowns', 'interceptions', 'QBRating'];
  const ratingOf = (first: readonly number[], second: readonly number[]) =>
    traded('nfl', ['passing', names, first, second]).categories?.passing?.QBRating;

  it('has the rating of both teams together', () => {
    // 30 of 50 for 400 yards, 3 touchdowns and 1 interception: 1.5, 1.25, 1.2 and 1.875.
    expect(ratingOf([20, 30, 250, 3, 0, 1], [10, 20, 150, 0, 1, 1])).toBe(97.1);
  });

  it('has shares of attempts with two decimals where the provider writes two', () => {
    const counts = ['passingAttempts', 'passingTouchdowns', 'passingTouchdownPct'];
    const { categories } = traded('nfl', ['passing', counts, [20, 1, 5], [10, 1, 10]]);
    expect(categories?.passing?.passingTouchdownPct).toBe(6.67);
  });

  it('has a rating between 0 and 158.3', () => {
    expect(ratingOf([20, 20, 400, 6, 0, 1], [10, 10, 200, 3, 0, 1])).toBe(158.3);
    expect(ratingOf([0, 20, 0, 0, 9, 1], [1, 10, 2, 0, 4, 1])).toBe(0);
  });
});

describe('a league of the same sport', () => {
  const passing: TradedCategory = [
    'passing',
    ['completions', 'passingAttempts', 'completionPct', 'interceptions', 'interceptionPct'],
    ['10', '20', '50.0', '1', '5.00'],
    ['30', '40', '75.0', '1', '2.50'],
  ];
  const averages: TradedCategory = ['averages', ['gamesPlayed', 'avgPoints'], ['10', '10.0'], ['30', '20.0']];
  const totals: TradedCategory = ['totals', ['points'], ['100'], ['600']];

  it.each<[LeagueId]>([['nfl'], ['cfb']])('%s has the rules of football', (league) => {
    expect(traded(league, passing).categories?.passing).toMatchObject({ completionPct: 66.7, interceptionPct: 3.33 });
  });

  it.each<[LeagueId]>([['nba'], ['wnba'], ['mbb'], ['wbb']])('%s has the rules of basketball', (league) => {
    expect(traded(league, averages, totals).categories?.averages).toEqual({ gamesPlayed: 40, avgPoints: 17.5 });
  });
});
