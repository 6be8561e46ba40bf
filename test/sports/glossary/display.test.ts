import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayStat } from '../../../lib/sports/glossary/display.ts';
import { glossaryOf } from '../../../lib/sports/glossary/glossary.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import type { StatUnit } from '../../../lib/sports/model/index.ts';

describe('a stat as people write it', () => {
  it.each([
    // Counts: whole, with a comma between thousands, and in halves where they come in halves.
    [3928, 'passingYards', 'yards', '3,928'],
    [1234567, 'passingYards', 'yards', '1,234,567'],
    [999, 'points', 'points', '999'],
    [0, 'homeRuns', 'count', '0'],
    [-3, 'rushingYards', 'yards', '-3'],
    [-1200, 'rushingYards', 'yards', '-1,200'],
    [10.5, 'sacks', 'count', '10.5'],
    [35.3, 'avgMinutes', 'minutes', '35.3'],
    [12, 'plusMinus', 'count', '+12'],
    [-12, 'plusMinus', 'count', '-12'],
    [0, 'plusMinus', 'count', '0'],
    // Shares.
    [67.5, 'completionPct', 'percent', '67.5 %'],
    [50, 'fieldGoalPct', 'percent', '50.0 %'],
    [100, 'fieldGoalPct', 'percent', '100.0 %'],
    [66.66, 'completionPct', 'percent', '66.7 %'],
    [0.294, 'avg', 'fraction', '.294'],
    [0.3, 'avg', 'fraction', '.300'],
    [0, 'avg', 'fraction', '.000'],
    [1, 'avg', 'fraction', '1.000'],
    [1.066, 'OPS', 'fraction', '1.066'],
    [-0.05, 'zoneRating', 'fraction', '-.050'],
    // Clocks.
    [372, 'production', 'seconds', '6:12'],
    [1265, 'timeOnIcePerGame', 'seconds', '21:05'],
    [0, 'timeOnIcePerGame', 'seconds', '0:00'],
    [103284, 'timeOnIce', 'seconds', '1,721:24'],
    [59.9, 'timeOnIcePerGame', 'seconds', '1:00'],
    // Rates.
    [7.8, 'yardsPerPassAttempt', 'rate', '7.8'],
    [5, 'yardsPerRushAttempt', 'rate', '5.0'],
    [3.5, 'ERA', 'rate', '3.50'],
    [1.02, 'WHIP', 'rate', '1.02'],
    [2.5, 'avgGoalsAgainst', 'rate', '2.50'],
    [178.2, 'innings', 'innings', '178.2'],
    [178, 'innings', 'innings', '178.0'],
    [28.25, 'avgPoints', 'per-game', '28.3'],
    [93.5, 'QBRating', 'rating', '93.5'],
    [0.35, 'avgPoints', 'per-game', '0.4'],
    // Unknown.
    [1234, 'whatever', undefined, '1,234'],
    [1.5, 'whatever', undefined, '1.5'],
    [1.23456, 'whatever', undefined, '1.23'],
  ] as const)('%s of %s (%s) is %s', (value, name, unit, text) => {
    expect(displayStat(value, { name, unit })).toBe(text);
  });

  it('is never longer than it has to be, never -0, and never NaN', () => {
    const units = [...new Set(LEAGUES.flatMap(({ id }) => glossaryOf(id).map(({ unit }) => unit)))];
    const anyUnit = fc.constantFrom<StatUnit | undefined>(undefined, ...units);
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), anyUnit, (value, unit) => {
        const text = displayStat(value, { name: 'any', unit });
        expect(text).toMatch(/^-?[\d,]*(?:[.:]\d+)?(?: %)?$/);
        expect(text.length).toBeLessThanOrEqual(14);
        expect(text).not.toMatch(/^-[0.:]+(?: %)?$/);
      }),
    );
  });
});
