import type { Rule } from '../schedules/schedules.ts';
import type { ScheduledFunction } from './functions.ts';

const MINUTE = 60_000;

/** The scheduled functions, with the rates and sizes of the deployed stack. */
export const SCHEDULED: readonly (Omit<Rule, 'invoke'> & {
  /** Milliseconds per invocation. */
  readonly timeout: number;
  /** Megabytes. */
  readonly memorySize: number;
})[] = [
  // Before the warmer, so that purged keys are warmed at once.
  { name: 'purge', every: 10 * MINUTE, timeout: 2 * MINUTE, memorySize: 512 },
  { name: 'warm', every: 5 * MINUTE, timeout: 4 * MINUTE, memorySize: 1024 },
];

/** The rules of those functions that the bundles have. */
export const rulesFor = (scheduled: readonly ScheduledFunction[]): readonly Rule[] =>
  SCHEDULED.flatMap(({ name, every }) =>
    scheduled
      .filter((each) => each.name === name)
      .map(({ fn }) => ({ name, every, invoke: (event, options) => fn.invoke(event, options) })),
  );
