import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksAfter } from '../../lib/cache/lease-wait.ts';
import { createLoadTime } from '../../lib/cache/load-time.ts';

const learned = (...took: readonly number[]) => {
  const loadTime = createLoadTime();
  for (const ms of took) loadTime.learn(ms);
  return loadTime;
};

/** The looks it takes to see a load of that many milliseconds, and how long that was waited for. */
const seen = (looks: readonly number[], load: number) => {
  const at = looks.findIndex((look) => look >= load);
  return { looks: at + 1, waited: looks[at] ?? Number.POSITIVE_INFINITY };
};

describe('whoever has lost a lease', () => {
  it('waits for no longer than twice the load, although no load has been seen yet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 1600 }), (load) => {
        expect(seen(looksAfter(learned()), load).waited).toBeLessThanOrEqual(2 * load);
      }),
    );
  });

  it('waits for no longer than twice a load that is slower than the usual ones', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), fc.nat(3000), (before, over) => {
        const looks = looksAfter(learned(...before));
        const load = (looks[0] ?? NaN) + over;
        const { waited } = seen(looks, load);
        const isGivenUp = load > (looks.at(-1) ?? NaN);
        expect(isGivenUp || waited <= 2 * load).toBe(true);
      }),
    );
  });

  it('sees a usual load with one look, a quarter later than it was over', () => {
    for (const load of [50, 120, 300, 900]) {
      const looks = looksAfter(learned(...Array.from({ length: 16 }, () => load)));
      expect(seen(looks, load)).toEqual({ looks: 1, waited: Math.round(load * 1.25) });
    }
  });

  it('takes a single slow load for no change', () => {
    const usual = Array.from({ length: 12 }, () => 100);
    expect(looksAfter(learned(...usual, 8000))[0]).toBe(looksAfter(learned(...usual))[0]);
    expect(looksAfter(learned(...usual, 8000, 8000, 8000, 8000))[0]).toBeGreaterThan(1000);
  });

  it('looks no sooner than the quickest write is over', () => {
    expect(looksAfter(learned(0, 0, 0))[0]).toBe(60);
  });

  it('goes on for four times what is expected, and not for ever', () => {
    expect(looksAfter(learned())).toEqual([100, 200, 400, 800, 1600]);
    expect(looksAfter(learned(...Array.from({ length: 40 }, () => 2000)))).toEqual([2500, 5000, 10_000]);
  });

  it('looks nine times at most, where loads have become as slow as can be', () => {
    const quickThenSlow = learned(...Array.from({ length: 13 }, () => 0), 30_000, 30_000, 30_000);
    expect(looksAfter(quickThenSlow)).toHaveLength(9);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60_000 })), (before) => {
        expect(looksAfter(learned(...before)).length).toBeLessThanOrEqual(9);
      }),
    );
  });
});
