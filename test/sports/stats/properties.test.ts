import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import type { StatCell } from '../../../lib/sports/upstream/index.ts';
import { careerCategory, careerRow, careerTable, traded } from '../../support/career-table.ts';

describe('whatever the counts', () => {
  it('sums them over the teams, and keeps the rows of each', () => {
    const cells = fc.array(fc.nat({ max: 9999 }), { minLength: 3, maxLength: 3 });
    const stints = fc.uniqueArray(fc.record({ team: fc.integer({ min: 1, max: 32 }), cells }), {
      minLength: 2,
      maxLength: 4,
      selector: ({ team }) => team,
    });
    const names = ['rushingAttempts', 'rushingYards', 'rushingTouchdowns'];
    const rowOf = (values: readonly number[]) => Object.fromEntries(names.map((name, at) => [name, values[at]]));
    fc.assert(
      fc.property(stints, (rows) => {
        const sent = rows.map((row) =>
          careerRow(
            2024,
            String(row.team),
            row.cells.map((cell) => cell.toLocaleString('en-US')),
          ),
        );
        const table = careerTable([], careerCategory('rushing', names, sent));
        const [line] = buildCareer(table, { league: 'nfl', seasonType: 'regular' }).seasons;
        const sums = names.map((_, at) => rows.reduce((sum, row) => sum + (row.cells[at] ?? 0), 0));
        expect(line?.categories).toEqual({ rushing: rowOf(sums) });
        expect(line?.byTeam?.map(({ team, categories }) => [team.id, categories])).toEqual(
          rows.map((row) => [String(row.team), { rushing: rowOf(row.cells) }]),
        );
      }),
    );
  });

  it('never makes a value that is not a number', () => {
    const cell = fc.constantFrom<StatCell>('0', '0.0', '1', '-', '--', '', null, '12:30', '1-2', '-4', '7.5', 'x');
    const row = fc.tuple(cell, cell, cell, cell, cell, cell);
    const columns = ['completions', 'passingAttempts', 'completionPct', 'passingYards', 'QBRating', 'longPassing'];
    fc.assert(
      fc.property(row, row, (first, second) => {
        const values = Object.values(traded('nfl', ['passing', columns, first, second]).categories?.passing ?? {});
        expect(values).toHaveLength(columns.length);
        expect(values.every((value) => value === null || Number.isFinite(value))).toBe(true);
      }),
    );
  });

  it('adds innings as outs', () => {
    const outs = fc.nat({ max: 900 });
    const written = (each: number) => `${Math.floor(each / 3)}.${each % 3}`;
    fc.assert(
      fc.property(outs, outs, fc.nat({ max: 99 }), (first, second, earned) => {
        const names = ['innings', 'earnedRuns', 'ERA'];
        const { categories } = traded('mlb', [
          'pitching',
          names,
          [written(first), String(earned), '0.00'],
          [written(second), '0', '0.00'],
        ]);
        expect(categories?.pitching?.innings).toBe(Number(written(first + second)));
        const average = first + second === 0 ? 0 : (earned * 27) / (first + second);
        expect(categories?.pitching?.ERA).toBeCloseTo(average, 1.9);
      }),
    );
  });

  it('keeps a batting average between those of the two teams', () => {
    const stint = fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 300 })).map(([hits, outs]) => [hits, hits + outs + 1]);
    fc.assert(
      fc.property(stint, stint, (first, second) => {
        const row = ([hits = 0, atBats = 1]: readonly number[]) => [hits, atBats, hits / atBats];
        const { categories } = traded('mlb', ['batting', ['hits', 'atBats', 'avg'], row(first), row(second)]);
        const averages = [first, second].map(([hits = 0, atBats = 1]) => hits / atBats);
        expect(categories?.batting?.avg).toBeGreaterThanOrEqual(Math.min(...averages) - 0.0005);
        expect(categories?.batting?.avg).toBeLessThanOrEqual(Math.max(...averages) + 0.0005);
      }),
    );
  });
});
