import { days, hours } from '../cache/index.ts';

/** Hours since the epoch, in UTC. */
export const hourOf = (now: number): number => Math.floor(now / hours(1));

/** The page of the tallies on which an hour's usage stands: `usage:2026-11-22T19`. */
export const usagePage = (hour: number): string => `usage:${isoHour(hour)}`;

/** `2026-11-22T19`. */
export const isoHour = (hour: number): string => new Date(hours(hour)).toISOString().slice(0, 13);

/** How long a page is kept after its hour. */
export const USAGE_KEPT = days(8);

/** The name under which a page counts the questions about a player. */
export const askedPrefix = (league: string): string => `${league}.asked.`;
