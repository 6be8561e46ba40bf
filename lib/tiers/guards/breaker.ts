import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel';
import type { Clock, SharedTier, TierOperation } from '../../cache/index.ts';
import { guarded } from './guarded.ts';

// What another environment says is believed for so long at most: it may be the one whose network is broken.
const LONGEST_STAND_DOWN = 60_000;

/** Whether a tier is worth asking. */
export interface Availability {
  /** Whether a call would go through now, be it as the probe. */
  available(): boolean;
  /** Somebody else found the tier out of order: leave it alone until then (epoch ms), a minute at most. */
  standDown(until: number): void;
}

export type GuardedTier = SharedTier & Availability;

/** The tier was not asked: it failed a moment ago, here or elsewhere. */
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
  /** Milliseconds after which one call is let through, to see whether the tier is back. */
  readonly halfOpenAfter?: number;
  readonly clock?: Clock;
  /**
   * Called once each time it opens, also when a probe failed, with the time of the next probe (epoch ms). Must not throw.
   */
  readonly onOpen?: (until: number) => void;
}

/**
 * Spares a tier that is out of order, and everybody the wait for it: after some faults in a row every call is
 * refused at once, until one probe has gone through. Put it around the time-out: a probe has to end.
 */
export const withBreaker = (
  tier: SharedTier,
  { threshold = 1, halfOpenAfter = 5000, clock = Date, onOpen = () => undefined }: BreakerOptions = {},
): GuardedTier => {
  // A RangeError is the caller's fault: the tier was not even asked.
  const faults = handleWhen((error) => !(error instanceof RangeError));
  const breaker = circuitBreaker(faults, { halfOpenAfter, breaker: new ConsecutiveBreaker(threshold) });
  let probeAt = Number.NEGATIVE_INFINITY;
  let stoodDownUntil = Number.NEGATIVE_INFINITY;
  breaker.onBreak(() => {
    probeAt = clock.now() + halfOpenAfter;
    onOpen(probeAt);
  });

  const available = (): boolean => {
    if (clock.now() < stoodDownUntil) return false;
    if (breaker.state === CircuitState.Closed) return true;
    // While the probe is under way others would wait for it with the breaker: they are refused instead.
    return breaker.state === CircuitState.Open && clock.now() >= probeAt;
  };

  return {
    ...guarded(tier, async (operation, call) => {
      if (!available()) throw new TierUnavailableError(tier.name, operation);
      const outcome = await breaker
        .execute(() => attempt(operation, call))
        .catch((error: unknown) => {
          throw isBrokenCircuitError(error) ? new TierUnavailableError(tier.name, operation) : error;
        });
      if ('refusal' in outcome) throw outcome.refusal;
      return outcome.value;
    }),
    available,
    standDown(until) {
      stoodDownUntil = Math.max(stoodDownUntil, Math.min(until, clock.now() + LONGEST_STAND_DOWN));
    },
  };
};

type Outcome<T> = { readonly value: T } | { readonly refusal: unknown };

/** A write that was refused is no reason to stop reading: a full Redis still answers. A refused read is a fault. */
const attempt = async <T>(operation: TierOperation, call: () => Promise<T>): Promise<Outcome<T>> => {
  try {
    return { value: await call() };
  } catch (error) {
    if (operation === 'get' || !isRefusal(error)) throw error;
    return { refusal: error };
  }
};

const isRefusal = (error: unknown): boolean => error instanceof Error && 'refused' in error && error.refused === true;
