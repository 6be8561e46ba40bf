import type { StackClock } from '../../infra/local/clock/stack-clock.ts';
import type { Stack } from '../../infra/local/stack/stack.ts';
import { ask, type AskOptions, type Seen } from '../../test/support/ask.ts';

/**
 * What made the provider be asked, as seen from outside: which function was under way. `probe`: the scenario itself
 * asked, to see whether what is told is true.
 */
export type Under = 'question' | 'probe' | 'refresh queue' | 'warm' | 'purge';

/** Moves a stack through time: one thing after the other, so that each provider call has one reason. */
export interface Stepper {
  /** Goes on to a moment; on the way everything that the clock makes due is run, when it is. */
  to(moment: number): Promise<void>;
  /** Asks, and has done what the question left to be done. */
  ask(path: string, options?: AskOptions, under?: 'question' | 'probe'): Promise<Seen>;
  /** The provider's own count since the start: by day (ISO) and reason. */
  calls(): ReadonlyMap<string, Readonly<Partial<Record<Under, number>>>>;
  /** Questions that waited for calls. */
  waited(): readonly Waited[];
  /** Scheduled runs so far, and those that did not end well. */
  runs(): { readonly total: number; readonly failed: readonly string[] };
}

export interface Waited {
  /** Epoch ms. */
  readonly at: number;
  readonly path: string;
  readonly calls: number;
  /** The calls by kind of document, where the provider tells them apart. */
  readonly byEndpoint: Readonly<Record<string, number>>;
}

export interface StepperOptions {
  readonly stack: Stack;
  readonly clock: StackClock;
  /** Told of every answer. */
  readonly onSeen?: (seen: Seen) => void;
}

/** The stack's refreshes must be `stepped` and its schedules off. */
export const createStepper = ({ stack, clock, onSeen = () => undefined }: StepperOptions): Stepper => {
  const calls = new Map<string, Partial<Record<Under, number>>>();
  const failed: string[] = [];
  const waited: Waited[] = [];
  let total = 0;
  const byEndpoint = (): Waited['byEndpoint'] => stack.upstream?.calls().byEndpoint ?? {};
  const counted = (): number => stack.upstream?.calls().total ?? stack.rapidapi?.calls().total ?? 0;

  const under = async <T>(what: Under, work: () => Promise<T>): Promise<T> => {
    const before = counted();
    // Midnight does not wait for a function: what it asks counts for the day that it began on.
    const day = dayOf(clock.now());
    const result = await work();
    const own = calls.get(day) ?? {};
    own[what] = (own[what] ?? 0) + counted() - before;
    calls.set(day, own);
    return result;
  };
  const workOff = async (): Promise<void> => {
    if (stack.queue.depth().visible > 0) await under('refresh queue', stack.workOffQueue);
  };

  return {
    to: async (moment) => {
      while (stack.schedules.next() <= moment) {
        clock.set(stack.schedules.next());
        for (const { rule, run } of stack.schedules.due()) {
          const { result } = await under(rule === 'warm' ? 'warm' : 'purge', run);
          total += 1;
          if (result.kind !== 'response')
            failed.push(`${rule} at ${new Date(clock.now()).toISOString()}: ${result.kind}`);
          await workOff();
        }
      }
      clock.set(moment);
    },
    ask: async (path, options, why = 'question') => {
      const before = counted();
      const kindsBefore = byEndpoint();
      const seen = await under(why, () => ask(`${stack.url}${path}`, options));
      if (why === 'question' && counted() > before) {
        const kinds = Object.entries(byEndpoint()).map(([kind, calls]) => [kind, calls - (kindsBefore[kind] ?? 0)]);
        waited.push({
          at: clock.now(),
          path,
          calls: counted() - before,
          byEndpoint: Object.fromEntries(kinds.filter(([, calls]) => calls !== 0)) as Waited['byEndpoint'],
        });
      }
      onSeen(seen);
      await workOff();
      return seen;
    },
    calls: () => calls,
    waited: () => waited,
    runs: () => ({ total, failed }),
  };
};

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
