import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import { careerCategory, careerRow, careerTable, traded, type TradedCategory } from '../../support/career-table.ts';
import { inningsOf, outsOf } from '../../../lib/sports/stats/combine.ts';

describe('a quarterback traded within the season', () => {
  const names = [
    'gamesPlayed',
    'completions',
    'passingAttempts',
    'completionPct',
    'passingYards',
    'yardsPerPassAttempt',
    'passingTouchdowns',
    'interceptions',
    'longPassing',
    'QBRating',
    'adjQBR',
  ];

  it('has the passer rating from the combined counts, and no QBR', () => {
    const { categories, notCombined } = traded('nfl', [
      'passing',
      names,
      // Mahomes's 2023 and 2024 as if they were one season on two teams.
      ['16', '401', '597', '67.2', '4,183', '7.0', '27', '14', '67', '92.6', '63.9'],
      ['16', '392', '581', '67.5', '3,928', '6.8', '26', '11', '54', '93.5', '67.6'],
    ]);
    expect(categories?.passing).toEqual({
      gamesPlayed: 32,
      completions: 793,
      passingAttempts: 1178,
      completionPct: 67.3,
      passingYards: 8111,
      yardsPerPassAttempt: 6.9,
      passingTouchdowns: 53,
      interceptions: 25,
      longPassing: 67,
      QBRating: 93,
      adjQBR: null,
    });
    expect(notCombined).toEqual(['passing.adjQBR']);
  });

  it('keeps the word the rows agree on where nothing was attempted', () => {
    const { categories, notCombined } = traded('nfl', [
      'passing',
      ['completions', 'passingAttempts', 'completionPct', 'QBRating'],
      ['0', '0', '0.0', '0.0'],
      ['0', '0', '0.0', '39.6'],
    ]);
    expect(categories?.passing).toMatchObject({ completionPct: 0, QBRating: null });
    expect(notCombined).toEqual(['passing.QBRating']);
  });
});

describe('a defender traded within the season', () => {
  it('keeps half sacks exact, and losses negative', () => {
    const { categories, notCombined } = traded('nfl', [
      'defensive',
      ['sacks', 'interceptions', 'interceptionYards', 'avgInterceptionYards', 'somethingNew', 'newRate'],
      ['4.5', '1', '-1', '-1.0', '7', '0.5'],
      ['0.1', '3', '0', '0.0', '8', '0.5'],
    ]);
    expect(categories?.defensive).toEqual({
      sacks: 4.6,
      interceptions: 4,
      interceptionYards: -1,
      // -0.25: half away from zero.
      avgInterceptionYards: -0.3,
      // Whole numbers of an unknown name are counts; anything else is left to the rows.
      somethingNew: 15,
      newRate: null,
    });
    expect(notCombined).toEqual(['defensive.newRate']);
  });

  it.each([
    ['netAvgPuntYards', '41', '42'],
    ['touchbackPct', '8', '9'],
    ['puntsInside20Pct', '40', '40'],
  ])('does not add up %s, whole numbers or not', (name, first, second) => {
    const { categories, notCombined } = traded('nfl', ['punting', ['punts', name], ['40', first], ['20', second]]);
    expect(categories?.punting).toEqual({ punts: 60, [name]: null });
    expect(notCombined).toEqual([`punting.${name}`]);
  });

  it('says unknown where a part is unknown, and nothing where nobody knew anything', () => {
    const { categories, notCombined } = traded('nfl', [
      'receiving',
      ['receptions', 'receivingTargets', 'longReception'],
      ['-', '-', '--'],
      ['3', '-', '12'],
    ]);
    expect(categories?.receiving).toEqual({ receptions: null, receivingTargets: null, longReception: null });
    expect(notCombined).toEqual(['receiving.receptions', 'receiving.longReception']);
  });
});

describe('a basketball player traded within the season', () => {
  const averages: TradedCategory = [
    'averages',
    ['gamesPlayed', 'avgMinutes', 'avgFieldGoalsMade-avgFieldGoalsAttempted', 'fieldGoalPct', 'avgPoints'],
    ['22', '35.7', '9.4-20.2', '46.4', '28.1'],
    ['28', '35.1', '9.2-21.0', '43.8', '28.2'],
  ];
  const totals: TradedCategory = [
    'totals',
    ['fieldGoalsMade-fieldGoalsAttempted', 'fieldGoalPct', 'assists', 'steals', 'turnovers', 'points'],
    ['206-444', '46.4', '171', '43', '77', '618'],
    ['258-589', '43.8', '209', '46', '102', '790'],
  ];
  const ratios: TradedCategory = [
    'miscellaneous',
    ['doubleDouble', 'assistTurnoverRatio', 'stealTurnoverRatio', 'scoringEfficiency'],
    ['12', '2.2', '0.6', '1.392'],
    ['15', '2.0', '0.5', '1.341'],
  ];

  it('has averages from the totals, and minutes only by team', () => {
    const { categories, notCombined, byTeam } = traded('nba', averages, totals, ratios);
    expect(categories).toEqual({
      averages: {
        gamesPlayed: 50,
        avgMinutes: null,
        avgFieldGoalsMade: 9.3,
        avgFieldGoalsAttempted: 20.7,
        fieldGoalPct: 44.9,
        avgPoints: 28.2,
      },
      totals: {
        fieldGoalsMade: 464,
        fieldGoalsAttempted: 1033,
        fieldGoalPct: 44.9,
        assists: 380,
        steals: 89,
        turnovers: 179,
        points: 1408,
      },
      miscellaneous: { doubleDouble: 27, assistTurnoverRatio: 2.1, stealTurnoverRatio: 0.5, scoringEfficiency: 1.363 },
    });
    expect(notCombined).toEqual(['averages.avgMinutes']);
    expect(byTeam?.map(({ categories: own }) => own.averages?.avgMinutes)).toEqual([35.7, 35.1]);
  });

  it('has no averages when the totals are not there, or not of the same teams', () => {
    const { categories, notCombined } = traded('nba', averages);
    expect(categories?.averages).toMatchObject({ gamesPlayed: 50, avgPoints: null, fieldGoalPct: null });
    expect(notCombined).toContain('averages.avgPoints');
    const [, names, , second] = totals;
    const table = careerTable(
      [],
      careerCategory('averages', averages[1], [careerRow(2025, '6', averages[2]), careerRow(2025, '13', averages[3])]),
      careerCategory('totals', names, [careerRow(2025, '13', second)]),
    );
    const [line] = buildCareer(table, { league: 'nba', seasonType: 'regular' }).seasons;
    expect(line?.categories.averages?.avgPoints).toBeNull();
  });
});

describe('innings', () => {
  it.each([
    [0, 0],
    [0.1, 1],
    [107.2, 323],
    [123.1, 370],
    [2855.1, 8566],
  ])('%d are %d outs, and back', (innings, outs) => {
    expect(outsOf(innings)).toBe(outs);
    expect(inningsOf(outs)).toBeCloseTo(innings, 10);
  });

  it.each([null, 12.3, 12.25, 0.9, -1, -0.1])('%j are none', (innings) => {
    expect(outsOf(innings)).toBeNull();
  });

  it('come back from any number of outs', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30_000 }), (outs) => {
        expect(outsOf(Number(`${Math.floor(outs / 3)}.${outs % 3}`))).toBe(outs);
        expect(outsOf(inningsOf(outs))).toBe(outs);
      }),
    );
  });
});
