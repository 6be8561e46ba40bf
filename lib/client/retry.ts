import type { ClientClock } from './clock.ts';
import type { Exchange } from './exchange.ts';

const FIRST_BACKOFF_MS = 200;
/** Of what was asked for: clients that were refused together come back one by one. */
const JITTER = 0.25;

export interface RetryRules {
  readonly retries: number;
  /** The longest `Retry-After` that is waited out. */
  readonly maxRetryDelay: number;
}

/** Milliseconds until the request is to be sent again; undefined: it is not. `attempt` counts from 0. */
export const retryDelay = (
  exchange: Exchange,
  attempt: number,
  { retries, maxRetryDelay }: RetryRules,
  clock: ClientClock,
): number | undefined => {
  // Whoever says how long they wait wants to know by then that an answer is still being loaded.
  if (attempt >= retries || exchange.kind === 'document' || !exchange.passes || exchange.failure !== 'unavailable') {
    return undefined;
  }
  const { retryAfterSeconds } = exchange;
  if (retryAfterSeconds === null) {
    const backoff = Math.min(maxRetryDelay, FIRST_BACKOFF_MS * 2 ** attempt);
    return backoff * (0.5 + clock.random() / 2);
  }
  const asked = retryAfterSeconds * 1000;
  // Never sooner than asked for.
  return asked > maxRetryDelay ? undefined : asked + clock.random() * Math.max(FIRST_BACKOFF_MS, asked * JITTER);
};
