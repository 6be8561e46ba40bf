import { FORMATS } from './formats.ts';
import type { Game } from './game.ts';

/** How a game stands at a moment. */
export type Standing =
  | { readonly kind: 'scheduled' | 'postponed' }
  | ({ readonly kind: 'playing' | 'halftime' | 'pause' | 'final' } & Progress);

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
  if (now < game.start) return { kind: 'scheduled' };
  const { periods } = FORMATS[game.league];
  if (now >= game.end) return { kind: 'final', period: periods.count, left: 0, share: 1 };
  // A game is its periods and the pauses between them; the middle pause is the long one.
  const pauses = Array.from({ length: periods.count - 1 }, (_, index) =>
    isMiddle(index + 1, periods.count) || !periods.halftime ? periods.pause : periods.pause / 6,
  );
  const length = periods.count + pauses.reduce((total, pause) => total + pause, 0);
  let left = ((now - game.start) / (game.end - game.start)) * length;
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
export const isOn = (game: Game, now: number): boolean => !game.postponed && now >= game.start && now < game.end;
