import { days, hours } from '../cache/index.ts';

/** Hours since the epoch, in UTC. */
export const hourOf = (now: number): number => Math.floor(now / hours(1));

/** The key under which the counters hold an hour's usage: `usage:2026-11-22T19`. */
export const usageKey = (hour: number): string => `usage:${isoHour(hour)}`;

/** `2026-11-22T19`. */
export const isoHour = (hour: number): string => new Date(hours(hour)).toISOString().slice(0, 13);

/** How long an hour's usage is kept after it. */
export const USAGE_RETENTION_MS = days(8);

/** What the names of amounts begin with that count the questions about a league's players. */
export const askedPrefix = (league: string): string => `${league}.asked.`;
