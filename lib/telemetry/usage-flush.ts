import { hours, isUnderWay, type Clock } from '../cache/index.ts';
import type { Amounts, Counters } from '../ledgers/counters.ts';
import { hourOf, USAGE_RETENTION_MS, usageKey } from '../ledgers/usage-hours.ts';
import { withoutAsked, type Usage } from './usage.ts';

/** Writes the counts to the shared counters: one write, under the key of the hour in which it is made. */
export interface UsageFlush {
  /** Never rejects. */
  now(): Promise<void>;
  /** The same, once `every` has passed since the last time. */
  whenDue(): Promise<void>;
}

export interface UsageFlushOptions {
  readonly usage: Pick<Usage, 'take' | 'putBack'>;
  readonly counters: Counters;
  readonly clock: Clock;
  /** Milliseconds from one flush to the next. */
  readonly every: number;
  /** Called with what was written. */
  readonly onFlushed: (amounts: Amounts) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

export const createUsageFlush = (options: UsageFlushOptions): UsageFlush => {
  const { usage, counters, clock, every, onFlushed, onFailure } = options;
  // A cold start does not flush.
  let last = clock.now();
  let failures = 0;

  const write = async (): Promise<void> => {
    last = clock.now();
    const amounts = usage.take();
    if (Object.keys(amounts).length === 0) return;
    const hour = hourOf(last);
    try {
      await counters.add(usageKey(hour), amounts, hours(hour + 1) + USAGE_RETENTION_MS);
    } catch (error) {
      failures += 1;
      // The hour's item may have become too full for more players; the counts still fit.
      usage.putBack(failures === 1 ? amounts : withoutAsked(amounts));
      onFailure(error);
      return;
    }
    failures = 0;
    await onFlushed(amounts);
  };
  const now = async (): Promise<void> => {
    try {
      await write();
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    now,
    whenDue: async () => {
      if (!isUnderWay(last + every, every, clock.now())) await now();
    },
  };
};
