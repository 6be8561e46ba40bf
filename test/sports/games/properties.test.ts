import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { daysToFollow } from '../../../lib/sports/games/follow.ts';
import { hasPlayedSince, isPlaying } from '../../../lib/sports/games/index.ts';
import { joinDay, joinLive } from '../../../lib/sports/games/join.ts';
import type { Game, TeamId, LiveState } from '../../../lib/sports/model/index.ts';
import { gameOf } from '../../support/game.ts';

const NOON = Date.parse('2026-06-22T16:00Z');
const MIDNIGHT = Date.parse('2026-06-22T04:00Z');
const team = '10' as TeamId;
const teams = new Set([team]);

/** A game as it really goes; times in minutes after its scheduled start at noon. */
interface Course {
  readonly hasTime: boolean;
  /** The word for a late start: a provider that has not looked says `scheduled`. */
  readonly lateWord: 'delayed' | 'scheduled';
  readonly begins: number;
  /** How long it is played, and where it stands still meanwhile. */
  readonly lasts: number;
  readonly halt: { readonly after: number; readonly lasts: number } | undefined;
}

const course: fc.Arbitrary<Course> = fc.record({
  hasTime: fc.boolean(),
  lateWord: fc.constantFrom('delayed', 'scheduled'),
  begins: fc.constantFrom(0, 5, 45, 130, 300),
  lasts: fc.integer({ min: 100, max: 300 }),
  halt: fc.option(fc.record({ after: fc.constantFrom(45, 50), lasts: fc.constantFrom(40, 200, 1300) }), {
    nil: undefined,
  }),
});

const playOf = ({ begins, lasts, halt }: Course): readonly (readonly [from: number, until: number])[] =>
  halt === undefined
    ? [[begins, begins + lasts]]
    : [
        [begins, begins + halt.after],
        [begins + halt.after + halt.lasts, begins + halt.lasts + lasts],
      ];

/** What the provider says of it, `minute` minutes after its scheduled start. */
const toldAt = (of: Course, minute: number): Game => {
  const play = playOf(of);
  const [first] = play[0] ?? [0];
  const base = { id: '1', start: NOON, teams: [team, '19'] };
  if (minute < first) {
    const status = minute < 0 ? 'scheduled' : of.lateWord;
    return of.hasTime
      ? gameOf({ ...base, state: 'pre', status })
      : gameOf({ ...base, start: MIDNIGHT, state: 'pre', timeValid: false });
  }
  if (play.some(([from, until]) => minute >= from && minute < until)) return gameOf({ ...base, state: 'in' });
  if (minute >= (play.at(-1)?.[1] ?? 0)) return gameOf({ ...base, state: 'post' });
  return gameOf({ ...base, state: 'postponed', status: 'suspended' });
};

const steps = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 10, maxLength: 120 });
// The list leaves it out from then on. A suspended game is back on the list before it goes on.
const turn = fc.option(fc.integer({ min: -60, max: 400 }), { nil: undefined });

const isListedAt = (of: Course, minute: number, turnsAt: number | undefined): boolean =>
  turnsAt === undefined || minute < turnsAt || of.halt !== undefined;

interface Seen {
  readonly minute: number;
  readonly live: LiveState;
}

/** Every list that is made on the way, from two hours before the start. */
const watch = (of: Course, gaps: readonly number[], turnsAt: number | undefined): readonly Seen[] => {
  const seen: Seen[] = [];
  let minute = -120;
  for (const gap of gaps) {
    const now = NOON + minutes(minute);
    const isListed = isListedAt(of, minute, turnsAt);
    let live = joinLive('mlb', isListed ? [toldAt(of, minute)] : [], { previous: seen.at(-1)?.live, now });
    for (const { day, games } of daysToFollow(live, now)) {
      live = joinDay(live, { day, games: [toldAt(of, minute)], ofDay: new Set(games.map(({ id }) => id)) }, now);
    }
    seen.push({ minute, live });
    minute += gap;
  }
  return seen;
};

/** Whether it was in play between two minutes. */
const wasOn = (of: Course, from: number, until: number): boolean =>
  playOf(of).some(([begin, end]) => begin <= until && end > from);

describe('however a game goes, and whenever somebody looks', () => {
  it('no line from before it was played passes for one of now', () => {
    fc.assert(
      fc.property(course, steps, turn, fc.nat(), (of, gaps, turnsAt, pick) => {
        const seen = watch(of, gaps, turnsAt);
        const loaded = seen[pick % seen.length];
        if (loaded === undefined) return;
        for (const { minute, live } of seen.filter((each) => each.minute >= loaded.minute)) {
          const asked = { since: NOON + minutes(loaded.minute), now: NOON + minutes(minute) };
          // A game that is not listed is asked for by its day, every four minutes.
          const told = isListedAt(of, minute, turnsAt) ? minute : minute - 4;
          if (wasOn(of, loaded.minute, told)) expect(hasPlayedSince(live, teams, asked)).toBe(true);
          // Half an hour after a list nobody knows what has begun since.
          const later = { ...asked, now: asked.now + minutes(31) };
          if (wasOn(of, loaded.minute, minute + 31)) expect(hasPlayedSince(live, teams, later)).not.toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('its teams are live while it is played, and never while the provider says otherwise', () => {
    fc.assert(
      fc.property(course, steps, turn, (of, gaps, turnsAt) => {
        for (const { minute, live } of watch(of, gaps, turnsAt)) {
          const { state, status, timeValid } = toldAt(of, minute);
          expect(live.liveTeams.includes(team)).toBe(isPlaying(live, teams, NOON + minutes(minute)));
          const isLate = state === 'pre' && (!timeValid || status === 'delayed' || minute < 0 || minute >= 30);
          const isListed = isListedAt(of, minute, turnsAt);
          // A game that is not listed is asked for by its day, every four minutes.
          const isTold = isListed || toldAt(of, minute - 4).state === 'in';
          if (state === 'in' && isTold) expect(live.liveTeams).toContain(team);
          else if (isListed && (state !== 'pre' || isLate)) expect(live.liveTeams).not.toContain(team);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('it is asked for by its day a bounded number of times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 45 }), { minLength: 300, maxLength: 600 }), (gaps) => {
        const endless = { hasTime: true, lateWord: 'delayed', begins: 0, lasts: 100_000, halt: undefined } as const;
        const seen = watch(endless, gaps, 60);
        const last = seen.at(-1);
        expect(last?.live.followed?.[0]?.calls ?? 0).toBeLessThanOrEqual(150);
        const end = NOON + hours(80);
        const after = seen.filter(({ live }) => Date.parse(live.asOf) > end);
        for (const { live } of after) expect(live.earlier).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});
