/** The wall clock, in epoch milliseconds. Never a monotonic one: environments are frozen between invocations. */
export interface Clock {
  now(): number;
}

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

// Machines that set their clocks by the network differ by less.
const CLOCK_TOLERANCE_MS = seconds(5);

/** The latest time (epoch ms) that something may bear which was written by now, by whichever clock. */
export const latestBelievable = (now: number): number => now + CLOCK_TOLERANCE_MS;

/**
 * Whether a time of `ms` milliseconds that ends at `until` is under way. Where it has not even begun the clock has been
 * set back meanwhile, and it would last longer than it was meant to.
 */
export const isUnderWay = (until: number, ms: number, now: number): boolean => now < until && until <= now + ms;

/** Waits for `ms` milliseconds. */
export type Pause = (ms: number) => Promise<void>;

/** Makes a signal that aborts after `ms` milliseconds. */
export type Deadline = (ms: number) => AbortSignal;

/**
 * Settles as `work` does, or rejects with the signal's reason as soon as it aborts. Work that settles later is
 * ignored, and so is its failure.
 */
export const before = async <T>(signal: AbortSignal, work: Promise<T>): Promise<T> => {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
  });
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};
