/** Whether a store answered that it would not: it is full, say, or throttles, and is not out of order. */
export const storeRefused = (error: unknown): boolean =>
  error instanceof Error && 'refused' in error && error.refused === true;

/** Whether it refused because more was asked of it than it grants at once: the next call may well be answered. */
export const storeThrottles = (error: unknown): boolean =>
  error instanceof Error && 'throttled' in error && error.throttled === true;
