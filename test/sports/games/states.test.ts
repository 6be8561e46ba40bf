import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { liveFreshFor } from '../../../lib/sports/games/fresh-for.ts';
import { joinLive } from '../../../lib/sports/games/join.ts';
import { hasPlayedSince, nextStart } from '../../../lib/sports/games/index.ts';
import type { Game, TeamId, LiveState } from '../../../lib/sports/model/index.ts';
import { currentPolicy } from '../../../lib/sports/stats/index.ts';
import { gameOf } from '../../support/game.ts';

const NOON = Date.parse('2026-06-22T16:00Z');
const yankees = new Set(['10' as TeamId]);
const teams = ['10', '19'];
const suspended = (start: number): Game => gameOf({ start, state: 'postponed', status: 'suspended', period: 6, teams });

const list = (now: number, games: readonly Game[], previous?: LiveState): LiveState =>
  joinLive('mlb', games, { previous, now });
const freshFor = (live: LiveState, now: number): number => currentPolicy(live, yankees, now).freshFor;
const listFreshFor = (live: LiveState, now: number): number => liveFreshFor(live, { now, offSeason: false });

describe('a game without a time', () => {
  // Midnight Eastern stands there.
  const midnight = Date.parse('2026-06-22T04:00Z');
  const game = gameOf({ start: midnight, state: 'pre', timeValid: false, teams });

  it('makes nobody live by the clock, and is not when the team plays next', () => {
    for (const now of [midnight - hours(1), midnight + hours(2), NOON, midnight + hours(29)]) {
      const live = list(now, [game]);
      expect(live.liveTeams).toEqual([]);
      expect(nextStart(live, yankees, now)).toBeUndefined();
    }
    expect(freshFor(list(midnight - hours(1), [game]), midnight - hours(1))).toBe(hours(1));
  });

  it('is looked for four times an hour on its day, because a time may be set', () => {
    const live = list(NOON, [game]);
    expect(listFreshFor(live, NOON)).toBe(minutes(15));
    expect(freshFor(live, NOON)).toBe(minutes(15));
    expect(hasPlayedSince(live, yankees, { since: NOON, now: NOON + minutes(30) })).toBe(false);
    // Nobody has looked for so long that it may have begun.
    expect(hasPlayedSince(live, yankees, { since: NOON, now: NOON + minutes(31) })).toBe(true);
  });

  it('is like any other once it has been played', () => {
    const final = list(NOON + hours(1), [{ ...game, state: 'post', status: 'final' }], list(NOON, [game]));
    expect(hasPlayedSince(final, yankees, { since: NOON, now: NOON + hours(1) })).toBe(true);
  });
});

describe('a suspended game', () => {
  const start = NOON - hours(4);

  it('keeps its score, and counts as played until it was suspended', () => {
    const before = list(start + hours(3), [gameOf({ start, state: 'in', teams })], list(start - hours(1), []));
    const live = list(NOON, [suspended(start)], before);
    expect(live.games).toMatchObject([{ state: 'postponed', status: 'suspended', period: 6 }]);
    expect(live.liveTeams).toEqual([]);
    expect(hasPlayedSince(live, yankees, { since: start - minutes(5), now: NOON })).toBe(true);
    expect(hasPlayedSince(live, yankees, { since: start + hours(2), now: NOON })).toBe(true);
  });

  it('counts as played where nobody saw it in play', () => {
    const first = list(NOON, [suspended(start)]);
    expect(hasPlayedSince(first, yankees, { since: NOON, now: NOON })).toBe(true);
    const seen = list(NOON, [suspended(start)], list(start - hours(1), [gameOf({ start, state: 'pre', teams })]));
    expect(hasPlayedSince(seen, yankees, { since: start - hours(1), now: NOON })).toBe(true);
  });

  it('may go on at any moment while it is on the list', () => {
    let live = list(NOON, [gameOf({ start, state: 'in', teams })]);
    live = list(NOON + minutes(5), [suspended(start)], live);
    const now = NOON + minutes(5);
    expect(listFreshFor(live, now)).toBe(minutes(5));
    expect(freshFor(live, now)).toBe(minutes(5));
    // Hours later it is looked for less often.
    for (let hour = 1; hour <= 9; hour += 1) live = list(NOON + hours(hour), [suspended(start)], live);
    expect(listFreshFor(live, NOON + hours(9))).toBe(minutes(15));
    const since = NOON + hours(8);
    expect(hasPlayedSince(live, yankees, { since, now: NOON + hours(9) + minutes(30) })).toBe(false);
    expect(hasPlayedSince(live, yankees, { since, now: NOON + hours(9) + minutes(31) })).toBe(true);
  });

  it('is found when it goes on another day, under its old date, and has its lines loaded after it', () => {
    let live = list(NOON, [gameOf({ start, state: 'in', teams })]);
    live = list(NOON + minutes(5), [suspended(start)], live);
    // The provider's day turns, and lists nothing of it.
    for (let hour = 1; hour < 24; hour += 1) live = list(NOON + hours(hour), [], live);
    expect(live.earlier).toMatchObject([{ status: 'suspended' }]);
    expect(listFreshFor(live, NOON + hours(23))).toBe(hours(1));
    expect(hasPlayedSince(live, yankees, { since: NOON + hours(20), now: NOON + hours(23) })).toBe(false);
    const again = NOON + hours(24);
    live = list(again, [gameOf({ start, state: 'in', period: 6, teams })], live);
    expect(live).toMatchObject({ earlier: [], liveTeams: teams });
    live = list(again + hours(1), [gameOf({ start, state: 'post', period: 9, teams })], live);
    expect(live.liveTeams).toEqual([]);
    expect(hasPlayedSince(live, yankees, { since: NOON + hours(20), now: again + hours(2) })).toBe(true);
  });

  it('has been played where it was over when somebody looked', () => {
    let live = list(NOON, [suspended(start - hours(24))]);
    live = list(NOON + hours(3), [gameOf({ start: start - hours(24), state: 'post', teams })], live);
    expect(hasPlayedSince(live, yankees, { since: NOON + hours(1), now: NOON + hours(3) })).toBe(true);
  });
});

