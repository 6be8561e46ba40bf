import { describe, expect, it } from 'vitest';
import { LEAGUES } from '../../../../simulators/espn/leagues.ts';
import type { LeagueSlug } from '../../../../simulators/espn/model.ts';
import { easternDay, easternMinutes, partsOf } from '../../../../simulators/espn/schedule/days.ts';
import type { Game } from '../../../../simulators/espn/schedule/game.ts';
import { createLeagueSchedule } from '../../../../simulators/espn/schedule/league-schedule.ts';
import { finalScore, scoreBetween } from '../../../../simulators/espn/schedule/scoring.ts';
import { isOn, standingOf } from '../../../../simulators/espn/schedule/standing.ts';
import { HOUR, MINUTE } from '../moving-clock.ts';

const SLUGS = Object.keys(LEAGUES) as LeagueSlug[];
const LATER = Date.UTC(2030, 0, 1);

const scheduleOf = (slug: LeagueSlug, seed = 1) => createLeagueSchedule({ league: LEAGUES[slug], seed });
const sides = ({ home, away }: Game) => [home, away];
const inZone = (at: number) => `${partsOf(easternDay(at)).weekday} ${easternMinutes(at) / 60}`;

describe.each(SLUGS)('a season of the %s', (slug) => {
  const league = LEAGUES[slug];
  const games = scheduleOf(slug).season(2026, LATER);
  const regular = games.filter(({ type }) => type === 2);

  it('has every team play its games, and none twice on a day', () => {
    const days = new Set<string>();
    const played = new Map<string, number>();
    for (const game of games) {
      for (const team of sides(game)) {
        const day = `${team.id} ${easternDay(game.start)}`;
        expect(days.has(day)).toBe(false);
        days.add(day);
        if (game.type === 2) played.set(team.id, (played.get(team.id) ?? 0) + 1);
      }
    }
    const teams = league.teams.filter(({ exhibition }) => exhibition !== true);
    expect(played.size).toBe(teams.length);
    for (const count of played.values()) {
      expect(count).toBeLessThanOrEqual(league.seasonGames);
      // Of an odd number of teams one sits out.
      expect(count).toBeGreaterThanOrEqual(league.seasonGames - (teams.length % 2 === 0 ? 0 : 1));
    }
  });

  it('ends with play-offs that nobody knows of before', () => {
    const after = games.filter(({ type }) => type !== 2);
    expect(after.length).toBeGreaterThan(7);
    const last = after.at(-1);
    const lastRegular = Math.max(...regular.map(({ end }) => end));
    expect(last?.start).toBeGreaterThan(lastRegular);
    expect(scheduleOf(slug).season(2026, lastRegular - 1)).toHaveLength(regular.length);
    for (const { knownFrom, start } of after) expect(knownFrom).toBeLessThan(start);
  });

  it('postpones a game here and there, and has a winner of every other', () => {
    const off = regular.filter(({ postponed }) => postponed).length;
    expect(off).toBeLessThan(regular.length / 50);
    for (const game of games) {
      const { home, away } = finalScore(game);
      expect(home).not.toBe(away);
    }
  });

  it('counts a game for both teams when it is over', () => {
    const schedule = scheduleOf(slug);
    const game = regular.find(({ postponed }) => !postponed);
    if (game === undefined) throw new Error('No game at all');
    const { home, away, end } = game;
    const before = schedule.played(home, 2026, end - 1);
    expect(schedule.played(home, 2026, end)).toBe(before + 1);
    expect(schedule.played(away, 2026, LATER)).toBeGreaterThan(league.seasonGames * 0.9);
    expect(schedule.played(home, 2026, game.start - 24 * 365 * HOUR)).toBe(0);
  });

  it('is the same for the same seed and another for another', () => {
    const starts = (seed: number) =>
      scheduleOf(slug, seed)
        .season(2026, LATER)
        .map(({ id, start }) => `${id} ${start}`);
    expect(starts(1)).toEqual(starts(1));
    expect(starts(1)).not.toEqual(starts(2));
  });
});

