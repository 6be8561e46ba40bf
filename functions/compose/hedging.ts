import { isUnderWay, seconds, type Clock } from '../../lib/cache/index.ts';

// The share of Redis's time limit after which the table is asked too: several times what a healthy Redis takes.
const HEDGE_SHARE = 0.3;
// As long as a breaker leaves a tier alone.
const SILENT_FOR_MS = seconds(5);

/** How long a search waits for Redis before the table is asked as well. */
export interface Hedging {
  /** Milliseconds, for a search that begins now. */
  readonly after: () => number;
  /** Redis did not answer a moment ago: for some seconds both are asked at once. */
  readonly expectSilence: () => void;
}

/** `timeout`: milliseconds that Redis has. */
export const createHedging = (timeout: number, clock: Clock): Hedging => {
  let silentUntil = Number.NEGATIVE_INFINITY;
  return {
    after: () => (isUnderWay(silentUntil, SILENT_FOR_MS, clock.now()) ? 0 : timeout * HEDGE_SHARE),
    expectSilence() {
      silentUntil = clock.now() + SILENT_FOR_MS;
    },
  };
};
