import { tzOffset } from '@date-fns/tz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, parseWallEnd, parseWallTime, wallTimeAt } from '../../../lib/sports/calendar/eastern-time.ts';

const utc = (wall: string): string => new Date(instantOf(parseWallTime(wall))).toISOString().slice(0, 16);

describe("New York's clocks", () => {
  it.each([
    // The NFL's deadline comes after the clocks went back, its league year after they went forward.
    ['2025-11-04T16:00', '2025-11-04T21:00'],
    ['2026-03-11T16:00', '2026-03-11T20:00'],
    ['2025-03-07T15:00', '2025-03-07T20:00'],
    ['2024-07-30T18:00', '2024-07-30T22:00'],
    // The hour that is skipped in March, and the one that is repeated in November.
    ['2026-03-08T01:59', '2026-03-08T06:59'],
    ['2026-03-08T02:30', '2026-03-08T07:30'],
    ['2026-03-08T03:00', '2026-03-08T07:00'],
    ['2026-11-01T00:59', '2026-11-01T04:59'],
    ['2026-11-01T01:30', '2026-11-01T05:30'],
    ['2026-11-01T02:00', '2026-11-01T07:00'],
  ])('show %s at %sZ', (wall, instant) => {
    expect(utc(wall)).toBe(instant);
  });

  it('show what the time zone database says', () => {
    const [first, last] = [Date.UTC(1987, 0, 1), Date.UTC(2050, 0, 1)];
    for (let hour = first; hour < last; hour += 3_600_000) {
      const shown = wallTimeAt(hour);
      // Once a day, and every hour of the months in which the clocks are changed.
      const isNear = [2, 3, 9, 10].includes(new Date(hour).getUTCMonth());
      if (!isNear && hour % 86_400_000 !== 0) continue;
      if (shown - hour !== tzOffset('America/New_York', new Date(hour)) * 60_000)
        expect.fail(new Date(hour).toISOString());
    }
  });

  it('show the same time for an instant and for the one converted back', () => {
    const minute = fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2100, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minute, (minutes) => {
        const instant = minutes * 60_000;
        const again = instantOf(wallTimeAt(instant));
        // Only in the hour that November repeats, the second pass is taken for the first.
        expect([0, 3_600_000]).toContain(instant - again);
        expect(wallTimeAt(again)).toBe(wallTimeAt(instant));
      }),
    );
  });
});

describe('a time as text', () => {
  it.each(['2026-02-30', '2026-13-01', '2026-11-10T24:30', '2026-11-10T21:00Z', '10.11.2026', '2026-11-10 16:00', ''])(
    'is not %j',
    (text) => {
      expect(parseWallTime(text)).toBeNaN();
    },
  );

  it('means the end of the day where it is an end without an hour', () => {
    expect(parseWallEnd('2026-04-25')).toBe(parseWallTime('2026-04-26'));
    expect(parseWallEnd('2026-04-25T12:00')).toBe(parseWallTime('2026-04-25T12:00'));
  });
});
