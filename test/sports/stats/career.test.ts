import { describe, expect, it } from 'vitest';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import { careerCategory, careerRow, careerTable, teamRef } from '../../support/career-table.ts';

const KC = teamRef('12', 'KC');
const NYJ = teamRef('20', 'NYJ');
const LV = teamRef('13', 'LV');
const nfl = { league: 'nfl', seasonType: 'regular' } as const;

describe('a career on one team', () => {
  const passing = careerCategory(
    'passing',
    ['gamesPlayed', 'passingYards', 'adjQBR'],
    [careerRow(2024, '12', ['16', '3,928', '67.6'], { position: 'QB' }), careerRow(2018, '12', ['16', '5,097', '-'])],
    { totals: ['112', '32,352', '-'] },
  );
  const receiving = careerCategory('receiving', ['receptions'], [careerRow(2024, '12', ['1'])]);
  const career = buildCareer(careerTable([KC], passing, receiving), nfl);

  it('is a line per season, the earliest first, each with the categories that have rows', () => {
    expect(career.seasons).toEqual([
      {
        league: 'nfl',
        season: 2018,
        seasonType: 'regular',
        teams: [KC],
        categories: { passing: { gamesPlayed: 16, passingYards: 5097, adjQBR: null } },
      },
      {
        league: 'nfl',
        season: 2024,
        seasonType: 'regular',
        teams: [KC],
        categories: {
          passing: { gamesPlayed: 16, passingYards: 3928, adjQBR: 67.6 },
          receiving: { receptions: 1 },
        },
      },
    ]);
  });

  it('has the totals the provider gives, under the same names, and no others', () => {
    expect(career.career).toEqual({ categories: { passing: { gamesPlayed: 112, passingYards: 32352, adjQBR: null } } });
  });

  it('has the position of the latest season that tells one', () => {
    const moved = careerCategory(
      'rushing',
      ['gamesPlayed'],
      [
        careerRow(2020, '12', ['1'], { position: 'QB' }),
        careerRow(2022, '12', ['1'], { position: 'TE' }),
        careerRow(2023, '12', ['1']),
      ],
    );
    expect(buildCareer(careerTable([KC], moved), nfl).position).toBe('TE');
    expect(buildCareer(careerTable([]), nfl)).toEqual({ seasons: [], career: { categories: {} }, position: null });
  });

  it('leaves a lone row as the provider wrote it, rates and all', () => {
    const odd = careerCategory(
      'passing',
      ['completions', 'passingAttempts', 'completionPct'],
      [careerRow(2024, '12', ['1', '2', '99.9'])],
    );
    const [line] = buildCareer(careerTable([KC], odd), nfl).seasons;
    expect(line?.categories).toEqual({ passing: { completions: 1, passingAttempts: 2, completionPct: 99.9 } });
    expect(line).not.toHaveProperty('byTeam');
    expect(line).not.toHaveProperty('notCombined');
  });
});

describe('a season on two teams', () => {
  const receiving = careerCategory(
    'receiving',
    ['gamesPlayed', 'receptions', 'receivingYards', 'yardsPerReception', 'longReception'],
    [careerRow(2024, '13', ['3', '18', '209', '11.6', '25']), careerRow(2024, '20', ['11', '67', '854', '12.7', '71'])],
  );
  const rushing = careerCategory('rushing', ['rushingAttempts', 'rushingYards'], [careerRow(2024, '20', ['2', '-3'])]);
  const [line, ...others] = buildCareer(careerTable([NYJ, LV], receiving, rushing), nfl).seasons;

  it('is one line: counts added, the longest kept, rates computed again', () => {
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      teams: [LV, NYJ],
      categories: {
        receiving: {
          gamesPlayed: 14,
          receptions: 85,
          receivingYards: 1063,
          yardsPerReception: 12.5,
          longReception: 71,
        },
        rushing: { rushingAttempts: 2, rushingYards: -3 },
      },
    });
    expect(line).not.toHaveProperty('notCombined');
  });

  it('has the rows of each team apart, with the categories of that team', () => {
    expect(line?.byTeam).toEqual([
      {
        team: LV,
        categories: {
          receiving: {
            gamesPlayed: 3,
            receptions: 18,
            receivingYards: 209,
            yardsPerReception: 11.6,
            longReception: 25,
          },
        },
      },
      {
        team: NYJ,
        categories: {
          receiving: {
            gamesPlayed: 11,
            receptions: 67,
            receivingYards: 854,
            yardsPerReception: 12.7,
            longReception: 71,
          },
          rushing: { rushingAttempts: 2, rushingYards: -3 },
        },
      },
    ]);
  });

  it('is not counted twice by a total without a team, nor by a row sent twice', () => {
    const names = ['receptions'];
    const rows = [careerRow(2024, '13', ['18']), careerRow(2024, '20', ['67'])];
    const sent = [...rows, careerRow(2024, null, ['85']), careerRow(2024, '20', ['67'])];
    const [twice] = buildCareer(careerTable([NYJ, LV], careerCategory('receiving', names, sent)), nfl).seasons;
    expect(twice?.categories).toEqual({ receiving: { receptions: 85 } });
    expect(twice?.teams).toEqual([LV, NYJ]);
  });

  it('counts rows without any team, and names an unknown team by its id', () => {
    const alone = careerCategory('receiving', ['receptions'], [careerRow(2024, null, ['85'])]);
    expect(buildCareer(careerTable([], alone), nfl).seasons[0]).toMatchObject({
      teams: [],
      categories: { receiving: { receptions: 85 } },
    });
    const [unknown] = buildCareer(careerTable([], receiving), nfl).seasons;
    expect(unknown?.teams.map(({ id, abbreviation }) => [id, abbreviation])).toEqual([
      ['13', ''],
      ['20', ''],
    ]);
  });
});
