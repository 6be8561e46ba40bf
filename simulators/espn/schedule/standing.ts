import { FORMATS } from './formats.ts';
import type { Course, Game } from './game.ts';

/** How a game stands at a moment. */
export type Standing =
  | { readonly kind: 'scheduled' | 'without-time' | 'delayed' | 'postponed' | 'canceled' }
  | ({ readonly kind: 'playing' | 'halftime' | 'pause' | 'rain-delay' | 'suspended' | 'forfeit' | 'final' } & Progress);

export interface Progress {
  /** From 1. */
  readonly period: number;
  /** Of the period, in seconds. 0 where there is no clock. */
  readonly left: number;
  /** Of the playing time, 0 to 1. */
  readonly share: number;
}

// Called off in the afternoon, as rain does; until then it is on.
const CALLED_OFF = 3 * 3_600_000;

export const standingOf = (game: Game, now: number): Standing => {
  if (game.postponed) return { kind: now < game.start - CALLED_OFF ? 'scheduled' : 'postponed' };
  const { course } = game;
  if (course?.ended !== undefined && now >= course.ended.at) return endedAs(game, course.ended);
  if (now < game.start) return { kind: course?.withoutTime === true ? 'without-time' : 'scheduled' };
  if (course !== undefined && now < course.begins)
    return { kind: course.withoutTime === true ? 'without-time' : 'delayed' };
  if (now >= game.end) return { kind: 'final', period: FORMATS[game.league].periods.count, left: 0, share: 1 };
  const progress = progressOf(game, shareOf(game, now));
  const halt = course?.halt;
  const stands = halt !== undefined && now >= halt.from && now < halt.until;
  return stands && 'period' in progress ? { ...progress, kind: halt.as } : progress;
};

const endedAs = (game: Game, { at, as }: NonNullable<Course['ended']>): Standing => {
  if (as === 'canceled') return { kind: 'canceled' };
  const before = at <= (game.course?.begins ?? game.start) ? undefined : progressOf(game, shareOf(game, at));
  const { period, left, share } =
    before !== undefined && 'period' in before ? before : { period: 0, left: 0, share: 0 };
  return { kind: 'forfeit', period, left, share };
};

/** Of its length with the pauses and without the halts, 0 to 1. */
const shareOf = ({ start, end, course }: Game, now: number): number => {
  if (course === undefined) return (now - start) / (end - start);
  const { begins, lasts, halt } = course;
  const halted = halt === undefined ? 0 : Math.max(0, Math.min(now, halt.until) - halt.from);
  return (now - begins - halted) / lasts;
};

const progressOf = (game: Game, gone: number): Standing => {
  const { periods } = FORMATS[game.league];
  // A game is its periods and the pauses between them; the middle pause is the long one.
  const pauses = Array.from({ length: periods.count - 1 }, (_, index) =>
    isMiddle(index + 1, periods.count) || !periods.halftime ? periods.pause : periods.pause / 6,
  );
  const length = periods.count + pauses.reduce((total, pause) => total + pause, 0);
  let left = gone * length;
  for (const [index, pause] of [...pauses, 0].entries()) {
    const period = index + 1;
    if (left < 1) {
      const seconds = Math.ceil((1 - left) * periods.minutes * 60);
      return { kind: 'playing', period, left: seconds, share: (index + left) / periods.count };
    }
    if (left - 1 < pause) {
      const half = periods.halftime && isMiddle(period, periods.count);
      return { kind: half ? 'halftime' : 'pause', period, left: 0, share: period / periods.count };
    }
    left -= 1 + pause;
  }
  return { kind: 'playing', period: periods.count, left: 0, share: 1 };
};

const isMiddle = (period: number, count: number): boolean => period * 2 === count;

/** Whether it is being played, pauses included. */
export const isOn = (game: Game, now: number): boolean => {
  const { kind } = standingOf(game, now);
  return kind === 'playing' || kind === 'halftime' || kind === 'pause' || kind === 'rain-delay';
};
