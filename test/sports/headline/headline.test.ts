import { describe, expect, it } from 'vitest';
import { MLB_CATEGORIES } from '../../../simulators/espn/columns/mlb.ts';
import { NBA_CATEGORIES } from '../../../simulators/espn/columns/nba.ts';
import { NFL_CATEGORIES } from '../../../simulators/espn/columns/nfl.ts';
import { NHL_CATEGORIES } from '../../../simulators/espn/columns/nhl.ts';
import { glossaryOf } from '../../../lib/sports/glossary/glossary.ts';
import { HEADLINE_ROLES, headlinesIn } from '../../../lib/sports/headline/headline.ts';
import { leagueOf, LEAGUES } from '../../../lib/sports/leagues.ts';
import type { LeagueId, PlayerId, StatCategories } from '../../../lib/sports/model/index.ts';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import { parseRow } from '../../../lib/sports/stats/cell.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeRecorded, recordedBodies } from '../../support/recorded.ts';

/** `label display` of each stat of a headline. */
const quoted = (league: LeagueId, position: string | null, categories: StatCategories): readonly string[] =>
  headlinesIn(league)({ position, categories }).map(({ label, display }) => `${label} ${display}`);

const PASSING = { passingYards: 3928, passingTouchdowns: 26, interceptions: 11, completionPct: 67.5, QBRating: 93.5 };
const RUSHING = { rushingAttempts: 58, rushingYards: 307, rushingTouchdowns: 2, yardsPerRushAttempt: 5.3 };
const BATTING = { atBats: 599, avg: 0.294, homeRuns: 54, RBIs: 130, OPS: 1.066, runs: 134, stolenBases: 59 };
const PITCHING = { wins: 15, losses: 9, ERA: 2.3, strikeouts: 219, WHIP: 1, innings: 166, saves: 0, holds: 0 };

describe('what people quote', () => {
  it.each([
    [
      'nfl',
      'QB',
      { passing: PASSING, rushing: RUSHING },
      ['Pass Yds 3,928', 'Pass TD 26', 'INT 11', 'CMP% 67.5 %', 'RTG 93.5', 'Rush Yds 307'],
    ],
    [
      'nfl',
      'RB',
      { rushing: RUSHING, receiving: { receptions: 12, receivingYards: 80 } },
      ['Rush Yds 307', 'Rush TD 2', 'CAR 58', 'Yds/Car 5.3', 'REC 12', 'Rec Yds 80'],
    ],
    ['cfb', 'LB', { defensive: { totalTackles: 98, sacks: 10.5 } }, ['Tackles 98', 'Sacks 10.5']],
    ['nfl', 'DE', { defensive: { totalTackles: 40, sacks: 12 } }, ['Sacks 12', 'Tackles 40']],
    [
      'nba',
      'PG',
      { averages: { avgPoints: 28.2, avgAssists: 8, avgRebounds: 7.4, avgSteals: 1.4, fieldGoalPct: 49 } },
      ['PPG 28.2', 'APG 8.0', 'RPG 7.4', 'SPG 1.4', 'FG% 49.0 %'],
    ],
    ['wbb', 'G-F', { averages: { avgPoints: 20, avgSteals: 2 } }, ['PPG 20.0', 'SPG 2.0']],
    ['mlb', 'SS', { batting: BATTING }, ['AVG .294', 'HR 54', 'RBI 130', 'OPS 1.066', 'R 134', 'SB 59']],
    ['mlb', 'SP', { pitching: PITCHING }, ['W 15', 'L 9', 'ERA 2.30', 'K 219', 'WHIP 1.00', 'IP 166.0']],
    [
      'mlb',
      'RP',
      { pitching: { ...PITCHING, saves: 31 } },
      ['SV 31', 'ERA 2.30', 'K 219', 'WHIP 1.00', 'HLD 0', 'IP 166.0'],
    ],
    [
      'nhl',
      'D',
      { skating: { goals: 20, assists: 50, points: 70, plusMinus: 12, timeOnIcePerGame: 1412, shotsTotal: 200 } },
      ['G 20', 'A 50', 'PTS 70', '+/- +12', 'TOI/G 23:32', 'S 200'],
    ],
    [
      'nhl',
      'G',
      { goaltending: { wins: 40, losses: 12, avgGoalsAgainst: 2.1, savePct: 0.925, shutouts: 6 } },
      ['W 40', 'L 12', 'GAA 2.10', 'SV% .925', 'SO 6'],
    ],
  ] as const)('of a line in the %s, position %s', (league, position, categories, expected) => {
    expect(quoted(league, position, categories)).toEqual(expected);
  });

  it('names where each number stands in the line, and has it as it stands there', () => {
    expect(headlinesIn('nfl')({ position: 'QB', categories: { passing: PASSING } })[0]).toEqual({
      category: 'passing',
      name: 'passingYards',
      label: 'Pass Yds',
      value: 3928,
      display: '3,928',
    });
  });

  it('leaves out what the line does not have', () => {
    expect(quoted('nfl', 'QB', { passing: { passingYards: 100, interceptions: null } })).toEqual(['Pass Yds 100']);
    expect(quoted('nfl', 'QB', {})).toEqual([]);
    expect(quoted('nfl', 'OT', { scoring: { totalPoints: 6 } })).toEqual([]);
  });
});

