import { days, minutes } from '../cache/index.ts';

/** Days since the epoch, in UTC. */
export const dayOf = (now: number): number => Math.floor(now / days(1));
/** Minutes since the epoch. */
export const minuteOf = (now: number): number => Math.floor(now / minutes(1));

/** The next midnight UTC, in epoch ms. */
export const dayEnd = (now: number): number => (dayOf(now) + 1) * days(1);
export const minuteEnd = (now: number): number => (minuteOf(now) + 1) * minutes(1);
