import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { liveFreshFor } from '../../../lib/sports/games/fresh-for.ts';
import { joinLive } from '../../../lib/sports/games/join.ts';
import { hasPlayedSince, isPlaying, nextStart } from '../../../lib/sports/games/index.ts';
import type { Game, GameState, TeamId } from '../../../lib/sports/model/index.ts';
import { currentPolicy } from '../../../lib/sports/stats/current-policy.ts';
import { gameOf } from '../../support/game.ts';

const NOON = Date.parse('2026-11-22T17:00Z');
const chiefs = new Set(['12' as TeamId]);
const bills = new Set(['2' as TeamId]);

const game = (id: string, start: number, state: GameState, teams: readonly string[] = ['12', '13']): Game =>
  gameOf({ id, start, state, teams });

const liveAt = (now: number, games: readonly Game[], previous?: ReturnType<typeof joinLive>) =>
  joinLive('nfl', games, { previous, now });

describe('whether a team has played', () => {
  const kickoff = NOON + hours(1);

  it('is no while its game is still to come, and yes from its start', () => {
    const live = liveAt(NOON, [game('1', kickoff, 'pre')]);
    const asked = { since: NOON, now: NOON + minutes(59) };
    expect(hasPlayedSince(live, chiefs, asked)).toBe(false);
    // Nobody has said yet that it began, and still it is due.
    expect(hasPlayedSince(live, chiefs, { since: NOON, now: kickoff })).toBe(true);
    expect(hasPlayedSince(live, bills, { since: NOON, now: kickoff })).toBe(false);
    expect(hasPlayedSince(live, 'any', { since: NOON, now: kickoff })).toBe(true);
  });

  it('is yes for a line that was loaded during the game', () => {
    const before = liveAt(NOON, [game('1', kickoff, 'pre')]);
    const live = liveAt(kickoff + hours(4), [game('1', kickoff, 'post')], before);
    expect(hasPlayedSince(live, chiefs, { since: kickoff + hours(2), now: kickoff + hours(4) })).toBe(true);
    expect(hasPlayedSince(live, chiefs, { since: kickoff + hours(7), now: kickoff + hours(8) })).toBe(false);
  });

  it('is no when its game was postponed', () => {
    const live = liveAt(NOON, [game('1', NOON - hours(1), 'postponed')]);
    expect(hasPlayedSince(live, chiefs, { since: NOON, now: NOON + hours(1) })).toBe(false);
  });

  it('is not known of the time before anybody looked', () => {
    const live = liveAt(NOON, []);
    expect(hasPlayedSince(live, chiefs, { since: NOON - 1, now: NOON })).toBeUndefined();
  });

  it('is remembered when the provider lists another day', () => {
    const saturday = liveAt(NOON, [game('1', kickoff, 'pre')]);
    const sunday = liveAt(NOON + hours(11), [game('2', NOON + hours(30), 'pre')], saturday);
    expect(hasPlayedSince(sunday, chiefs, { since: NOON + minutes(30), now: NOON + hours(11) })).toBe(true);
    expect(sunday.earlier.map(({ id }) => id)).toEqual(['1']);
  });

  it('is not known over a gap in which a whole day may have gone by', () => {
    const saturday = liveAt(NOON, [game('1', kickoff, 'pre')]);
    const later = liveAt(NOON + hours(12), [], saturday);
    expect(later.earlier).toEqual([]);
    expect(hasPlayedSince(later, chiefs, { since: NOON, now: NOON + hours(12) })).toBeUndefined();
    expect(hasPlayedSince(saturday, bills, { since: NOON, now: NOON + hours(12) + 1 })).toBeUndefined();
  });

  it('is known of a line as old as the first list, and for twelve hours after the last', () => {
    const live = liveAt(NOON, []);
    expect(hasPlayedSince(live, bills, { since: NOON, now: NOON + hours(12) })).toBe(false);
    expect(hasPlayedSince(live, bills, { since: NOON - 1, now: NOON })).toBeUndefined();
  });

  it('is yes of a game that rain has made longer than any, until it has been put right', () => {
    const start = NOON;
    let live = liveAt(NOON, [game('1', start, 'in')]);
    for (let elapsed = hours(1); elapsed <= hours(8); elapsed += hours(1)) {
      live = liveAt(NOON + elapsed, [game('1', start, 'in')], live);
    }
    const playedSince = (since: number, now: number) => hasPlayedSince(live, chiefs, { since, now });
    expect(playedSince(NOON + hours(8), NOON + hours(8))).toBe(true);
    live = liveAt(NOON + hours(9), [game('1', start, 'post')], live);
    expect(playedSince(NOON + hours(9), NOON + hours(10))).toBe(true);
    expect(playedSince(NOON + hours(10), NOON + hours(11))).toBe(false);
  });

  it('forgets games after a day and a half', () => {
    let live = liveAt(NOON, [game('1', NOON, 'in')]);
    for (let elapsed = hours(6); elapsed <= hours(36); elapsed += hours(6)) live = liveAt(NOON + elapsed, [], live);
    expect(live.earlier).toEqual([]);
    expect(live.since).toBe(new Date(NOON).toISOString());
  });
});

describe('how long things are fresh', () => {
  const now = NOON;

  it('is a minute for the games while one is on, and until the next one otherwise', () => {
    const freshFor = (games: readonly Game[], offSeason = false) =>
      liveFreshFor(liveAt(now, games), { now, offSeason });
    expect(freshFor([game('1', now - hours(1), 'in')])).toBe(minutes(1));
    expect(freshFor([game('1', now + minutes(20), 'pre')])).toBe(minutes(20));
    expect(freshFor([game('1', now + hours(9), 'pre')])).toBe(hours(1));
    expect(freshFor([])).toBe(hours(1));
    expect(freshFor([], true)).toBe(hours(6));
  });

  it('is two minutes for a line while the team plays, and never goes beyond its next game', () => {
    const freshFor = (games: readonly Game[]) => currentPolicy(liveAt(now, games), chiefs, now).freshFor;
    expect(freshFor([game('1', now - hours(1), 'in')])).toBe(minutes(2));
    expect(freshFor([game('1', now + minutes(25), 'pre')])).toBe(minutes(25));
    expect(freshFor([game('1', now + hours(5), 'pre')])).toBe(hours(1));
    expect(freshFor([game('1', now - hours(1), 'in', ['1', '2'])])).toBe(hours(1));
    expect(currentPolicy(undefined, chiefs, now).freshFor).toBe(hours(1));
  });

  it('tells who plays and who plays next', () => {
    const live = liveAt(now, [game('1', now, 'in'), game('2', now + hours(2), 'pre', ['2', '3'])]);
    expect(live.liveTeams).toEqual(['12', '13']);
    expect(isPlaying(live, bills, now)).toBe(false);
    expect(nextStart(live, bills, now)).toBe(now + hours(2));
    expect(nextStart(live, chiefs, now)).toBeUndefined();
  });
});
