import { freshFromOf, isOfUnknownAge, type Entry } from './entry.ts';
import { MAX_RETRY_AFTER_MS } from './failures.ts';
import type { LoadFailure, TierRead } from './tier.ts';
import { latestBelievable } from './time.ts';

/*
 * Entries and failures carry times of the clock that wrote them, and that clock may be ahead: another machine's, or this
 * one's before it was set back. What such a clock wrote has no more time left than it was given.
 */

/**
 * The entry as it is at `now`. From a little ahead, it is fresh for the time that it was given. From further ahead it may
 * be of any age: it is not fresh at all, and stands in for a failed load at most.
 */
export const entryAsOf = (entry: Entry, now: number): Entry => {
  const begun = freshFromOf(entry);
  if (begun <= now) return entry;
  // It keeps the time that says of what age it is.
  if (isOfUnknownAge(entry, now)) return { ...movedBack(entry, Math.max(0, entry.freshUntil - now)), freshFrom: begun };
  return { ...movedBack(entry, begun - now), freshFrom: now };
};

const movedBack = (entry: Entry, ms: number): Entry => ({
  ...entry,
  loadedAt: entry.loadedAt - ms,
  freshUntil: entry.freshUntil - ms,
  staleUntil: entry.staleUntil - ms,
});

interface ReadAt {
  readonly now: number;
  /** Milliseconds for which a tier is reported down. */
  readonly downFor: number;
}

/** What a tier said, as it is at `now`. */
export const readAsOf = (read: TierRead, { now, downFor }: ReadAt): TierRead => {
  const { entries, failures, down } = read;
  let isAhead = false;
  for (const entry of entries.values()) isAhead ||= freshFromOf(entry) > now;
  if (!isAhead && failures.size === 0 && down.size === 0) return read;
  const all = [...entries].map(([key, entry]) => [key, entryAsOf(entry, now)] as const);
  return {
    ...read,
    entries: new Map(all.filter(([, { staleUntil }]) => staleUntil > now)),
    expired: new Map([...(read.expired ?? []), ...all.filter(([, { staleUntil }]) => staleUntil <= now)]),
    failures: new Map([...failures].filter(([, failure]) => isBelieved(failure, now))),
    down: new Map([...down].filter(([, until]) => until <= latestBelievable(now) + downFor)),
  };
};

const isBelieved = ({ since, retryAt }: LoadFailure, now: number): boolean =>
  (since ?? now) <= latestBelievable(now) && retryAt <= latestBelievable(now) + MAX_RETRY_AFTER_MS;
