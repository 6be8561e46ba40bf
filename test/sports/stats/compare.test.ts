import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLines } from '../../../lib/sports/stats/compare.ts';
import type { LeagueId, PlayerId, StatCategories, StatLine } from '../../../lib/sports/model/index.ts';

const lineOf = (id: string, categories: StatCategories, league: LeagueId = 'nfl'): StatLine => ({
  player: { id: id as PlayerId, name: `Player ${id}`, position: 'QB' },
  league,
  season: 2024,
  seasonType: 'regular',
  teams: [],
  categories,
  headline: [],
});

const passing = (id: string, passingYards: number | null, interceptions: number | null, passingAttempts = 500) =>
  lineOf(id, { passing: { passingYards, interceptions, passingAttempts } });

describe('two quarterbacks', () => {
  const compared = compareLines('nfl', [passing('1', 3928, 11, 581), passing('2', 3731, 6, 483)]);

  it('stand side by side, and who is better leads', () => {
    expect(compared).toEqual({
      passing: {
        passingYards: { label: 'YDS', direction: 'higher', values: { 1: 3928, 2: 3731 }, leaders: ['1'] },
        interceptions: { label: 'INT', direction: 'lower', values: { 1: 11, 2: 6 }, leaders: ['2'] },
        passingAttempts: { label: 'ATT', direction: 'none', values: { 1: 581, 2: 483 }, leaders: [] },
      },
    });
  });

  it('with the same value are led by nobody', () => {
    const { passing: stats } = compareLines('nfl', [passing('1', 4000, 5), passing('2', 4000, 9)]);
    expect(stats?.passingYards?.leaders).toEqual([]);
    expect(stats?.interceptions?.leaders).toEqual(['1']);
  });

  it('of whom one has no value are led by nobody', () => {
    const { passing: stats } = compareLines('nfl', [passing('1', null, 5), passing('2', 4000, null)]);
    expect(stats?.passingYards).toMatchObject({ values: { 1: null, 2: 4000 }, leaders: [] });
    expect(stats?.interceptions?.leaders).toEqual([]);
  });
});

describe('three players', () => {
  it('may have two leaders', () => {
    const { passing: stats } = compareLines('nfl', [passing('1', 4000, 5), passing('2', 4000, 5), passing('3', 10, 9)]);
    expect(stats?.passingYards?.leaders).toEqual(['1', '2']);
    expect(stats?.interceptions?.leaders).toEqual(['1', '2']);
  });

  it('are compared in what at least two of them have', () => {
    const compared = compareLines('nfl', [
      lineOf('1', { passing: { passingYards: 1, QBRating: 90 }, rushing: { rushingYards: 5 } }),
      lineOf('2', { passing: { passingYards: 2 }, receiving: { receptions: 3 } }),
      lineOf('3', { receiving: { receptions: 4 }, defensive: { interceptions: 2 } }),
    ]);
    expect(Object.entries(compared).map(([category, stats]) => [category, Object.keys(stats)])).toEqual([
      ['passing', ['passingYards']],
      ['receiving', ['receptions']],
    ]);
    expect(compared.receiving?.receptions?.values).toEqual({ 2: 3, 3: 4 });
  });
});

