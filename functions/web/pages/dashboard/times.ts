// Times as they are read, in UTC. A moment is ISO 8601, or an hour as the counters name it: `2026-11-22T19`.

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (value: number): string => String(value).padStart(2, '0');

/** Epoch ms. */
export const momentOf = (text: string): number => Date.parse(text.length === 13 ? `${text}:00:00Z` : text);

/** `19:05` */
export const clock = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
};

/** `22 Nov` */
export const day = (at: number): string => {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
};

const dayNumber = (at: number): number => Math.floor(at / DAY_MS);

/** `19:05` of today, `22 Nov, 19:05` of another day, with the year of another year. */
export const moment = (at: number, now: number): string => {
  if (dayNumber(at) === dayNumber(now)) return clock(at);
  const year = new Date(at).getUTCFullYear();
  const years = year === new Date(now).getUTCFullYear() ? '' : ` ${year}`;
  return `${day(at)}${years}, ${clock(at)}`;
};

/** When something will be, as one says it: `today at 20:00`, `on Thursday`, `on 4 Dec`. */
export const upcoming = (at: number, now: number): string => {
  const days = dayNumber(at) - dayNumber(now);
  if (days <= 0) return `today at ${clock(at)}`;
  if (days === 1) return `tomorrow at ${clock(at)}`;
  if (days < 7) return `on ${WEEKDAYS[new Date(at).getUTCDay()] ?? ''}`;
  return `on ${day(at)}`;
};

/** `4 days`, `3 hours`, `12 minutes`: the largest unit that it is one of at least. */
export const span = (elapsed: number): string => {
  const [size, unit] = UNITS.find(([each]) => Math.abs(elapsed) >= each) ?? [1000, 'second'];
  const amount = Math.floor(Math.abs(elapsed) / size);
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
};

const UNITS: readonly (readonly [number, string])[] = [
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
];

/** The hours of a range, the present one last, as the counters name them. */
export const hoursBetween = (from: string, to: string): readonly string[] => {
  const first = momentOf(from);
  const length = Math.round((momentOf(to) - first) / HOUR_MS) + 1;
  return Array.from({ length }, (_, index) => new Date(first + index * HOUR_MS).toISOString().slice(0, 13));
};
