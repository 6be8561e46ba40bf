// A provider that names a day means "not soon"; believing it would outlast the outage.
const LONGEST = 60 * 60 * 1000;

/** A Retry-After header (seconds or an HTTP date) in milliseconds from `now`, at most an hour. */
export const parseRetryAfter = (header: string | null, now: number): number | undefined => {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST);
};
