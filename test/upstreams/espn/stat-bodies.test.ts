import { describe, expect, it } from 'vitest';
import type { LeagueId, PlayerId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { syntheticBodies } from '../../support/recorded.ts';

const bodies = syntheticBodies('espn');
const espnWith = (body: string) => espnAnswering(bodies.text(body)).espn;
const careerOf = (league: LeagueId, id: string, type: 'regular' | 'postseason' = 'regular') =>
  espnWith(`career-${league}`).career(league, id as PlayerId, type, anyCall);
const malformed = { code: 'malformed' };

describe('ESPN careers, from the synthetic bodies', () => {
  it('football: texts as they are, rows only for seasons with an entry, and no season totals', async () => {
    const table = await careerOf('nfl', '7001001');
    expect(table?.teams).toEqual([{ id: '7', abbreviation: 'HVH', name: 'Harborview Herons' }]);
    expect(table?.categories.map(({ name, rows }) => [name, rows.map(({ season }) => season)])).toEqual([
      ['passing', [2029, 2030, 2031]],
      ['rushing', [2029, 2030, 2031]],
      ['receiving', [2030]],
      ['scoring', [2029, 2030, 2031]],
    ]);
    expect(table?.categories[0]?.rows[1]).toEqual({
      season: 2030,
      teamId: '7',
      position: 'QB',
      values: ['17', '371', '566', '65.5', '4,512', '8.0', '33', '11', '81', '30', '101.3', '68.9'],
    });
    expect(table?.categories[0]?.totals?.slice(-2)).toEqual(['104.2', '-']);
    expect(table?.categories[2]).toEqual({
      name: 'receiving',
      names: ['gamesPlayed', 'receptions', 'receivingYards'],
      rows: [{ season: 2030, teamId: '7', position: 'QB', values: ['17', '1', '6'] }],
      totals: ['37', '1', '6'],
    });
  });

  it('basketball: two clubs, and columns that are two stats in one', async () => {
    const table = await careerOf('nba', '7002001');
    expect(table?.teams.map(({ id }) => id)).toEqual(['3', '21']);
    expect(table?.categories.map(({ name, names }) => [name, names.length])).toEqual([
      ['averages', 18],
      ['totals', 15],
      ['miscellaneous', 10],
    ]);
    const averages = table?.categories[0];
    expect(averages?.names[3]).toBe('avgFieldGoalsMade-avgFieldGoalsAttempted');
    expect(averages?.rows.map(({ teamId, values }) => [teamId, values[3]])).toEqual([
      ['3', '5.2-11.5'],
      ['21', '7.3-15.2'],
      ['21', '9.2-18.3'],
    ]);
  });

  it.each([
    ['nfl', '7001001'],
    ['nba', '7002001'],
  ] as const)('%s: not the postseason, which it offers and does not hold', async (league, id) => {
    await expect(careerOf(league, id, 'postseason')).rejects.toMatchObject(malformed);
  });

  it('baseball: the pages of one category side by side, the postseason apart, a club under its present name', async () => {
    expect(await careerOf('mlb', '70304')).toEqual({
      teams: [{ id: '11', abbreviation: 'MFM', name: 'Maple Falls Millers' }],
      categories: [
        {
          name: 'batting',
          names: ['gamesPlayed', 'atBats', 'hits', 'homeRuns', 'avg', 'OPS', 'plateAppearances', 'pitches', 'WARBR'],
          rows: [
            {
              season: 2030,
              teamId: '11',
              position: 'CF',
              values: ['151', '588', '173', '31', '.294', '.901', '671', '2,704', null],
            },
            {
              season: 2031,
              teamId: '11',
              position: 'CF',
              values: ['44', '160', '48', '9', '.300', '1.012', null, null, '2.9'],
            },
          ],
          totals: ['195', '748', '221', '40', '.295', '.925', '671', '2,704', '9.4'],
        },
      ],
    });
    expect((await careerOf('mlb', '70304', 'postseason'))?.categories).toEqual([
      {
        name: 'batting',
        names: ['gamesPlayed', 'atBats', 'hits', 'homeRuns', 'avg', 'OPS'],
        rows: [{ season: 2030, teamId: '11', position: 'CF', values: ['11', '40', '10', '2', '.250', '.780'] }],
        totals: ['11', '40', '10', '2', '.250', '.780'],
      },
    ]);
  });

  it('hockey: a category named after the position, a season on two clubs, and no postseason to offer', async () => {
    const table = await careerOf('nhl', '7004099');
    expect(table?.categories.map(({ name }) => name)).toEqual(['skating']);
    expect(table?.categories[0]?.rows.map(({ season, teamId, values }) => [season, teamId, values[5]])).toEqual([
      [2030, '23', '11:09'],
      [2031, '23', '11:40'],
      [2031, '18', '14:08'],
    ]);
    expect(await careerOf('nhl', '7004099', 'postseason')).toBeNull();
  });
});

describe("ESPN tables of everybody's season, from the synthetic bodies", () => {
  it('reads the older shape, whose clubs have no ids', async () => {
    const espn = espnWith('table-nba');
    const question = { season: 2031, type: 'regular', group: 'all', page: 1 } as const;
    expect(await espn.seasonTable('nba', question, anyCall)).toEqual({
      season: 2031,
      pages: 1,
      categories: [
        { name: 'general', names: ['gamesPlayed', 'avgMinutes', 'rebounds'] },
        { name: 'offensive', names: ['avgPoints', 'fieldGoalPct', 'points'] },
        { name: 'defensive', names: ['avgSteals', 'steals'] },
      ],
      athletes: [
        {
          id: '7002001',
          name: 'Ilya Dorneck',
          position: 'PG',
          teams: [{ id: null, abbreviation: 'CBC' }],
          values: {
            general: ['71', '36.0', '463'],
            offensive: ['26.5', '50.3', '1,880'],
            defensive: ['1.3', '90'],
          },
        },
        {
          id: '7002002',
          name: 'Jorah Finch-Smythe',
          position: 'SF',
          teams: [{ id: null, abbreviation: 'CBC' }],
          values: { general: ['64', '30.2', '301'], offensive: ['14.1', '45.0', '902'], defensive: ['0.8', '51'] },
        },
        // A category of theirs is left out, and they played for two clubs.
        {
          id: '7002003',
          name: 'Lute Rasmund',
          position: 'C',
          teams: [
            { id: null, abbreviation: 'JUN' },
            { id: null, abbreviation: 'SRS' },
          ],
          values: { general: ['12', '--', '40'], offensive: ['3.0', '-', '36'] },
        },
      ],
    });
    for (const other of [{ season: 2030 }, { type: 'postseason' }, { page: 2 }] as const) {
      await expect(espn.seasonTable('nba', { ...question, ...other }, anyCall)).rejects.toMatchObject(malformed);
    }
  });

  it('reads the newer shape, with ids of clubs, numbers beside the texts and a second page', async () => {
    const question = { season: 2031, type: 'regular', group: 'goalies', page: 2 } as const;
    const { pages, athletes } = await espnWith('table-nhl-goalies').seasonTable('nhl', question, anyCall);
    expect(pages).toBe(2);
    expect(athletes.map(({ teams, values }) => ({ teams, values }))).toEqual([
      {
        teams: [{ id: '18', abbreviation: 'NGN' }],
        values: { general: ['41'], goaltending: ['.921', '2,404:31'] },
      },
      {
        teams: [
          { id: null, abbreviation: 'NGN' },
          { id: null, abbreviation: 'PHP' },
        ],
        values: { general: ['9'], goaltending: ['.899', '488:02'] },
      },
    ]);
  });
});
