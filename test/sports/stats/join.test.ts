import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../lib/cache/index.ts';
import type { PlayerId, StatCategories, StatLine, TeamId, TeamRef } from '../../../lib/sports/model/index.ts';
import { joinLines } from '../../../lib/sports/stats/join.ts';

const NOW = Date.parse('2025-07-08T20:00Z');
const CLUB: TeamRef = { id: '19' as TeamId, abbreviation: 'ONE', name: 'Club One' };
const OTHER_CLUB: TeamRef = { id: '20' as TeamId, abbreviation: 'TWO', name: 'Club Two' };

const lineOf = (categories: StatCategories, more: Partial<StatLine> = {}): StatLine => ({
  player: { id: '1' as PlayerId, name: 'Some Body', position: 'DH' },
  league: 'mlb',
  season: 2025,
  seasonType: 'regular',
  teams: [CLUB],
  categories,
  headline: [],
  ...more,
});
const TABLE = { source: 'season-table' } as const;
const LIMITS = { maxAge: days(7) };
const isoOf = (at: number): string => new Date(at).toISOString();

const batting = { batting: { homeRuns: 30 } };
const pitching = { pitching: { ERA: 1.5 } };
const fielding = { fielding: { errors: 0 } };

describe('two sources of one line', () => {
  it.each([
    ['a page of the table after a page', TABLE, TABLE],
    ['a page of the table after a career', TABLE, {}],
    ['a career after a page of the table', {}, TABLE],
  ])('keep the categories that only one of them has: %s', (_what, later, earlier) => {
    const line = lineOf(batting, later);
    const before = { line: lineOf({ batting: { homeRuns: 29 }, ...pitching, ...fielding }, earlier), loadedAt: NOW };
    expect(joinLines({ line, loadedAt: NOW }, before, LIMITS)).toEqual({
      ...line,
      categories: { ...batting, ...pitching, ...fielding },
    });
  });

  it('say how old a category is that is older than the rest, and go on saying it', () => {
    const before = { line: lineOf({ ...pitching, ...fielding }, TABLE), loadedAt: NOW - hours(3) };
    const joined = joinLines({ line: lineOf(batting, TABLE), loadedAt: NOW }, before, LIMITS);
    const at = isoOf(NOW - hours(3));
    expect(joined).toMatchObject({
      categories: { ...batting, ...pitching, ...fielding },
      asOf: { pitching: at, fielding: at },
    });
    const later = NOW + minutes(10);
    const again = joinLines(
      { line: lineOf(pitching, TABLE), loadedAt: later },
      { line: joined, loadedAt: NOW },
      LIMITS,
    );
    expect(again.asOf).toEqual({ batting: isoOf(NOW), fielding: at });
  });

  it('do not tell pages of one run apart', () => {
    const before = { line: lineOf(pitching, TABLE), loadedAt: NOW - 40_000 };
    expect(joinLines({ line: lineOf(batting, TABLE), loadedAt: NOW }, before, LIMITS)).not.toHaveProperty('asOf');
  });

  it('replace an older category of a longer-lived line by a newer one', () => {
    const career = {
      line: lineOf({ ...batting, fielding: { errors: 9 } }, { asOf: { fielding: isoOf(NOW - hours(9)) } }),
      loadedAt: NOW,
    };
    const page = { line: lineOf({ batting: { homeRuns: 31 }, ...fielding }, TABLE), loadedAt: NOW + minutes(10) };
    const joined = joinLines(career, page, LIMITS);
    expect(joined.categories).toEqual({ ...batting, ...fielding });
    expect(joined).not.toHaveProperty('asOf');
  });

  it('let go of a category that is older than it may be', () => {
    const before = { line: lineOf(fielding), loadedAt: NOW - days(8) };
    expect(joinLines({ line: lineOf(batting), loadedAt: NOW }, before, LIMITS).categories).toEqual(batting);
  });

  it('are not joined across a change of teams', () => {
    const line = lineOf(batting, { teams: [CLUB, OTHER_CLUB] });
    expect(joinLines({ line, loadedAt: NOW }, { line: lineOf(fielding, TABLE), loadedAt: NOW }, LIMITS)).toBe(line);
    const unknown = lineOf(fielding, { teams: [] });
    expect(joinLines({ line, loadedAt: NOW }, { line: unknown, loadedAt: NOW }, LIMITS).categories).toHaveProperty(
      'fielding',
    );
  });
});

describe('a part that could not be had', () => {
  const partial = lineOf(batting, { missing: ['fielding'] });

  it('is named until it is there, an older one beside it or not', () => {
    const old = { line: lineOf(fielding), loadedAt: NOW - hours(2) };
    expect(joinLines({ line: partial, loadedAt: NOW }, old, LIMITS)).toMatchObject({
      categories: fielding,
      missing: ['fielding'],
      asOf: { fielding: isoOf(NOW - hours(2)) },
    });
    const recent = { line: lineOf(fielding, TABLE), loadedAt: NOW };
    expect(joinLines({ line: partial, loadedAt: NOW }, recent, LIMITS)).not.toHaveProperty('missing');
  });

  it('is still named by a page of the table that does not have it, and not by a whole career', () => {
    const known = { line: partial, loadedAt: NOW - minutes(5) };
    expect(joinLines({ line: lineOf(batting, TABLE), loadedAt: NOW }, known, LIMITS).missing).toEqual(['fielding']);
    expect(joinLines({ line: lineOf(fielding, TABLE), loadedAt: NOW }, known, LIMITS)).not.toHaveProperty('missing');
    expect(joinLines({ line: lineOf(batting), loadedAt: NOW }, known, LIMITS)).not.toHaveProperty('missing');
  });
});

describe('whatever is joined in whichever order', () => {
  const categories = fc.uniqueArray(fc.constantFrom('batting', 'pitching', 'fielding', 'general'), { minLength: 1 });
  const loads = fc.array(
    fc.record({ categories, source: fc.constantFrom(TABLE, {}), after: fc.integer({ min: 0, max: hours(5) }) }),
    { minLength: 1, maxLength: 12 },
  );

  it('no category is lost, each is the latest of its kind, and none is younger than it says', () => {
    fc.assert(
      fc.property(loads, (steps) => {
        let cached: { line: StatLine; loadedAt: number } | undefined;
        let now = NOW;
        const latest = new Map<string, number>();
        for (const step of steps) {
          now += step.after;
          const loaded = Object.fromEntries(step.categories.map((name) => [name, { at: now }]));
          for (const name of step.categories) latest.set(name, now);
          cached = {
            line: joinLines({ line: lineOf(loaded, step.source), loadedAt: now }, cached, LIMITS),
            loadedAt: now,
          };
        }
        const { line, loadedAt } = cached ?? { line: lineOf({}), loadedAt: now };
        expect(new Set(Object.keys(line.categories))).toEqual(new Set(latest.keys()));
        for (const [name, at] of latest) {
          expect(line.categories[name]).toEqual({ at });
          const told = line.asOf?.[name] === undefined ? loadedAt : Date.parse(line.asOf[name]);
          expect(told - at).toBeLessThanOrEqual(minutes(1));
        }
      }),
    );
  });
});