describe('football', () => {
  it('plays on Thursday, Sunday and Monday by the Eastern clock, in summer time and after', () => {
    const games = scheduleOf('nfl')
      .season(2026, LATER)
      .filter(({ type }) => type === 2);
    const slots = new Set(games.map(({ start }) => inZone(start)));
    expect(slots).toEqual(new Set(['4 20.25', '0 13', `0 ${16 + 25 / 60}`, `0 ${20 + 20 / 60}`, '1 20.25']));
    const weeks = Map.groupBy(games, ({ week }) => week);
    expect([...weeks.keys()].toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 18 }, (_, week) => week + 1),
    );
    expect(weeks.get(1)).toHaveLength(16);
    expect(weeks.get(18)).toHaveLength(16);
    // One o'clock is at five before the clocks change and at six after.
    const hours = new Set(
      games.filter(({ start }) => inZone(start) === '0 13').map(({ start }) => new Date(start).getUTCHours()),
    );
    expect(hours).toEqual(new Set([17, 18]));
  });
});

describe('a game', () => {
  const gameOf = (slug: LeagueSlug): Game => {
    const game = scheduleOf(slug)
      .season(2026, LATER)
      .find(({ postponed }) => !postponed);
    if (game === undefined) throw new Error('No game at all');
    return game;
  };

  it.each(SLUGS)('of the %s begins, goes on and ends; its score only grows', (slug) => {
    const game = gameOf(slug);
    const kinds: string[] = [];
    let last = { total: 0, period: 1 };
    for (let at = game.start - MINUTE; at <= game.end; at += MINUTE) {
      const standing = standingOf(game, at);
      if (kinds.at(-1) !== standing.kind) kinds.push(standing.kind);
      if (!('period' in standing)) continue;
      const { home, away } = scoreBetween(game, 0, standing.share);
      expect(home + away).toBeGreaterThanOrEqual(last.total);
      expect(standing.period).toBeGreaterThanOrEqual(last.period);
      last = { total: home + away, period: standing.period };
    }
    expect(kinds[0]).toBe('scheduled');
    expect(kinds.at(-1)).toBe('final');
    const { sport } = LEAGUES[slug];
    expect(kinds.includes('halftime')).toBe(sport.slug === 'football' || sport.slug === 'basketball');
    expect(last.total).toBe(finalScore(game).home + finalScore(game).away);
    expect((game.end - game.start) / HOUR).toBeGreaterThan(1.8);
    expect((game.end - game.start) / HOUR).toBeLessThan(3.6);
  });

  it('that is postponed is never on and never counted', () => {
    const schedule = scheduleOf('mlb');
    const game = schedule.season(2026, LATER).find(({ postponed }) => postponed);
    if (game === undefined) throw new Error('None was postponed');
    expect(standingOf(game, game.start - 24 * HOUR)).toEqual({ kind: 'scheduled' });
    expect(standingOf(game, game.start)).toEqual({ kind: 'postponed' });
    expect(isOn(game, game.start + MINUTE)).toBe(false);
    expect(schedule.played(game.home, 2026, game.end)).toBe(schedule.played(game.home, 2026, game.start - 1));
  });

  it('can be brought on, is over in its time, and is sent back when nobody wants it', () => {
    const schedule = scheduleOf('nfl');
    const now = Date.parse('2026-06-10T15:00Z');
    const today = easternDay(now);
    schedule.bringOn(['12'], now);
    const [game] = schedule.between(today, today, now);
    if (game === undefined) throw new Error('No game was brought on');
    expect(sides(game).map(({ id }) => id)).toContain('12');
    expect([isOn(game, now), isOn(game, now + 4 * HOUR)]).toEqual([true, false]);
    // Again, it is the same game: one is on already.
    schedule.bringOn(['12'], now + MINUTE);
    expect(schedule.between(today, today, now)).toEqual([game]);
    schedule.bringOn([], now + HOUR);
    expect(schedule.between(today, today, now)).toEqual([]);
    expect(schedule.season(2026, now).find(({ id }) => id === game.id)?.start).toBeGreaterThan(now);
    // What is over stays, and counts.
    const team = game.home.id === '12' ? game.home : game.away;
    schedule.bringOn(['12'], now);
    schedule.bringOn([], now + 4 * HOUR);
    expect(schedule.played(team, 2026, now + 4 * HOUR)).toBe(1);
  });

  it('does not exist in years that nobody plays in', () => {
    expect(scheduleOf('nba').season(1850, LATER)).toEqual([]);
    expect(scheduleOf('nba').season(9999, LATER)).toEqual([]);
  });
});
