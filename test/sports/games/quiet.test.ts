import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { currentGame, lastEnd, nextGame, quietUntil } from '../../../lib/sports/games/index.ts';
import type { GameState, LiveState, TeamId, TrackedGame } from '../../../lib/sports/model/index.ts';
import { gameOf } from '../../support/game.ts';

const NOON = Date.parse('2026-11-22T12:00Z');
const OWN = '12' as TeamId;
const at = (ms: number): string => new Date(NOON + ms).toISOString();

const times = fc.integer({ min: -40, max: 40 }).map((halfHours) => minutes(30) * halfHours);

const games = fc
  .record({
    start: times,
    state: fc.constantFrom<GameState>('pre', 'in', 'post', 'postponed'),
    status: fc.constantFrom(undefined, 'delayed', 'suspended'),
    timeValid: fc.boolean(),
    told: fc.option(times, { nil: undefined }),
    on: fc.option(times, { nil: undefined }),
    isOwn: fc.boolean(),
  })
  .map(({ start, state, status, timeValid, told, on, isOwn }): TrackedGame => ({
    ...gameOf({
      id: `${start}`,
      start: NOON + start,
      state,
      timeValid,
      teams: [isOwn ? OWN : '7', '9'],
      ...(status !== undefined && { status }),
    }),
    ...(told !== undefined && { toldAt: at(told) }),
    ...(on !== undefined && { lastOn: at(on) }),
  }));

const states = fc
  .record({ listed: fc.array(games, { maxLength: 4 }), earlier: fc.array(games, { maxLength: 2 }), asOf: times })
  .map(({ listed, earlier, asOf }): LiveState => ({
    league: 'nfl',
    asOf: at(asOf),
    since: at(asOf - hours(36)),
    games: listed,
    earlier,
    liveTeams: [],
  }));

it("says the same of a team's games at every moment until the one it names", () => {
  const told = (live: LiveState, now: number): unknown => [
    currentGame(live, OWN, now),
    nextGame(live, OWN, now),
    lastEnd(live, OWN, { since: NOON, now }),
  ];
  let quiet = 0;
  fc.assert(
    fc.property(states, times, fc.array(fc.nat(hours(72)), { maxLength: 8 }), (live, begin, later) => {
      const now = NOON + begin;
      const until = quietUntil(live, OWN, now);
      if (until > now) quiet += 1;
      const moments = [...later.map((ms) => now + ms), Math.min(until - 1, now + hours(72))];
      for (const moment of moments) {
        if (now <= moment && moment < until) expect(told(live, moment)).toEqual(told(live, now));
      }
    }),
    { numRuns: 1000 },
  );
  expect(quiet).toBeGreaterThan(100);
});
