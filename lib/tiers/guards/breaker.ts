import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel';
import { storeLimitReached, storeRefused, storeThrottles } from '../../async/refused.ts';
import {
  isUnderWay,
  minutes,
  type Clock,
  type Guarded,
  type SharedTier,
  type TierOperation,
} from '../../cache/index.ts';
import { interceptTier } from '../intercept.ts';

// Another environment's report is believed for so long at most: its own network may be what is broken.
const MAX_SUSPENSION_MS = minutes(1);

const MAX_THROTTLED_IN_A_ROW = 5;

// A plan that is spent stays so for hours, unless somebody pays: a minute later they have it back.
const LIMIT_REACHED_PAUSE_MS = minutes(1);

export type GuardedTier = SharedTier & Guarded;

/** The tier was not asked, because it failed a moment ago, here or in another environment. */
export class TierUnavailableError extends Error {
  override readonly name = 'TierUnavailableError';
  readonly tier: string;
  readonly operation: TierOperation;

  constructor(tier: string, operation: TierOperation) {
    super(`${tier} is out of order and was not asked for a ${operation}`);
    this.tier = tier;
    this.operation = operation;
  }
}

export interface BreakerOptions {
  /** Faults in a row that open it. */
  readonly threshold?: number;
  /**
   * Milliseconds after which one call is let through, to see whether the tier is back. A minute at least where its plan
   * is spent.
   */
  readonly halfOpenAfter?: number;
  readonly clock?: Clock;
  /**
   * Called once each time it opens, also when a probe failed, with the time of the next probe (epoch ms). Must not throw.
   */
  readonly onOpen?: (until: number) => void;
}

/**
 * Refuses every call at once after some faults in a row, until one probe has succeeded: nobody waits for a tier that
 * is out of order. It goes around the time limit, because a probe has to end. A purge is never refused: it is the probe
 * when one is due, and is tried beside the breaker when not.
 *
 * @example
 * const tier = withBreaker(withTimeout(createUpstashTier({ redis, prefix }), 150), { onOpen: () => client.preload() });
 */
export const withBreaker = (
  tier: SharedTier,
  { threshold = 1, halfOpenAfter = 5000, clock = Date, onOpen = () => undefined }: BreakerOptions = {},
): GuardedTier => {
  // A RangeError is the caller's fault: the tier was not asked.
  const faults = handleWhen((error) => !(error instanceof RangeError));
  // `probeAt` alone says when a call is let through: cockatiel would wait for a clock that has been set back.
  const breaker = circuitBreaker(faults, { halfOpenAfter: -Infinity, breaker: new ConsecutiveBreaker(threshold) });
  let probeAt = Number.NEGATIVE_INFINITY;
  let pause = halfOpenAfter;
  let suspendedUntil = Number.NEGATIVE_INFINITY;
  breaker.onBreak((why) => {
    const isSpent = 'error' in why && storeLimitReached(why.error);
    pause = isSpent ? Math.max(halfOpenAfter, LIMIT_REACHED_PAUSE_MS) : halfOpenAfter;
    probeAt = clock.now() + pause;
    onOpen(probeAt);
  });

  // A table that throttles answers the next read, unless it goes on: a probe has no such patience.
  let throttledInARow = 0;
  const isBearable = (error: unknown): boolean => {
    if (!storeThrottles(error) || breaker.state !== CircuitState.Closed) return false;
    throttledInARow += 1;
    return throttledInARow < MAX_THROTTLED_IN_A_ROW;
  };

  const isClosedOrDue = (): boolean => {
    if (breaker.state === CircuitState.Closed) return true;
    // While a probe is under way cockatiel lets other calls wait for it; here they are refused.
    return breaker.state === CircuitState.Open && !isUnderWay(probeAt, pause, clock.now());
  };
  const available = (): boolean => !isUnderWay(suspendedUntil, MAX_SUSPENSION_MS, clock.now()) && isClosedOrDue();

  return {
    ...interceptTier(tier, async (operation, call) => {
      // Reading without the tier is only slower; a purge that it does not take is not done.
      const isPurge = operation === 'purge';
      if (isPurge ? !isClosedOrDue() : !available()) {
        if (isPurge) return call();
        throw new TierUnavailableError(tier.name, operation);
      }
      try {
        const outcome = await breaker.execute(() => attempt(operation, call, isBearable));
        if ('refusal' in outcome) throw outcome.refusal;
        if (operation === 'get') throttledInARow = 0;
        return outcome.value;
      } catch (error) {
        if (!isBrokenCircuitError(error)) throw error;
        if (isPurge) return await call();
        throw new TierUnavailableError(tier.name, operation);
      }
    }),
    available,
    suspend(until) {
      suspendedUntil = Math.max(suspendedUntil, Math.min(until, clock.now() + MAX_SUSPENSION_MS));
    },
  };
};

type Outcome<T> = { readonly value: T } | { readonly refusal: unknown };

/**
 * A write that was refused is no reason to stop reading: a full Redis still answers, and one whose plan is spent does not.
 * A refused read is a fault, but for one that was throttled and is `bearable`.
 */
const attempt = async <T>(
  operation: TierOperation,
  call: () => Promise<T>,
  bearable: (error: unknown) => boolean,
): Promise<Outcome<T>> => {
  try {
    return { value: await call() };
  } catch (error) {
    const isFault = operation === 'get' ? !bearable(error) : !storeRefused(error) || storeLimitReached(error);
    if (isFault) throw error;
    return { refusal: error };
  }
};
