import { describe, expect, it } from 'vitest';
import { createShiftedDate } from '../../../../infra/local/bootstrap/shifted-date.ts';

const HOUR = 3_600_000;

describe('a shifted Date', () => {
  const about = (time: number): number => Math.round((time - Date.now()) / 1000);

  it('is another time for whoever asks for now, in each of the ways', () => {
    const { Date: Shifted, shift } = createShiftedDate(Date, HOUR);
    expect(about(Shifted.now())).toBe(3600);
    expect(about(new Shifted().getTime())).toBe(3600);
    expect(about(Date.parse(Shifted()))).toBeCloseTo(3600, -1);
    shift(-HOUR);
    expect(about(Shifted.now())).toBe(-3600);
    expect(about(Date.now())).toBe(0);
  });

  it('is a Date like any other in everything else', () => {
    const { Date: Shifted } = createShiftedDate(Date, HOUR);
    const christmas = new Shifted('2026-12-25T00:00:00Z');
    expect(christmas.toISOString()).toBe('2026-12-25T00:00:00.000Z');
    expect(new Shifted(2026, 11, 25).getDate()).toBe(25);
    expect(Shifted.UTC(2026, 0)).toBe(Date.UTC(2026, 0));
    expect([christmas instanceof Date, new Date() instanceof Shifted]).toEqual([true, true]);
    class Zoned extends Shifted {
      readonly zone = 'UTC';
    }
    const zoned = new Zoned();
    expect([zoned.zone, zoned instanceof Zoned, about(zoned.getTime())]).toEqual(['UTC', true, 3600]);
  });
});
