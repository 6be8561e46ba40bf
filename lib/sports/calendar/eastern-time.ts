import { days } from '../../cache/index.ts';

/** A time on New York's clocks: the epoch ms at which UTC's would show the same. */
export type Wall = number;

export const dayOf = (year: number, month: number, day: number): Wall => Date.UTC(year, month - 1, day);

export const yearOf = (wall: Wall): number => new Date(wall).getUTCFullYear();

/** 0 is Sunday. */
const weekday = (index: number) => {
  return (from: Wall): Wall => from + days((index - new Date(from).getUTCDay() + 7) % 7);
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
export const wallTime = (text: string): Wall => {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(text)) return NaN;
  const wall = Date.parse(isDay(text) ? text : `${text}Z`);
  // Date.parse takes 31 April for 1 May.
  return wall >= 0 && new Date(wall).toISOString().startsWith(text) ? wall : NaN;
};

/** The same for an end, where a day is meant to its last minute. */
export const wallEnd = (text: string): Wall => wallTime(text) + (isDay(text) ? days(1) : 0);

const isDay = (text: string): boolean => text.length === 10;
