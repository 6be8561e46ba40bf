import type { Entry } from './entry.ts';

// Beyond this many load times before the end the draw below would need a number that chance does not give.
const FURTHEST = 30;

/**
 * Whether to load an entry again although it is fresh (XFetch): the nearer its end and the longer its load, the
 * likelier. Among many readers one begins just in time, and a hot key never expires under load.
 */
export const isDueEarly = (
  { body, freshUntil, loadDuration: cost }: Entry,
  now: number,
  random: () => number,
): boolean => {
  const remaining = freshUntil - now;
  if (body === null || remaining > cost * FURTHEST) return false;
  // 1 - random() is never 0, whose logarithm would be infinite.
  return -cost * Math.log(1 - random()) >= remaining;
};
