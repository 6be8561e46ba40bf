import type { Rule } from '../schedules/schedules.ts';
import type { ScheduledFunction } from './functions.ts';

const MINUTE = 60_000;

/** Which functions the clock invokes, and how: the rates and sizes of the deployed stack. */
export const SCHEDULED: readonly (Omit<Rule, 'invoke'> & {
  /** Milliseconds per invocation. */
  readonly timeout: number;
  /** Megabytes. */
  readonly memorySize: number;
})[] = [
  // Before the warmer: what it purges is warmed at once.
  { name: 'purge', every: 10 * MINUTE, timeout: 2 * MINUTE, memorySize: 512 },
  { name: 'warm', every: 5 * MINUTE, timeout: 4 * MINUTE, memorySize: 1024 },
];

/** The rules for the functions that were built. */
export const rulesFor = (scheduled: readonly ScheduledFunction[]): readonly Rule[] =>
  SCHEDULED.flatMap(({ name, every }) =>
    scheduled
      .filter((each) => each.name === name)
      .map(({ fn }) => ({ name, every, invoke: (event, options) => fn.invoke(event, options) })),
  );
