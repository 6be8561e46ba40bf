import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, minutes } from '../../../lib/cache/index.ts';
import { createCalendar, type WindowOverride } from '../../../lib/sports/calendar/index.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';

const calendar = createCalendar();
const at = (text: string): number => Date.parse(text);

describe('the calendar around a deadline', () => {
  const stateAt = (text: string): string => {
    const window = calendar.windowAt('nfl', at(text));
    return `${window?.kind ?? 'nothing'}${calendar.isHot('nfl', at(text)) ? ', hot' : ''}`;
  };

  it('opens the window, makes it hot for hours, and closes it', () => {
    expect(
      [
        '2026-11-08T20:59Z',
        '2026-11-08T21:00Z',
        '2026-11-10T16:59Z',
        '2026-11-10T17:00Z',
        '2026-11-10T22:59Z',
        '2026-11-10T23:00Z',
        '2026-11-12T20:59Z',
        '2026-11-12T21:00Z',
      ].map(stateAt),
    ).toEqual([
      'nothing',
      'trade-deadline',
      'trade-deadline',
      'trade-deadline, hot',
      'trade-deadline, hot',
      'trade-deadline',
      'trade-deadline',
      'nothing',
    ]);
  });

  it('says when its answers change next', () => {
    const changes = ['2026-11-01T00:00Z'];
    for (let count = 0; count < 5; count += 1) {
      changes.push(new Date(calendar.nextChange('nfl', at(changes.at(-1) ?? ''))).toISOString());
    }
    expect(changes.slice(1).map((text) => text.slice(0, 16))).toEqual([
      '2026-11-08T21:00',
      '2026-11-10T17:00',
      '2026-11-10T23:00',
      '2026-11-12T21:00',
      '2027-03-15T16:00',
    ]);
  });

  it('names the window that opens next', () => {
    expect(calendar.next('nfl', at('2026-11-08T20:59Z'))).toMatchObject({ kind: 'trade-deadline', season: 2026 });
    expect(calendar.next('nfl', at('2026-11-08T21:00Z'))).toMatchObject({ kind: 'free-agency', season: 2027 });
    expect(calendar.next('cfb', at('2026-11-22T00:00Z'))).toMatchObject({ kind: 'portal', season: 2026 });
  });

  it('lists what opened and closed after the first instant, up to and including the last', () => {
    const story = calendar
      .boundaries('nfl', at('2026-04-23T04:00Z'), at('2026-11-08T21:00Z'))
      .map(({ kind, window, at: instant }) => `${window.kind} ${kind} ${new Date(instant).toISOString().slice(0, 16)}`);
    expect(story).toEqual(['draft closes 2026-04-26T04:00', 'trade-deadline opens 2026-11-08T21:00']);
  });

  it('prefers a window with moves to one without', () => {
    expect(calendar.windowAt('nba', at('2027-07-02T12:00Z'))?.kind).toBe('free-agency');
    expect(calendar.windowAt('nhl', at('2026-12-24T12:00Z'))?.kind).toBe('moratorium');
  });

  it('finds a window that is open in another year than the one its season is named for', () => {
    const january = { from: at('2027-01-05T12:00Z'), to: at('2027-01-05T13:00Z') };
    expect(calendar.windowsOf('cfb', january)).toMatchObject([{ kind: 'portal', season: 2026 }]);
    const lasting = {
      league: 'mlb',
      kind: 'moratorium',
      season: 2025,
      start: '2026-12-02',
      end: '2027-11-01',
    } as const;
    const found = createCalendar({ overrides: [lasting] }).windowsOf('mlb', january);
    expect(found).toMatchObject([{ kind: 'moratorium', season: 2025 }]);
  });

  it('follows the rule where the table ends', () => {
    const [window] = calendar
      .windowsOf('nfl', { from: at('2031-08-01T00:00Z'), to: at('2031-12-31T00:00Z') })
      .filter(({ kind }) => kind === 'trade-deadline');
    expect(window).toMatchObject({ season: 2031, at: at('2031-11-04T21:00Z'), certainty: 'C' });
  });

  it('refuses a question that spans more than 20 years', () => {
    expect(() => calendar.windowsOf('nfl', { from: 0, to: days(40_000) })).toThrow(RangeError);
    expect(() => calendar.boundaries('nfl', NaN, NaN)).toThrow(RangeError);
  });
});

describe('its limits', () => {
  it('allow 20 years in a question', () => {
    const from = Date.UTC(2020, 0, 1);
    expect(() => calendar.windowsOf('nfl', { from, to: from + days(20 * 366) })).not.toThrow();
    expect(() => calendar.windowsOf('nfl', { from, to: from + days(20 * 366) + 1 })).toThrow(RangeError);
  });

  it('look two years ahead', () => {
    const overrides = Array.from({ length: 12 }, (_each, index): WindowOverride => {
      return { league: 'cfb', kind: 'portal', season: 2024 + index, remove: true };
    });
    const now = Date.UTC(2027, 0, 1);
    const empty = createCalendar({ overrides });
    expect(empty.next('cfb', now)).toBeUndefined();
    expect(empty.nextChange('cfb', now)).toBe(now + days(730));
    const nextYear = createCalendar({ overrides: overrides.filter(({ season }) => season !== 2027) });
    expect(nextYear.next('cfb', now)).toMatchObject({ kind: 'portal', season: 2027 });
  });

  it('remember two hundred seasons', () => {
    const own = createCalendar();
    const first = () => own.windowsOf('nfl', { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 11, 1) })[0];
    const remembered = first();
    expect(first()).toBe(remembered);
    for (let year = 1700; year < 1900; year += 20) {
      own.windowsOf('nba', { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 20, 0, 1) });
    }
    expect(first()).not.toBe(remembered);
    expect(first()).toEqual(remembered);
  });
});

