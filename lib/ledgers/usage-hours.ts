import { days, hours } from '../cache/index.ts';

/** Hours since the epoch, in UTC. */
export const hourOf = (now: number): number => Math.floor(now / hours(1));

/** What is counted apart: a write is billed by the size of the whole page, so what grows has a page of its own. */
export type UsagePage = 'sums' | 'callers' | 'latency' | 'asked' | 'events';

/** The key under which the counters hold a page of an hour: `usage:2026-11-22T19` (the sums), `usage-asked:2026-11-22T19`. */
export const usageKey = (hour: number, page: UsagePage = 'sums'): string =>
  `usage${page === 'sums' ? '' : `-${page}`}:${isoHour(hour)}`;

/** `2026-11-22T19`. */
export const isoHour = (hour: number): string => new Date(hours(hour)).toISOString().slice(0, 13);

/** How long an hour's usage is kept after it. */
export const USAGE_RETENTION_MS = days(8);

/** The name of the amount that counts the questions about a player, on the page of those. */
export const askedName = (league: string, player: string): string => `${league}.${player}`;