describe('somebody who hardly took part', () => {
  const passer = (id: string, passingAttempts: number, interceptions: number, completionPct: number) =>
    lineOf(id, { passing: { passingAttempts, interceptions, completionPct, passingYards: passingAttempts * 7 } });

  it('leads neither in what is better the fewer it is, nor in a share; in what one has to do, they may', () => {
    const { passing: stats } = compareLines('nfl', [passer('1', 581, 11, 67.5), passer('2', 1, 0, 100)]);
    expect(stats?.interceptions).toMatchObject({ values: { 1: 11, 2: 0 }, leaders: [] });
    expect(stats?.completionPct).toMatchObject({ values: { 1: 67.5, 2: 100 }, leaders: [] });
    expect(stats?.passingYards?.leaders).toEqual(['1']);
  });

  it('does not hide who leads among the others', () => {
    const { passing: stats } = compareLines('nfl', [
      passer('1', 581, 11, 67.5),
      passer('2', 1, 0, 100),
      passer('3', 483, 6, 63.6),
    ]);
    expect(stats?.interceptions?.leaders).toEqual(['3']);
    expect(stats?.completionPct?.leaders).toEqual(['1']);
  });

  it('is somebody with less than a quarter of the most chances', () => {
    const leaders = (attempts: number): unknown =>
      compareLines('nfl', [passer('1', 400, 9, 60), passer('2', attempts, 1, 61)]).passing?.interceptions?.leaders;
    expect(leaders(100)).toEqual(['2']);
    expect(leaders(99)).toEqual([]);
  });

  it('is told by innings, turns at bat, minutes, shots or games, whichever the sport counts', () => {
    const pair = (league: LeagueId, category: string, chances: string, stat: string): unknown => {
      const of = (id: string, count: number, value: number): StatLine =>
        lineOf(id, { [category]: { [chances]: count, [stat]: value } }, league);
      return compareLines(league, [of('1', 200, 0.3), of('2', 4, 0)])[category]?.[stat]?.leaders;
    };
    expect(pair('mlb', 'pitching', 'innings', 'ERA')).toEqual([]);
    expect(pair('mlb', 'batting', 'atBats', 'strikeouts')).toEqual([]);
    expect(pair('mlb', 'fielding', 'totalChances', 'errors')).toEqual([]);
    expect(pair('nba', 'totals', 'minutes', 'turnovers')).toEqual([]);
    expect(pair('nhl', 'goaltending', 'shotsAgainst', 'avgGoalsAgainst')).toEqual([]);
    expect(pair('nfl', 'rushing', 'gamesPlayed', 'rushingFumbles')).toEqual([]);
    // Nothing tells how often they took part.
    expect(pair('mlb', 'pitching', 'unheardOf', 'ERA')).toEqual(['2']);
  });
});

it('a player given twice is not their own rival', () => {
  expect(compareLines('nfl', [passing('1', 1, 1), passing('1', 1, 1)])).toEqual({});
  expect(compareLines('nfl', [passing('1', 1, 1)])).toEqual({});
  expect(compareLines('nfl', [])).toEqual({});
});

it('a stat nobody has heard of is compared by what its name says', () => {
  const odd = (id: string, value: number) => lineOf(id, { novelty: { laneYards: value, qqq: value } });
  expect(compareLines('nfl', [odd('1', 1), odd('2', 2)])).toEqual({
    novelty: {
      laneYards: { label: 'laneYards', direction: 'higher', values: { 1: 1, 2: 2 }, leaders: ['2'] },
      qqq: { label: 'qqq', direction: 'none', values: { 1: 1, 2: 2 }, leaders: [] },
    },
  });
});

it('earned runs are better the fewer they are', () => {
  const pitcher = (id: string, ERA: number) => lineOf(id, { pitching: { ERA } }, 'mlb');
  expect(compareLines('mlb', [pitcher('1', 2.53), pitcher('2', 0)]).pitching?.ERA?.leaders).toEqual(['2']);
});

it('whoever leads, nobody is better and somebody is worse', () => {
  const value = fc.option(fc.integer({ min: -20, max: 20 }));
  const lines = fc
    .array(fc.tuple(value, value), { minLength: 2, maxLength: 10 })
    .map((rows) => rows.map(([yards, thrown], at) => passing(String(at + 1), yards, thrown)));
  fc.assert(
    fc.property(lines, (all) => {
      const { passing: stats } = compareLines('nfl', all);
      for (const { values, leaders, direction } of Object.values(stats ?? {})) {
        const known = Object.values(values).filter((each): each is number => each !== null);
        const sign = direction === 'lower' ? -1 : 1;
        for (const id of leaders) {
          const best = (values[id] ?? NaN) * sign;
          expect(known.every((each) => each * sign <= best)).toBe(true);
          expect(known.some((each) => each * sign < best)).toBe(true);
        }
      }
    }),
  );
});
