import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRow, parseStat } from '../../../lib/sports/stats/cell.ts';

describe('a stat cell', () => {
  it.each([
    ['5,097', 5097],
    ['1,234,567.5', 1234567.5],
    ['12', 12],
    ['6.0', 6],
    ['.294', 0.294],
    ['0.44', 0.44],
    ['-3', -3],
    ['+7', 7],
    [' 16 ', 16],
    ['-0', 0],
    ['11:09', 669],
    ['545:42', 32742],
    ['10678:55', 640735],
    ['0:00', 0],
    ['1.071', 1.071],
    ['-0.3', -0.3],
    ['107.2', 107.2],
    ['0:05', 5],
    ['1:02:03', 3723],
    [42, 42],
    [-0.5, -0.5],
  ])('%j is %d', (cell, value) => {
    expect(parseStat(cell)).toBe(value);
  });

  it.each([
    '-',
    '--',
    '',
    '  ',
    '.',
    ',',
    '5,09',
    '1,2345',
    '7-9',
    '9.9-19.6',
    '11:99',
    'DNP',
    'NaN',
    'Infinity',
    '9'.repeat(300),
    '1e3',
    '0x1f',
    '50%',
    null,
    NaN,
    Infinity,
  ])('%j is no value', (cell) => {
    expect(parseStat(cell)).toBeNull();
  });

  it('is a finite number or null, whatever it says', () => {
    const cell = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.stringMatching(/^[-+\d.,:]{0,400}$/));
    fc.assert(
      fc.property(cell, (text) => {
        const value = parseStat(text);
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it('reads back every number the provider could write', () => {
    const written = fc.integer({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(written, (value) => {
        expect(parseStat(value.toLocaleString('en-US'))).toBe(value + 0);
      }),
    );
  });
});

describe('a row', () => {
  const pair = 'fieldGoalsMade-fieldGoalsAttempted';

  it('is keyed by stat name, in the order of the columns', () => {
    const row = parseRow(['gamesPlayed', pair, 'points'], ['70', '9.9-19.6', '-']);
    expect(Object.entries(row)).toEqual([
      ['gamesPlayed', 70],
      ['fieldGoalsMade', 9.9],
      ['fieldGoalsAttempted', 19.6],
      ['points', null],
    ]);
  });

  it.each(['-', '--', '', '12', 'x-y', '1-2-3', null, 12])('has no value for two stats in %j', (cell) => {
    expect(parseRow([pair], [cell])).toEqual({ fieldGoalsMade: null, fieldGoalsAttempted: null });
  });

  it('keeps thousands in a pair, and a name with two dashes whole', () => {
    expect(parseRow([pair], ['1,001-2,002'])).toEqual({ fieldGoalsMade: 1001, fieldGoalsAttempted: 2002 });
    expect(parseRow(['a-b-c'], ['5'])).toEqual({ 'a-b-c': 5 });
  });

  it('has one stat where a half of the name has a column of its own', () => {
    // A pitcher's pitches per batter: read as a pair it would wipe out both counts.
    const names = ['pitches', 'battersFaced', 'pitches-battersFaced', 'wins-losses'];
    expect(parseRow(names, ['1859', '470', '3.955', '5-2'])).toEqual({
      pitches: 1859,
      battersFaced: 470,
      'pitches-battersFaced': 3.955,
      wins: 5,
      losses: 2,
    });
  });

  it.each([
    ['-3--1', -3, -1],
    ['.5-1.5', 0.5, 1.5],
    ['0-0', 0, 0],
    [' 206-444 ', 206, 444],
    ['--', null, null],
    ['5-', null, null],
  ])('has in %j the pair %j and %j', (cell, made, attempted) => {
    expect(parseRow([pair], [cell])).toEqual({ fieldGoalsMade: made, fieldGoalsAttempted: attempted });
  });

  it('has null for each column that it is too short for', () => {
    expect(parseRow(['points', pair], [])).toEqual({ points: null, fieldGoalsMade: null, fieldGoalsAttempted: null });
  });

  it('has a stat of any name', () => {
    expect(Object.entries(parseRow(['__proto__', 'constructor'], ['1', '2']))).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
  });
});
