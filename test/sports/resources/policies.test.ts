import { describe, expect, it } from 'vitest';
import { days, hours, minutes, seconds } from '../../../lib/cache/index.ts';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { nameForm } from '../../../lib/sports/names/name-form.ts';
import {
  coherenceWindowAt,
  directoryPolicy,
  playerPolicy,
  rosterPolicy,
} from '../../../lib/sports/resources/policies.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const calendar = createCalendar();
const at = (text: string): number => Date.parse(text);

const freshFor = (league: LeagueId, text: string): readonly number[] => [
  rosterPolicy(calendar, league, at(text)).freshFor / minutes(1),
  directoryPolicy(calendar, league, at(text)).freshFor / minutes(1),
];

describe('a roster and the directory', () => {
  it.each([
    ['nfl', 'an autumn day', '2026-10-01T12:00Z', [360, 1440]],
    ['nfl', 'the day before the deadline', '2026-11-09T12:00Z', [60, 60]],
    ['nfl', 'the afternoon of the deadline', '2026-11-10T18:00Z', [15, 15]],
    ['mlb', 'a winter of signings', '2026-11-22T12:00Z', [180, 720]],
    ['cfb', 'the days of the portal', '2027-01-05T12:00Z', [180, 720]],
    ['nhl', 'the holiday freeze', '2026-12-23T12:00Z', [360, 1440]],
  ] as const)('%s, %s', (league, _when, now, fresh) => {
    expect(freshFor(league, now)).toEqual(fresh);
  });

  it.each([
    ['ten minutes before a window opens', '2026-11-08T20:50Z', [10, 10]],
    ['ten minutes before it grows hot', '2026-11-10T16:50Z', [10, 10]],
    ['ten minutes before it has cooled', '2026-11-10T22:50Z', [10, 10]],
    ['a minute before it closes', '2026-11-12T20:59Z', [1, 1]],
  ] as const)('loaded %s do not outlast it', (_when, now, fresh) => {
    expect(freshFor('nfl', now)).toEqual(fresh);
  });

  it('and a player loaded ten minutes before a window opens do not outlast it', () => {
    expect(playerPolicy(calendar, 'nfl', at('2026-11-08T20:50Z')).freshFor).toBe(minutes(10));
    expect(playerPolicy(calendar, 'nfl', at('2026-10-01T12:00Z')).freshFor).toBe(hours(24));
  });

  it('are served stale for no longer than they are fresh', () => {
    for (const now of ['2026-10-01T12:00Z', '2026-11-09T12:00Z', '2026-11-10T18:00Z'].map(at)) {
      const { freshFor: fresh, staleWhileRevalidate } = rosterPolicy(calendar, 'nfl', now);
      expect(staleWhileRevalidate).toBeLessThan(fresh);
    }
    expect(rosterPolicy(calendar, 'nfl', at('2026-11-10T18:00Z')).staleWhileRevalidate).toBe(minutes(5));
  });
});

describe('the coherence window', () => {
  it.each([
    ['nfl', '2026-10-01T12:00Z', seconds(30)],
    ['nfl', '2026-11-09T12:00Z', seconds(5)],
    ['nfl', '2026-11-10T18:00Z', seconds(5)],
    // A log that was read before the window opens.
    ['nfl', '2026-11-08T20:59:30Z', seconds(30)],
    ['nfl', '2026-11-08T20:59:50Z', seconds(10)],
    ['nfl', '2026-11-08T20:59:58Z', seconds(5)],
    // Not for a whole winter.
    ['mlb', '2026-11-22T12:00Z', seconds(30)],
    ['nba', '2026-11-09T12:00Z', seconds(30)],
  ] as const)('%s at %s is %i ms', (league, now, window) => {
    expect(coherenceWindowAt(calendar, league, at(now), seconds(30))).toBe(window);
  });

  it('that is shorter anyway stays as it is', () => {
    expect(coherenceWindowAt(calendar, 'nfl', at('2026-11-09T12:00Z'), seconds(1))).toBe(seconds(1));
    expect(coherenceWindowAt(calendar, 'nfl', at('2026-10-01T12:00Z'), hours(1))).toBe(hours(1));
  });
});

describe('the policy of', () => {
  // An autumn day without a window.
  const clock = createFakeClock(at('2026-10-01T12:00Z'));
  const { resources } = createDomain({ upstream: createFakeUpstream(), clock });
  const id = '3139477' as PlayerId;
  const of = { league: 'nfl', id, type: 'regular' } as const;
  const table = { league: 'nfl', type: 'regular', group: 'everybody', page: 1 } as const;

  it.each([
    ['the teams', resources.teams('nfl'), [days(1), days(1), days(7), minutes(10)]],
    ['the season', resources.season('nfl'), [days(1), days(1), days(7), minutes(10)]],
    ['a name', resources.nameSearch('nfl', nameForm('Mahomes')), [days(1), days(1), days(7), minutes(10)]],
    ['a player', resources.player('nfl', id), [days(1), hours(6), days(7), minutes(10)]],
    ['a roster', resources.roster('nfl', '12' as TeamId), [hours(6), hours(1), days(7), minutes(10)]],
    ['the directory', resources.directory('nfl'), [days(1), hours(1), days(7), minutes(10)]],
    ['the games', resources.live('nfl'), [minutes(1), 0, days(2), minutes(1)]],
    ['a career', resources.career(of), [hours(1), minutes(5), days(7), minutes(10)]],
    ["this season's line", resources.statLine(of, 2026), [hours(1), minutes(5), days(7), minutes(10)]],
    ["a finished season's line", resources.statLine(of, 2024), [days(30), days(30), days(30), days(1)]],
    ["this season's table", resources.seasonTable({ ...table, season: 2026 }), [hours(1), 0, days(2), minutes(10)]],
    [
      "a finished season's table",
      resources.seasonTable({ ...table, season: 2024 }),
      [days(30), 0, days(2), minutes(10)],
    ],
  ])('%s', (_what, { policy }, expected) => {
    const { freshFor: fresh, staleWhileRevalidate, staleIfError, absentFor } = policy;
    expect([fresh, staleWhileRevalidate, staleIfError, absentFor]).toEqual(expected);
  });
});
