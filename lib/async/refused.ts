/** Whether a store answered that it would not: it is full, say, or throttles, and is not out of order. */
export const storeRefused = (error: unknown): boolean =>
  error instanceof Error && 'refused' in error && error.refused === true;

/** Whether it refused because more was asked of it than it grants at once: the next call may well be answered. */
export const storeThrottles = (error: unknown): boolean =>
  error instanceof Error && 'throttled' in error && error.throttled === true;

/**
 * Whether it refuses whatever it is asked, because its plan has no more to give: until the day or the month is over, or
 * until somebody pays. Nothing is out of order.
 */
export const storeLimitReached = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === LIMIT_REACHED;

/** The `code` of such a refusal, in logs too. */
export const LIMIT_REACHED = 'limit-reached';
