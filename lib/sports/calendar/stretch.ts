import type { Interval, Pace, Window } from './window.ts';

/** A time in which the calendar's answers do not change. */
export interface Stretch extends Interval {
  /** The most intense window, where one is open. */
  readonly window: Window | undefined;
  readonly isHot: boolean;
}

const INTENSITY: Readonly<Record<Pace, number>> = { quiet: 0, slow: 1, brisk: 2 };
const HOT = 3;

/** The stretch around `now`, at most `reach` ms to either side. `windows`: all that touch it. */
export const stretchAt = (windows: readonly Window[], now: number, reach: number): Stretch => {
  let start = now - reach;
  let end = now + reach;
  for (const change of windows.flatMap(changesOf)) {
    if (change <= now) start = Math.max(start, change);
    else end = Math.min(end, change);
  }
  const [window] = windows
    .filter((candidate) => contains(candidate, now))
    // Of two equals the one that opened last: it is what is new.
    .sort((a, b) => intensityAt(b, now) - intensityAt(a, now) || b.start - a.start);
  return { start, end, window, isHot: window !== undefined && intensityAt(window, now) === HOT };
};

const changesOf = ({ start, end, hot }: Window): readonly number[] =>
  hot === undefined ? [start, end] : [start, end, hot.start, hot.end];

const intensityAt = ({ hot, pace }: Window, now: number): number =>
  hot !== undefined && contains(hot, now) ? HOT : INTENSITY[pace];

const contains = ({ start, end }: Interval, now: number): boolean => start <= now && now < end;
