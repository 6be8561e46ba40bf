import type { LeaseName, LoadFailure } from './tier.ts';
import { latestBelievable, seconds, type Clock } from './time.ts';

/** What an error means to whoever would try again. */
export interface FailureDescription {
  /** A short word that other environments understand: `blocked`, `timeout`. */
  readonly reason: string;
  /** Milliseconds the upstream asked us to stay away. */
  readonly retryAfter?: number | undefined;
  /** The upstream was never asked, and somebody else may be allowed to: nobody else is kept from trying. */
  readonly transient?: boolean;
  /** The upstream was not asked, because it is known to be out of order until `retryAfter` is over. */
  readonly unasked?: boolean;
}

/** A load was not tried, because it failed a moment ago, here or in another environment. */
export class LoadBackedOffError extends Error {
  override readonly name = 'LoadBackedOffError';
  readonly reason: string;
  /** Milliseconds until it is worth trying again. */
  readonly retryAfter: number;

  constructor(reason: string, retryAfter: number) {
    super(`The last load failed (${reason}); not tried again yet`);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

const inWords = ({ since, loads }: Insistence): string =>
  loads === 1 ? 'for the first time' : `${loads} times since ${new Date(since).toISOString()}`;

/** The answer was not there in the time that somebody could wait. The load goes on elsewhere. */
export class StillLoadingError extends Error {
  override readonly name = 'StillLoadingError';
  readonly code = 'still-loading';
  /** Milliseconds until it is worth asking again. */
  readonly retryAfter = seconds(1);

  constructor() {
    super('Not loaded in the time that could be waited; the load goes on');
  }
}

/** For how long the upstream has answered something that cannot be true. */
export interface Insistence {
  /** Epoch ms of the first such answer. */
  readonly since: number;
  /** Such answers in a row. */
  readonly loads: number;
}

/** The upstream answered something that cannot be true, given what is held. It counts as a failed load. */
export class ContradictedError extends Error {
  override readonly name = 'ContradictedError';
  readonly code = 'contradicted';
  /** Milliseconds until it is worth asking again. */
  readonly retryAfter: number | undefined;

  /** `doubt`: what cannot be true, in our own words. */
  constructor(doubt: string, insistence?: Insistence & { readonly retryAfter: number }) {
    super(insistence === undefined ? doubt : `${doubt}; ${inWords(insistence)}`);
    this.retryAfter = insistence?.retryAfter;
  }
}

/** Remembers failed loads, so that an outage does not cost the upstream a call per question. */
export interface Failures {
  /** The failure of a load that may not be tried yet. A purge opens a new lease, and so the load may be tried. */
  recent(lease: LeaseName): LoadFailure | undefined;
  /**
   * Each further failure in a row doubles the time to stay away; what the upstream asked for is honoured. Undefined for
   * one that says nothing about the next try.
   */
  record(lease: LeaseName, error: unknown): LoadFailure | undefined;
  forget(lease: LeaseName): void;
}

// More sources than an environment asks for while one of them recovers.
const MAX_REMEMBERED_FAILURES = 5000;
const FIRST_PAUSE_MS = seconds(1);
const MAX_PAUSE_MS = seconds(30);
// Whatever a provider asks for, an hour later it is asked again.
export const MAX_RETRY_AFTER_MS = seconds(3600);

export const createFailures = ({
  clock,
  describe,
}: {
  readonly clock: Clock;
  readonly describe: (error: unknown) => FailureDescription;
}): Failures => {
  const known = new Map<string, Required<LoadFailure> & { readonly pause: number }>();
  const descriptionOf = (error: unknown): FailureDescription =>
    error instanceof ContradictedError ? { reason: error.code, retryAfter: error.retryAfter } : describe(error);
  return {
    recent(lease) {
      const failure = known.get(lease);
      const now = clock.now();
      // Since well later than now: the clock has been set back, and when the pause ends cannot be told.
      return failure !== undefined && failure.since <= latestBelievable(now) && now < failure.retryAt
        ? failure
        : undefined;
    },
    record(lease, error) {
      const { reason, retryAfter = 0, transient = false, unasked = false } = descriptionOf(error);
      if (transient) return undefined;
      const last = known.get(lease)?.pause ?? FIRST_PAUSE_MS / 2;
      // A load that was not tried adds nothing to the pause, and waits for nothing but what it was told.
      const pause = unasked ? last : Math.min(MAX_PAUSE_MS, last * 2);
      const wait = Math.max(unasked ? 0 : pause, Math.min(retryAfter, MAX_RETRY_AFTER_MS));
      const since = clock.now();
      const failure = { reason, retryAt: since + wait, since, pause };
      known.delete(lease);
      known.set(lease, failure);
      const [oldest] = known.keys();
      if (known.size > MAX_REMEMBERED_FAILURES && oldest !== undefined) known.delete(oldest);
      return failure;
    },
    forget: (lease) => void known.delete(lease),
  };
};
