import type { LocalFunction } from '../runtime/function.ts';
import type { InvokeResult } from '../runtime/outcome.ts';
import { scheduledEvent } from './scheduled-event.ts';

/** A function that a schedule invokes. */
export interface Rule {
  readonly name: string;
  /** Milliseconds of the stack's clock. */
  readonly every: number;
  readonly invoke: LocalFunction['invoke'];
}

export interface ScheduledRun {
  readonly rule: string;
  readonly result: InvokeResult;
}

/** A run that is due and has not begun. */
export interface DueRun {
  readonly rule: string;
  readonly run: () => Promise<ScheduledRun>;
}

export interface Schedules {
  readonly rules: readonly Pick<Rule, 'name' | 'every'>[];
  /** When the next run is due, on the stack's clock; Infinity: never. */
  next(): number;
  /** Takes the runs that are due now, at most one per rule however many were missed; the caller runs them. */
  due(): readonly DueRun[];
  /** Runs what is due, one after the other: for a driver that moves the clock itself. */
  tick(): Promise<readonly ScheduledRun[]>;
  /** Runs what is due from now on, as the clock goes. */
  start(): void;
  close(): Promise<void>;
}

export interface SchedulesOptions {
  readonly rules: readonly Rule[];
  readonly clock: { readonly speed: number; now(): number };
  readonly log?: (line: string) => void;
}

// Machine time. The upper bound notices a clock that was moved meanwhile; the lower one keeps this from spinning.
const MAX_WAIT_MS = 1000;
const MIN_WAIT_MS = 10;

/**
 * EventBridge rules with a rate, in this process. Each is due at once and then at its rate; as with a reserved
 * concurrency of one, a rule whose last run is under way skips the next one.
 */
export const createSchedules = ({ rules, clock, log = () => undefined }: SchedulesOptions): Schedules => {
  const first = clock.now();
  const plan = rules.map((rule) => ({ rule, at: first, running: false }));
  let timer: NodeJS.Timeout | undefined;

  const begin = async (each: (typeof plan)[number]): Promise<ScheduledRun> => {
    const { rule } = each;
    try {
      const result = await rule.invoke(scheduledEvent({ rule: rule.name, now: clock.now() }));
      if (result.kind !== 'response' && !isEnd(result))
        log(`${rule.name} | the scheduled run ended: ${reasonOf(result)}`);
      return { rule: rule.name, result };
    } finally {
      each.running = false;
    }
  };

  const due = (): readonly DueRun[] => {
    const now = clock.now();
    return plan.flatMap((each) => {
      const { rule, at } = each;
      if (at > now) return [];
      // Stays on its original beat, whatever was skipped.
      each.at = at + rule.every * (Math.floor((now - at) / rule.every) + 1);
      if (each.running) {
        log(`${rule.name} | skipped: the previous run is still under way`);
        return [];
      }
      each.running = true;
      return [{ rule: rule.name, run: () => begin(each) }];
    });
  };

  const next = (): number => Math.min(...plan.map(({ at }) => at));
  const wait = (): void => {
    const left = (next() - clock.now()) / clock.speed;
    timer = setTimeout(beat, Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, left)));
    timer.unref();
  };
  const beat = (): void => {
    // An invocation never rejects, and the schedule does not wait for it.
    for (const { run } of due()) void run();
    wait();
  };

  return {
    rules: rules.map(({ name, every }) => ({ name, every })),
    next,
    due,
    tick: async () => {
      const runs: ScheduledRun[] = [];
      for (const { run } of due()) runs.push(await run());
      return runs;
    },
    start: () => {
      clearTimeout(timer);
      beat();
    },
    close: () => {
      clearTimeout(timer);
      return Promise.resolve();
    },
  };
};

const isEnd = (result: InvokeResult): boolean => result.kind === 'refused' && result.reason === 'closed';

const reasonOf = (result: Exclude<InvokeResult, { readonly kind: 'response' }>): string =>
  result.kind === 'refused' ? result.message : `${result.error.errorType}: ${result.error.errorMessage}`;
