import type { Entry } from './entry.ts';

// Further ahead of the end, in load durations, the draw below would need a number that chance does not give.
const MAX_LOADS_AHEAD = 30;

/** Until when (epoch ms) `isDueEarly` is false without a draw. */
export const notDueBefore = ({ body, freshUntil, loadDuration }: Entry): number =>
  body === null ? freshUntil : freshUntil - loadDuration * MAX_LOADS_AHEAD;

/**
 * Whether to load an entry again although it is fresh (XFetch): the nearer its end and the longer its load, the
 * likelier. Among many readers one begins just in time, and a hot key never expires under load.
 */
export const isDueEarly = (entry: Entry, now: number, random: () => number): boolean => {
  if (entry.body === null || now < notDueBefore(entry)) return false;
  // 1 - random() is never 0, whose logarithm would be infinite.
  return -entry.loadDuration * Math.log(1 - random()) >= entry.freshUntil - now;
};
