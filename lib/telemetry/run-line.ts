import type { Log } from './lazy-log.ts';
import { currentCost } from './trace.ts';

/** What a run of a function that no client waits for came to. */
export interface EndedRun {
  readonly outcome: string;
  /** What was done, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** Milliseconds. */
  readonly elapsed: number;
}

/** One line a run, as a request has one: what it came to, its calls to the provider, and where its time went. */
export const logRun = (log: Pick<Log, 'info'>, job: string, { outcome, counts, elapsed }: EndedRun): void => {
  const { calls, ms } = currentCost();
  log.info('run', { job, outcome, counts, calls, ms: { total: elapsed, ...Object.fromEntries(ms) } });
};