describe('a position that is not known, or without its numbers', () => {
  it.each([null, 'ATH', '', 'OT', '__proto__', 'constructor'])(
    '(%j) is measured by what the player did most',
    (position) => {
      const receiving = { receptions: 3, receivingYards: 20 };
      expect(quoted('nfl', position, { passing: { ...PASSING, passingAttempts: 581 }, rushing: RUSHING })[0]).toBe(
        'Pass Yds 3,928',
      );
      expect(quoted('nfl', position, { rushing: RUSHING, receiving })[0]).toBe('Rush Yds 307');
      expect(quoted('nfl', position, { receiving, defensive: { totalTackles: 44, sacks: 1 } })[0]).toBe('Tackles 44');
      expect(quoted('nfl', position, { punting: { punts: 60, longPunt: 71 } })).toEqual(['Punts 60', 'Long 71']);
      expect(quoted('nba', position, { averages: { gamesPlayed: 70, avgPoints: 20 } })).toEqual(['PPG 20.0']);
      expect(quoted('nba', position, { totals: { points: 1400 } })).toEqual(['PTS 1,400']);
      expect(quoted('mlb', position, { batting: BATTING })[0]).toBe('AVG .294');
      expect(quoted('mlb', position, { pitching: PITCHING })[0]).toBe('W 15');
      expect(quoted('nhl', position, { goaltending: { games: 50, wins: 40 } })).toEqual(['W 40']);
      expect(quoted('nhl', position, { skating: { games: 50, goals: 40 } })).toEqual(['G 40']);
    },
  );

  it('is one whose first category the line lacks: a quarterback who only ran', () => {
    expect(quoted('nfl', 'QB', { rushing: RUSHING })[0]).toBe('Rush Yds 307');
  });
});

describe('a player who pitches and bats', () => {
  const both = ['AVG .294', 'HR 54', 'OPS 1.066', 'W 15', 'ERA 2.30', 'K 219'];

  it.each(['DH', 'SP', 'TWP', null])('every day has numbers of both, listed as %s', (position) => {
    expect(quoted('mlb', position, { batting: BATTING, pitching: PITCHING })).toEqual(both);
  });

  it('only when it was their turn is a pitcher, and one who pitched in a lost game a batter', () => {
    const hits = { ...BATTING, atBats: 60 };
    expect(quoted('mlb', 'SP', { batting: hits, pitching: PITCHING })[0]).toBe('W 15');
    expect(quoted('mlb', '1B', { batting: BATTING, pitching: { ...PITCHING, innings: 1 } })[0]).toBe('AVG .294');
    // Seasons in which a two-way player only batted.
    expect(quoted('mlb', 'SP', { batting: BATTING })[0]).toBe('AVG .294');
  });
});

const CAREER_WORDS: Readonly<Record<string, string>> = { goalie: 'goaltending' };
const careerWord = (league: LeagueId, name: string): string => {
  if (leagueOf(league).sport === 'baseball') return name.replace(/^career-/, '');
  return leagueOf(league).sport === 'hockey' ? (CAREER_WORDS[name] ?? 'skating') : name;
};

const COLUMNS = {
  football: NFL_CATEGORIES,
  basketball: NBA_CATEGORIES,
  baseball: MLB_CATEGORIES,
  hockey: NHL_CATEGORIES,
};

// No recorded body is a kicker's, and so the simulated ones have little. Others stand in for these under the same label.
const NOT_SIMULATED = /^kicking\.(?:fieldGoalsMade|fieldGoalPct|totalKickingPoints)$/;

describe.each(LEAGUES.map(({ id }) => id))('every stat that is quoted in the %s', (league) => {
  const roles = HEADLINE_ROLES[leagueOf(league).sport];
  const paths = roles.flatMap(({ stats }) => stats.map(([path]) => path));

  it('is in the glossary, and in the bodies of the provider', () => {
    const known = new Set(glossaryOf(league).map(({ category, name }) => `${category}.${name}`));
    expect(paths.filter((path) => !known.has(path))).toEqual([]);
    const simulated = new Set(
      COLUMNS[leagueOf(league).sport].flatMap(({ name, columns }) =>
        Object.keys(
          parseRow(
            columns.map((column) => column.name),
            [],
          ),
        ).map((stat) => `${careerWord(league, name)}.${stat}`),
      ),
    );
    expect(paths.filter((path) => !simulated.has(path) && !NOT_SIMULATED.test(path))).toEqual([]);
  });

  it('is one of four to six, under labels that differ and fit a card', () => {
    for (const { stats, positions } of roles) {
      const values = stats.map(([path]) => path.split('.') as [string, string]);
      const categories: Record<string, Record<string, number>> = {};
      for (const [category, name] of values) (categories[category] ??= {})[name] = 25;
      const headline = headlinesIn(league)({ position: positions[0] ?? null, categories });
      expect(headline.length).toBeGreaterThanOrEqual(4);
      expect(headline.length).toBeLessThanOrEqual(6);
      expect(new Set(headline.map(({ label }) => label)).size).toBe(headline.length);
      for (const { label } of headline) expect(label).toMatch(/^\S.{0,9}$/);
    }
  });
});

describeRecorded('the recorded careers', () => {
  it.each([
    ['nfl', 'nfl/athlete-3139477-stats-v3', 'QB', 6],
    ['nba', 'nba/athlete-1966-stats-v3', 'SF', 5],
  ] as const)('of the %s have a whole headline in every season', async (league, body, position, length) => {
    const { espn } = espnAnswering(recordedBodies('espn').text(body));
    const table = await espn.career(league, '1' as PlayerId, 'regular', anyCall);
    if (table === null) throw new Error('There is no career');
    const { seasons, career } = buildCareer(table, { league, seasonType: 'regular' });
    expect(seasons.length).toBeGreaterThan(5);
    for (const { categories } of [...seasons, career]) {
      const headline = headlinesIn(league)({ position, categories });
      expect(headline).toHaveLength(length);
      for (const { category, name, value } of headline) expect(categories[category]?.[name]).toBe(value);
    }
  });
});
