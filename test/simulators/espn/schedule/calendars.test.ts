import { describe, expect, it } from 'vitest';
import { LEAGUES } from '../../../../simulators/espn/leagues.ts';
import type { LeagueSlug } from '../../../../simulators/espn/model.ts';
import { phaseAt, phasesOf, seasonYearOf } from '../../../../simulators/espn/schedule/calendars.ts';
import { createWorld } from '../../../../simulators/espn/world.ts';

const SLUGS = Object.keys(LEAGUES) as LeagueSlug[];
const MINUTE = 60_000;
const YEARS = [2024, 2025, 2026, 2027, 2028];

const spans = (league: LeagueSlug, year: number) =>
  Object.fromEntries(
    phasesOf(league, year).map(({ type, start, end }) => [
      type,
      [start, end].map((at) => new Date(at).toISOString().slice(0, 16)).join(' '),
    ]),
  );

describe('a season by rule', () => {
  it.each([
    ['nfl', 2024, 2, '2024-09-05T07:00 2025-01-09T07:59'],
    ['nfl', 2024, 3, '2025-01-08T08:00 2025-02-15T07:59'],
    ['nhl', 2025, 3, '2025-04-18T07:00 2025-07-01T06:59'],
    ['wnba', 2025, 2, '2025-05-15T07:00 2025-09-12T06:59'],
    ['wnba', 2025, 3, '2025-09-12T07:00 2025-10-20T06:59'],
    ['mlb', 2025, 2, '2025-03-19T07:00 2025-09-30T06:59'],
    ['nba', 2026, 2, '2025-10-21T07:00 2026-04-13T06:59'],
    ['college-football', 2025, 2, '2025-08-23T07:00 2025-12-14T07:59'],
    ['mens-college-basketball', 2025, 2, '2024-11-04T08:00 2025-03-18T06:59'],
  ] as const)('of the %s %i has its type %i when it really was', (league, year, type, span) => {
    expect(spans(league, year)[type]).toBe(span);
  });

  it.each(SLUGS)('of the %s leaves a minute to nobody here, and a day to two there', (league) => {
    for (const year of YEARS) {
      const phases = phasesOf(league, year);
      expect(phases.map(({ type }) => type)).toEqual(league === 'nba' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4]);
      const [, regular, post, off] = phases;
      expect(post?.end).toBe((off?.start ?? 0) - MINUTE);
      expect(off?.end).toBe((phasesOf(league, year + 1)[0]?.start ?? 0) - MINUTE);
      const overlaps = (post?.start ?? 0) < (regular?.end ?? 0);
      expect(overlaps).toBe(league === 'nfl' || league === 'college-football');
    }
    const [spring, regular] = phasesOf('mlb', 2026);
    expect((spring?.end ?? 0) - (regular?.start ?? 0)).toBe(8 * 24 * 60 * MINUTE - MINUTE);
  });

  it.each(SLUGS)('of the %s is the year of its rosters at any time', (slug) => {
    const league = createWorld({ seed: 1 }).leagues.find(({ facts }) => facts.slug === slug);
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2029, 0, 1); at += 12 * 60 * 60 * 1000) {
      // The world counts from seven in the morning UTC, which is an hour early in winter.
      if (seasonYearOf(slug, at - 60 * MINUTE) !== seasonYearOf(slug, at)) continue;
      expect([new Date(at).toISOString(), league?.season(at).year]).toEqual([
        new Date(at).toISOString(),
        seasonYearOf(slug, at),
      ]);
    }
  });

  it('knows what is going on at a moment, holes and overlaps included', () => {
    const typeAt = (moment: string, league: LeagueSlug = 'nfl') => phaseAt(league, Date.parse(moment)).type;
    expect(typeAt('2026-11-22T12:00Z')).toBe(2);
    expect(typeAt('2025-01-08T12:00Z')).toBe(3);
    expect(typeAt('2026-03-22T12:00Z', 'mlb')).toBe(2);
    expect(typeAt('2025-04-16T12:00Z', 'nba')).toBe(5);
    expect(typeAt('2025-04-13T12:00Z', 'nba')).toBe(2);
    expect(typeAt('2026-06-01T12:00Z')).toBe(4);
    // The minute before the post-season belongs to no interval.
    expect(typeAt('2025-04-18T06:59:30Z', 'nhl')).toBe(2);
  });
});