describe('configured rows', () => {
  const deadline = (overrides: readonly WindowOverride[], season = 2026) =>
    createCalendar({ overrides })
      .windowsOf('nfl', { from: Date.UTC(season, 7, 1), to: Date.UTC(season + 1, 0, 1) })
      .filter(({ kind }) => kind === 'trade-deadline');

  it('replace the built-in window, with its usual shape around their own moment', () => {
    const row = { league: 'nfl', kind: 'trade-deadline', season: 2026, at: '2026-11-17T16:00' } as const;
    expect(deadline([row])).toEqual([
      {
        league: 'nfl',
        kind: 'trade-deadline',
        season: 2026,
        start: at('2026-11-15T21:00Z'),
        end: at('2026-11-19T21:00Z'),
        at: at('2026-11-17T21:00Z'),
        hot: { start: at('2026-11-17T17:00Z'), end: at('2026-11-17T23:00Z') },
        pace: 'brisk',
        certainty: 'A',
        source: 'configuration',
      },
    ]);
    // Another season keeps its built-in window.
    expect(deadline([row], 2025)).toMatchObject([{ at: at('2025-11-04T21:00Z') }]);
  });

  it('may set the days and the hot hours', () => {
    const row: WindowOverride = {
      league: 'nfl',
      kind: 'trade-deadline',
      season: 2026,
      start: '2026-11-09',
      end: '2026-11-10',
      hot: ['2026-11-10T10:00', '2026-11-10T20:00'],
      certainty: 'A-',
      source: 'nfl.com',
    };
    expect(deadline([row])).toMatchObject([
      {
        start: at('2026-11-09T05:00Z'),
        end: at('2026-11-11T05:00Z'),
        hot: { start: at('2026-11-10T15:00Z'), end: at('2026-11-11T01:00Z') },
        certainty: 'A-',
        source: 'nfl.com',
      },
    ]);
  });

  it('may remove a window', () => {
    expect(deadline([{ league: 'nfl', kind: 'trade-deadline', season: 2026, remove: true }])).toEqual([]);
  });

  it('may add a window that the table and the rules lack', () => {
    const lockout = {
      league: 'mlb',
      kind: 'moratorium',
      season: 2027,
      start: '2026-12-02',
      end: '2027-03-01',
    } as const;
    const configured = createCalendar({ overrides: [lockout] });
    expect(configured.windowAt('mlb', at('2027-01-10T12:00Z'))).toMatchObject({ kind: 'moratorium', pace: 'quiet' });
  });

  it('make one window each', () => {
    const row = { league: 'nhl', kind: 'moratorium', season: 2028 } as const;
    const configured = createCalendar({
      overrides: [
        { ...row, start: '2027-12-20', end: '2027-12-27' },
        { ...row, start: '2028-02-01', end: '2028-02-10' },
      ],
    });
    const found = configured.windowsOf('nhl', { from: at('2027-12-01T00:00Z'), to: at('2028-03-01T00:00Z') });
    expect(found.filter(({ kind }) => kind === 'moratorium')).toHaveLength(2);
  });
});

describe('at any time', () => {
  const league = fc.constantFrom(...LEAGUES.map(({ id }) => id));
  const instant = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2040, 0, 1) });

  it('opens every window once, and closes it afterwards', () => {
    fc.assert(
      fc.property(league, instant, fc.integer({ min: 1, max: days(900) }), (id, from, length) => {
        const open = new Set(calendar.windowsOf(id, { from, to: from + 1 }));
        let last = from;
        for (const { at: moment, kind, window } of calendar.boundaries(id, from, from + length)) {
          expect(moment).toBeGreaterThanOrEqual(last);
          expect(open.has(window)).toBe(kind === 'closes');
          if (kind === 'opens') open.add(window);
          else open.delete(window);
          last = moment;
        }
        // The windows left open are those that the calendar says are open at the end.
        const end = from + length;
        expect(new Set(calendar.windowsOf(id, { from: end, to: end + 1 }))).toEqual(open);
        expect(calendar.windowAt(id, end) !== undefined).toBe(open.size > 0);
      }),
    );
  });

  it('does not change its answer before the next change it announced', () => {
    fc.assert(
      fc.property(league, instant, fc.double({ min: 0, max: 0.999, noNaN: true }), (id, now, share) => {
        const next = calendar.nextChange(id, now);
        expect(next).toBeGreaterThan(now);
        const later = now + Math.floor((next - now) * share);
        // A second calendar, which has not remembered the answer.
        const fresh = createCalendar();
        expect(fresh.windowAt(id, later)).toEqual(calendar.windowAt(id, now));
        expect(fresh.isHot(id, later)).toBe(calendar.isHot(id, now));
      }),
      { numRuns: 60 },
    );
  });

  it('is hot only within a window, and for eight hours at most', () => {
    fc.assert(
      fc.property(league, instant, (id, now) => {
        for (const { start, end, hot } of calendar.windowsOf(id, { from: now, to: now + days(400) })) {
          expect(end).toBeGreaterThan(start);
          if (hot === undefined) continue;
          expect(hot.start).toBeGreaterThanOrEqual(start);
          expect(hot.end).toBeLessThanOrEqual(end);
          expect(hot.end - hot.start).toBeLessThanOrEqual(minutes(8 * 60));
        }
      }),
    );
  });
});
