import { describe, expect, it } from 'vitest';
import { createCalendar, type Window } from '../../../lib/sports/calendar/index.ts';
import { TABLE } from '../../../lib/sports/calendar/window-table.ts';
import { WINDOW_KINDS } from '../../../lib/sports/calendar/window.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import type { LeagueId, WindowKind } from '../../../lib/sports/model/index.ts';

// Every date the calendar's sources give, in UTC. Nothing here is computed the way the calendar computes it.

const calendar = createCalendar();
const minute = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : `${new Date(instant).toISOString().slice(0, 16)}Z`;

const windowsOf = (league: LeagueId, kind: WindowKind, season: number): readonly Window[] =>
  calendar
    .windowsOf(league, { from: Date.UTC(season - 1, 0, 1), to: Date.UTC(season + 2, 0, 1) })
    .filter((window) => window.kind === kind && window.season === season);

describe('trade deadlines', () => {
  it.each([
    ['nfl', 2024, '2024-11-05T21:00Z', 'B'],
    ['nfl', 2025, '2025-11-04T21:00Z', 'A'],
    ['nfl', 2026, '2026-11-10T21:00Z', 'A'],
    ['nfl', 2027, '2027-11-09T21:00Z', 'C'],
    ['nba', 2024, '2024-02-08T20:00Z', 'B'],
    ['nba', 2025, '2025-02-06T20:00Z', 'B'],
    ['nba', 2026, '2026-02-05T20:00Z', 'A'],
    ['nba', 2027, '2027-02-11T20:00Z', 'A-'],
    ['mlb', 2024, '2024-07-30T22:00Z', 'B'],
    ['mlb', 2025, '2025-07-31T22:00Z', 'B'],
    ['mlb', 2026, '2026-08-03T22:00Z', 'A-'],
    ['nhl', 2024, '2024-03-08T20:00Z', 'A'],
    ['nhl', 2025, '2025-03-07T20:00Z', 'B'],
    ['nhl', 2026, '2026-03-06T20:00Z', 'B'],
    ['nhl', 2027, '2027-03-05T20:00Z', 'A-'],
    ['wnba', 2024, '2024-08-20T19:00Z', 'B'],
    ['wnba', 2025, '2025-08-07T19:00Z', 'A'],
    ['wnba', 2026, '2026-08-02T19:00Z', 'A-'],
  ] as const)('%s %i is at %s (%s)', (league, season, at, certainty) => {
    const [window, ...others] = windowsOf(league, 'trade-deadline', season);
    expect(others).toEqual([]);
    expect([minute(window?.at), window?.certainty]).toEqual([at, certainty]);
  });

  it.each([
    ['nfl', 2026, '2026-11-08T21:00Z', '2026-11-12T21:00Z', '2026-11-10T17:00Z', '2026-11-10T23:00Z'],
    ['nba', 2027, '2027-02-08T20:00Z', '2027-02-12T20:00Z', '2027-02-11T17:00Z', '2027-02-11T22:00Z'],
    ['mlb', 2026, '2026-07-30T22:00Z', '2026-08-04T22:00Z', '2026-08-03T16:00Z', '2026-08-04T00:00Z'],
    ['nhl', 2027, '2027-03-03T20:00Z', '2027-03-06T20:00Z', '2027-03-05T17:00Z', '2027-03-05T22:00Z'],
  ] as const)('%s %i has days around it, and hours that are hot', (league, season, start, end, hotStart, hotEnd) => {
    const [window] = windowsOf(league, 'trade-deadline', season);
    expect([window?.start, window?.end, window?.hot?.start, window?.hot?.end].map(minute)).toEqual([
      start,
      end,
      hotStart,
      hotEnd,
    ]);
  });

  it.each(['cfb', 'mbb', 'wbb'] as const)('%s has none', (league) => {
    expect(windowsOf(league, 'trade-deadline', 2026)).toEqual([]);
  });

  it('without an announced date cover every possible day, and are never hot', () => {
    const [window] = windowsOf('mlb', 'trade-deadline', 2027);
    expect(window).toMatchObject({ certainty: 'C', source: expect.stringContaining('commissioner') as string });
    expect([minute(window?.start), minute(window?.end)]).toEqual(['2027-07-24T04:00Z', '2027-08-05T04:00Z']);
    expect(window).not.toHaveProperty('at');
    expect(window).not.toHaveProperty('hot');
  });
});

