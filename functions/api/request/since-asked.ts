import { days } from '../../../lib/cache/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
// Nobody's list goes back so far, and a year of two digits is a slip.
const FIRST_DAY = Date.UTC(2000, 0, 1);

const WORDING = 'since must be a date (2026-11-20) or a time with its zone (2026-11-20T18:00Z), from 2000 to today';

/**
 * Whether something of a day (epoch ms, as it began there) is of the day asked for or later. Of a time it is as well where
 * the day had not ended by then. Throws a 400 problem.
 */
export const sinceAsked = (typed: string, now: number): ((day: number) => boolean) => {
  const isDay = DAY.test(typed);
  const since = isDay || TIME.test(typed) ? Date.parse(typed) : NaN;
  // `2026-02-30` is read as the second of March.
  const isReal = !Number.isNaN(since) && isDayOfMonth(typed.slice(0, 10));
  // Somewhere it is tomorrow already, and clocks differ.
  if (!isReal || since < FIRST_DAY || since > now + days(1)) {
    throw new HttpProblem('invalid-parameter', WORDING, { field: 'since' });
  }
  return (day) => (isDay ? day >= since : day + days(1) > since);
};

const isDayOfMonth = (day: string): boolean => new Date(`${day}T00:00Z`).toISOString().startsWith(day);
