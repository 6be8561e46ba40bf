import { tzOffset } from '@date-fns/tz';

/** A calendar day, counted from 1 January 1970: no hours, no zone. */
export type Day = number;

/** The league's days and kick-offs are Eastern; the provider's seasons turn at midnight on the Pacific. */
type Zone = 'America/New_York' | 'America/Los_Angeles';

const DAY = 86_400_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `month` from 1. Days past the end of a month run into the next. */
export const dayOf = (year: number, month: number, day: number): Day => Date.UTC(year, month - 1, day) / DAY;

interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0: Sunday. */
  readonly weekday: number;
}

export const partsOf = (day: Day): DayParts => {
  const date = new Date(day * DAY);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
};

/** The first such weekday (0: Sunday) on the day or after it. */
export const onOrAfter = (day: Day, weekday: number): Day => day + ((weekday - partsOf(day).weekday + 7) % 7);

/** Epoch milliseconds of a time of that day, `minutes` after midnight. Not for the hour in which clocks change. */
export const timeOn = (day: Day, minutes: number, zone: Zone = 'America/New_York'): number => {
  const there = day * DAY + minutes * MINUTE;
  // Clocks change at two in the morning: four hours past midnight UTC is before that in both zones.
  return there - tzOffset(zone, new Date(there + 4 * HOUR)) * MINUTE;
};

/** The day that it is on the East coast. */
export const easternDay = (now: number): Day =>
  Math.floor((now + tzOffset('America/New_York', new Date(now)) * MINUTE) / DAY);

/** Minutes after midnight on the East coast. */
export const easternMinutes = (at: number): number =>
  ((at + tzOffset('America/New_York', new Date(at)) * MINUTE) % DAY) / MINUTE;

/** `EST` or `EDT`. */
export const easternZone = (at: number): string =>
  tzOffset('America/New_York', new Date(at)) === -300 ? 'EST' : 'EDT';