describe('free agency', () => {
  it.each([
    ['nfl', 2024, '2024-03-13T20:00Z', 'B', '2024-03-11T16:00Z', '2024-03-18T16:00Z'],
    ['nfl', 2025, '2025-03-12T20:00Z', 'B', '2025-03-10T16:00Z', '2025-03-17T16:00Z'],
    ['nfl', 2026, '2026-03-11T20:00Z', 'A', '2026-03-09T16:00Z', '2026-03-16T16:00Z'],
    ['nfl', 2027, '2027-03-17T20:00Z', 'C', '2027-03-15T16:00Z', '2027-03-22T16:00Z'],
    ['nba', 2024, '2024-06-30T22:00Z', 'B', '2024-06-30T04:00Z', '2024-07-09T04:00Z'],
    ['nba', 2025, '2025-06-30T22:00Z', 'B', '2025-06-30T04:00Z', '2025-07-09T04:00Z'],
    ['nba', 2026, '2026-06-30T22:00Z', 'C', '2026-06-30T04:00Z', '2026-07-09T04:00Z'],
    ['nba', 2027, '2027-06-30T22:00Z', 'C', '2027-06-30T04:00Z', '2027-07-09T04:00Z'],
    ['nhl', 2024, '2024-07-01T16:00Z', 'B', '2024-06-30T04:00Z', '2024-07-04T04:00Z'],
    ['nhl', 2025, '2025-07-01T16:00Z', 'B', '2025-06-30T04:00Z', '2025-07-04T04:00Z'],
    ['nhl', 2026, '2026-07-01T16:00Z', 'A', '2026-06-30T04:00Z', '2026-07-04T04:00Z'],
    ['nhl', 2027, '2027-07-01T16:00Z', 'C', '2027-06-30T04:00Z', '2027-07-04T04:00Z'],
    // Five days after the World Series, for six weeks of winter.
    ['mlb', 2024, '2024-11-04T22:00Z', 'B', '2024-11-04T22:00Z', '2024-12-16T22:00Z'],
    ['mlb', 2025, '2025-11-06T22:00Z', 'B', '2025-11-06T22:00Z', '2025-12-18T22:00Z'],
    ['mlb', 2026, '2026-11-05T22:00Z', 'C', '2026-11-05T22:00Z', '2026-12-17T22:00Z'],
    ['wnba', 2024, '2024-02-01T05:00Z', 'B', '2024-01-21T05:00Z', '2024-02-09T05:00Z'],
    ['wnba', 2025, '2025-02-01T05:00Z', 'B', '2025-01-21T05:00Z', '2025-02-09T05:00Z'],
  ] as const)('%s %i opens at %s (%s)', (league, season, at, certainty, start, end) => {
    const [window] = windowsOf(league, 'free-agency', season);
    expect([minute(window?.at), window?.certainty]).toEqual([at, certainty]);
    expect([minute(window?.start), minute(window?.end)]).toEqual([start, end]);
  });

  it('has no window where the rule is known to be wrong and the date is not known', () => {
    expect(windowsOf('wnba', 'free-agency', 2026)).toEqual([]);
    expect(windowsOf('wnba', 'free-agency', 2027)).toHaveLength(1);
  });
});

describe('drafts, portals and freezes', () => {
  it.each([
    ['nfl', 'draft', 2024, 'B', '2024-04-25T04:00Z', '2024-04-28T04:00Z'],
    ['nfl', 'draft', 2025, 'B', '2025-04-24T04:00Z', '2025-04-27T04:00Z'],
    ['nfl', 'draft', 2026, 'B', '2026-04-23T04:00Z', '2026-04-26T04:00Z'],
    ['nba', 'draft', 2024, 'B', '2024-06-26T04:00Z', '2024-06-28T04:00Z'],
    ['nba', 'draft', 2025, 'B', '2025-06-25T04:00Z', '2025-06-27T04:00Z'],
    ['nba', 'moratorium', 2025, 'C', '2025-07-01T04:00Z', '2025-07-06T16:01Z'],
    ['nhl', 'draft', 2025, 'C', '2025-06-27T04:00Z', '2025-06-29T04:00Z'],
    ['nhl', 'moratorium', 2027, 'C', '2026-12-20T05:00Z', '2026-12-28T05:00Z'],
    ['wnba', 'draft', 2024, 'B', '2024-04-15T04:00Z', '2024-04-16T04:00Z'],
    ['wnba', 'draft', 2025, 'B', '2025-04-14T04:00Z', '2025-04-15T04:00Z'],
    ['wnba', 'draft', 2026, 'A', '2026-04-13T04:00Z', '2026-04-14T04:00Z'],
    // One window since 2025-26, from the 2nd to the 16th.
    ['cfb', 'portal', 2025, 'C', '2026-01-02T05:00Z', '2026-01-17T05:00Z'],
    ['mbb', 'portal', 2025, 'C', '2025-04-08T04:00Z', '2025-05-08T04:00Z'],
    ['wbb', 'portal', 2026, 'C', '2026-04-07T04:00Z', '2026-05-07T04:00Z'],
  ] as const)('%s %s %i (%s)', (league, kind, season, certainty, start, end) => {
    const windows = windowsOf(league, kind, season);
    expect(windows.map((window) => [window.certainty, minute(window.start), minute(window.end)])).toEqual([
      [certainty, start, end],
    ]);
  });

  it('has two freezes in the Olympic season of the NHL', () => {
    expect(windowsOf('nhl', 'moratorium', 2026).map(({ start, end }) => [minute(start), minute(end)])).toEqual([
      ['2025-12-20T05:00Z', '2025-12-28T05:00Z'],
      ['2026-02-04T05:00Z', '2026-02-23T05:00Z'],
    ]);
  });

  it('had no single portal in college football before 2025-26', () => {
    expect(windowsOf('cfb', 'portal', 2024)).toEqual([]);
  });
});

describe('the table', () => {
  it('gives every row a window of its own season', () => {
    for (const { id: league } of LEAGUES) {
      for (const kind of WINDOW_KINDS) {
        for (const [season] of TABLE[league]?.[kind] ?? []) {
          const dated = (TABLE[league]?.[kind] ?? []).filter(([of, when]) => of === season && when !== null);
          expect(windowsOf(league, kind, season), `${league} ${kind} ${season}`).toHaveLength(dated.length);
        }
      }
    }
  });
});
