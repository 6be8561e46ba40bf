import { lazy } from '../../async/lazy.ts';
import { isUnderWay, type Clock } from '../../cache/index.ts';
import type { Usage } from './usage.ts';
import type { WritePagesOptions } from './write-pages.ts';

/** Writes the counts to the shared counters: one write a page, under the key of the hour in which it is made. */
export interface UsageFlush {
  /** All pages, whenever they were written last. Never rejects. */
  now(): Promise<void>;
  /** Whether `every` has passed since the last time. */
  isDue(): boolean;
  /** The pages that are due, if it has. */
  whenDue(): Promise<void>;
}

export interface UsageFlushOptions extends WritePagesOptions {
  readonly usage: Pick<Usage, 'hasCounts' | 'take' | 'putBack'>;
  readonly clock: Clock;
  /** Milliseconds from one flush to the next. 0: nobody waits for it, and every page is due every time. */
  readonly every: number;
  /** Called once for a flush. */
  readonly onFailure: (error: unknown) => void;
}

/** @example createUsageFlush({ usage, counters, clock: Date, every: minutes(1), role: 'api', … }) */
export const createUsageFlush = (options: UsageFlushOptions): UsageFlush => {
  const { usage, clock, every, onFailure } = options;
  const writePages = lazy(async () => (await import('./write-pages.ts')).createWritePages(options));
  // A cold start does not flush.
  let last = clock.now();

  const flush = async (which: 'all' | 'due'): Promise<void> => {
    last = clock.now();
    if (!usage.hasCounts()) return;
    try {
      const write = await writePages();
      await write(which);
    } catch (error) {
      onFailure(error);
    }
  };
  const isDue = (): boolean => !isUnderWay(last + every, every, clock.now());
  return {
    now: () => flush('all'),
    isDue,
    whenDue: async () => {
      if (isDue()) await flush(every === 0 ? 'all' : 'due');
    },
  };
};
