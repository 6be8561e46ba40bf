import { describe, expect, it } from 'vitest';
import { leagueOf } from '../../../lib/sports/leagues.ts';
import { currentSeason, isFinished, seasonLabel } from '../../../lib/sports/calendar/season-year.ts';

const nfl = leagueOf('nfl');
const nba = leagueOf('nba');

describe('the current season, by the calendar', () => {
  it.each([
    // The NFL names a season for the year it starts: January still belongs to the last one.
    ['nfl', '2026-01-10T18:00Z', 2025],
    ['nfl', '2026-07-30T18:00Z', 2025],
    ['nfl', '2026-08-01T18:00Z', 2026],
    // Midnight in New York.
    ['nfl', '2026-07-31T03:59Z', 2025],
    ['nfl', '2026-07-31T04:00Z', 2026],
    // The NBA names it for the year it ends.
    ['nba', '2026-01-10T18:00Z', 2026],
    ['nba', '2026-09-23T18:00Z', 2026],
    ['nba', '2026-09-25T18:00Z', 2027],
  ] as const)('%s at %s is %d', (league, at, season) => {
    expect(currentSeason(leagueOf(league), Date.parse(at))).toBe(season);
  });

  it('turns at midnight in New York, whichever side was asked about last', () => {
    const rollover = Date.parse('2026-07-31T04:00Z');
    const hour = 3_600_000;
    const times = [rollover + hour, rollover - 1, rollover, rollover - hour, rollover + 1];
    expect(times.map((now) => currentSeason(nfl, now))).toEqual([2026, 2025, 2026, 2025, 2026]);
    // A year later, and the year before.
    const years = ['2027-07-31T03:59:59.999Z', '2027-07-31T04:00Z', '2025-07-31T03:59:59.999Z'].map(Date.parse);
    expect(years.map((now) => currentSeason(nfl, now))).toEqual([2026, 2027, 2024]);
  });

  it('finishes the seasons before it', () => {
    const now = Date.parse('2026-11-22T12:00Z');
    expect([isFinished(nfl, 2025, now), isFinished(nfl, 2026, now)]).toEqual([true, false]);
    expect([isFinished(nba, 2026, now), isFinished(nba, 2027, now)]).toEqual([true, false]);
  });

  it('is written as the provider writes it', () => {
    expect([seasonLabel(nfl, 2024), seasonLabel(nba, 2025), seasonLabel(nba, 2000)]).toEqual([
      '2024',
      '2024-25',
      '1999-00',
    ]);
  });
});
