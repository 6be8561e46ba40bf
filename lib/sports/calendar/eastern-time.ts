import { days, hours } from '../../cache/index.ts';

declare const brand: unique symbol;

/**
 * What New York's clocks show, written as the epoch ms at which UTC's clocks show the same. It is not an instant: only
 * `instantOf` and `wallTimeAt` convert between the two.
 */
export type WallTime = number & { readonly [brand]: 'WallTime' };

/** The end is not part of it. */
export interface WallInterval {
  readonly start: WallTime;
  readonly end: WallTime;
}

/** Midnight of a day; month and day from 1. */
export const wallDay = (year: number, month: number, day: number): WallTime =>
  Date.UTC(year, month - 1, day) as WallTime;

export const wallYear = (wall: WallTime): number => new Date(wall).getUTCFullYear();

/** So many milliseconds later on the clocks, whether or not they were put forward or back in between. */
export const shift = (wall: WallTime, ms: number): WallTime => (wall + ms) as WallTime;

export const midnightOf = (wall: WallTime): WallTime => shift(wall, -(wall % days(1)));

/** 0 is Sunday. */
const weekday = (index: number) => {
  return (from: WallTime): WallTime => shift(from, days((index - new Date(from).getUTCDay() + 7) % 7));
};

// The first such day on or after another: the third Sunday of February is the first from the 15th.
export const sundayFrom = weekday(0);
export const mondayFrom = weekday(1);
export const tuesdayFrom = weekday(2);
export const wednesdayFrom = weekday(3);
export const thursdayFrom = weekday(4);
export const fridayFrom = weekday(5);
export const saturdayFrom = weekday(6);

/** `2026-11-10T16:00`, or `2026-11-10` for its first minute; NaN for anything else. */
export const parseWallTime = (text: string): WallTime => {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(text)) return NaN as WallTime;
  const wall = Date.parse(isDay(text) ? text : `${text}Z`);
  // Date.parse reads 31 April as 1 May.
  return (wall >= 0 && new Date(wall).toISOString().startsWith(text) ? wall : NaN) as WallTime;
};

/** As `parseWallTime`, but a day without an hour means the end of that day. */
export const parseWallEnd = (text: string): WallTime => shift(parseWallTime(text), isDay(text) ? days(1) : 0);

const isDay = (text: string): boolean => text.length === 10;

// The leagues' offices keep New York's time, and so does the provider.
const DAYLIGHT_MS = hours(4);
const STANDARD_MS = hours(5);

/**
 * When New York's clocks are put forward and back, at two in the morning each: 15 U.S.C. 260a, since 2007, and as it was
 * from 1987. `Intl` knows it as well, and takes a tenth of a cold start's CPU before it says so; a test holds the two
 * together.
 */
const daylightTime = (year: number): readonly [from: number, until: number] => {
  const [from, until] =
    year >= 2007 ? [wallDay(year, 3, 8), wallDay(year, 11, 1)] : [wallDay(year, 4, 1), wallDay(year, 10, 25)];
  return [sundayFrom(from) + hours(2) + STANDARD_MS, sundayFrom(until) + hours(2) + DAYLIGHT_MS];
};

const behindUtc = (instant: number): number => {
  const [from, until] = daylightTime(new Date(instant).getUTCFullYear());
  return from <= instant && instant < until ? DAYLIGHT_MS : STANDARD_MS;
};

/** The instant (epoch ms) at which New York's clocks show this; the first one for the hour that November repeats. */
export const instantOf = (wall: WallTime): number => {
  const daylight = wall + DAYLIGHT_MS;
  return behindUtc(daylight) === DAYLIGHT_MS ? daylight : wall + STANDARD_MS;
};

/** The day it is in New York at an instant (epoch ms), as the provider writes days: `20261122`. */
export const easternDay = (instant: number): string =>
  new Date(wallTimeAt(instant)).toISOString().slice(0, 10).replaceAll('-', '');

/** What New York's clocks show at an instant (epoch ms). */
export const wallTimeAt = (instant: number): WallTime => (instant - behindUtc(instant)) as WallTime;