describe('a delayed start', () => {
  const start = NOON;
  const delayed = gameOf({ start, state: 'pre', status: 'delayed', teams });
  const due = gameOf({ start, state: 'pre', teams });

  it('makes nobody live until it is played, however long that takes', () => {
    let live = list(NOON - hours(1), [due]);
    for (let minute = 5; minute <= 240; minute += 5) {
      const now = NOON + minutes(minute);
      live = list(now, [delayed], live);
      expect(live.liveTeams).toEqual([]);
      expect(listFreshFor(live, now)).toBe(minutes(5));
      expect(freshFor(live, now)).toBe(minutes(5));
      // Confirmed without a call, as long as the list is new.
      expect(hasPlayedSince(live, yankees, { since: NOON - hours(1), now: now + minutes(10) })).toBe(false);
      expect(hasPlayedSince(live, yankees, { since: NOON - hours(1), now: now + minutes(11) })).toBe(true);
    }
    live = list(NOON + hours(5), [gameOf({ start, state: 'in', teams })], live);
    expect(live.liveTeams).toEqual(teams);
    expect(hasPlayedSince(live, yankees, { since: NOON + hours(4), now: NOON + hours(5) })).toBe(true);
  });

  it('that no word tells is one half an hour after it, and its lines are loaded all the same', () => {
    const live = (minute: number) => list(NOON + minutes(minute), [due], list(NOON, [due]));
    expect(live(29).liveTeams).toEqual(teams);
    expect(live(30).liveTeams).toEqual([]);
    expect(listFreshFor(live(30), NOON + minutes(30))).toBe(minutes(5));
    expect(hasPlayedSince(live(30), yankees, { since: NOON, now: NOON + minutes(30) })).toBe(true);
  });

  it('is forgotten when it never comes', () => {
    expect(listFreshFor(list(NOON + hours(24), [delayed]), NOON + hours(24))).toBe(hours(1));
  });
});

describe('a delay in the middle of a game', () => {
  it('leaves it in play, eight hours after it began', () => {
    const game = gameOf({ start: NOON - hours(8), state: 'in', status: 'rain-delay', period: 7, teams });
    const live = list(NOON, [game]);
    expect(live.liveTeams).toEqual(teams);
    expect(freshFor(live, NOON)).toBe(minutes(2));
  });
});

describe('a game that ends without being played out', () => {
  it.each(['canceled', 'postponed'])('is %s, and nobody has played', (status) => {
    const start = NOON - hours(1);
    const off = gameOf({ start, state: 'postponed', status, teams });
    const live = list(NOON, [off], list(NOON - hours(2), [gameOf({ start, state: 'pre', teams })]));
    expect(hasPlayedSince(live, yankees, { since: NOON - hours(2), now: NOON + hours(9) })).toBe(false);
    expect(freshFor(live, NOON)).toBe(hours(1));
  });

  it('and is canceled in play has been played up to then', () => {
    const start = NOON - hours(1);
    const off = gameOf({ start, state: 'postponed', status: 'canceled', teams });
    const live = list(NOON, [off], list(NOON - minutes(10), [gameOf({ start, state: 'in', teams })]));
    expect(live.liveTeams).toEqual([]);
    expect(hasPlayedSince(live, yankees, { since: NOON - minutes(5), now: NOON })).toBe(true);
  });

  it('and is forfeited is over', () => {
    const live = list(NOON, [gameOf({ start: NOON - hours(3), state: 'post', status: 'forfeit', teams })]);
    expect(live.liveTeams).toEqual([]);
  });
});

describe('two games of the same teams on one day', () => {
  it('are two: the second one is on while the first one is over', () => {
    const first = gameOf({ id: '41', start: NOON - hours(4), state: 'post', teams });
    const second = gameOf({ id: '42', start: NOON, state: 'pre', timeValid: false, teams });
    const between = list(NOON, [first, second]);
    expect(between.liveTeams).toEqual([]);
    const live = list(NOON + hours(1), [first, { ...second, timeValid: true, state: 'in' }], between);
    expect(live.liveTeams).toEqual(teams);
  });
});

describe('an entry that another version stored', () => {
  it('is read by its states', () => {
    const NEW_FIELDS = ['timeValid', 'status', 'detail'];
    const game = Object.entries(gameOf({ start: NOON + hours(1), state: 'pre', teams }));
    const old = Object.fromEntries(game.filter(([name]) => !NEW_FIELDS.includes(name))) as unknown as Game;
    const live = list(NOON + minutes(1), [old], list(NOON, [old]));
    expect(nextStart(live, yankees, NOON)).toBe(NOON + hours(1));
    expect(hasPlayedSince(live, yankees, { since: NOON, now: NOON + hours(1) })).toBe(true);
  });
});
