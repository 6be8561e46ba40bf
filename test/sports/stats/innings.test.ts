import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inningsOf, outsOf } from '../../../lib/sports/stats/innings.ts';

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
