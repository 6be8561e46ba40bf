import { describe, expect, it } from 'vitest';
import { cpuOf, curveTable, exponentOf } from '../../../bench/growth/curve.ts';
import { openLoop } from '../../../bench/growth/open-loop.ts';

const SIZES = [0, 10, 20, 40, 80];
const costs = (cost: (size: number) => number): readonly number[] => SIZES.map(cost);

describe('how a cost grows', () => {
  it.each([
    ['constant', () => 7, 0],
    ['linear', (size: number) => 3 * size, 1],
    ['quadratic', (size: number) => size ** 2 / 5, 2],
    ['by the root', (size: number) => Math.sqrt(size), 0.5],
  ])('is told by its exponent: %s', (_, cost, exponent) => {
    expect(exponentOf(SIZES, costs(cost))).toBeCloseTo(exponent);
  });

  it('stands above what is measured, with what the last step multiplied', () => {
    const rows = curveTable('lines', SIZES, { bytes: costs((size) => 42 * size + 0.001) });
    expect(rows).toEqual([
      { lines: 'grows by', bytes: '^1.00' },
      { lines: 'last step, x 2', bytes: 'x 2' },
      { lines: 0, bytes: 0.001 },
      { lines: 10, bytes: 420 },
      { lines: 20, bytes: 840 },
      { lines: 40, bytes: 1680 },
      { lines: 80, bytes: 3360 },
    ]);
  });

  it('is measured in turns', async () => {
    const calls: number[] = [];
    const subjects = [1, 2].map((name) => () => void calls.push(name));
    expect(await cpuOf(subjects, { rounds: 2, calls: 2 })).toHaveLength(2);
    expect(calls).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2]);
  });
});

describe('an open loop', () => {
  it('asks whether or not anybody is idle, and counts from the moment at which a question was due', async () => {
    const { promise: stalled, resolve } = Promise.withResolvers<undefined>();
    // A question each 0.69 ms: the last of them ends what holds up the only one who answers.
    const last = Math.ceil(30 / Math.log(2));
    let drawn = 0;
    const { latency, lag, waited, asked } = await openLoop({
      workers: ['the only one'],
      rate: 1000,
      milliseconds: 30,
      random() {
        drawn += 1;
        if (drawn === last) resolve(undefined);
        return 0.5;
      },
      ask: () => stalled,
    });
    expect([asked, latency.count, lag.count]).toEqual([last, last, last]);
    expect(waited).toBeGreaterThanOrEqual(last - 2);
    // Microseconds: the first was held up until the last was due, and half of them for half as long.
    expect(latency.max).toBeGreaterThan(28_000);
    expect(latency.percentile(50)).toBeGreaterThan(13_000);
  });
});
