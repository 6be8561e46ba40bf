import { randomUUID } from 'node:crypto';
import { startEnvironment, type Environment } from './environment.ts';
import type { LocalFunction } from './function.ts';
import { refused, type Answered, type InvokeResult } from './outcome.ts';
import type { Pacing } from './pacing.ts';
import { createSlots, pickSlot, type Slot } from './slots.ts';

export type { LocalFunction } from './function.ts';

export interface FunctionOptions {
  readonly name: string;
  /** The folder of the bundle. */
  readonly taskRoot: string;
  readonly handler?: string;
  /** The function's own variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How many execution environments there may be at once. */
  readonly environments?: number;
  /** Milliseconds per invocation. */
  readonly timeout?: number;
  /** Megabytes. */
  readonly memorySize?: number;
  /** How many invocations may wait for an environment. Lambda refuses at once; this models a client that retries. */
  readonly maxWaiting?: number;
  readonly bootstrap?: string;
  readonly pacing?: Pacing;
  /** The function's clock; undefined: this machine's. */
  readonly clock?: { offset(): number } | undefined;
  readonly log?: (environment: number, line: string) => void;
}

interface Waiting {
  readonly event: string;
  readonly wanted: number | undefined;
  readonly settle: (result: InvokeResult | Promise<InvokeResult>) => void;
}

/** A function as Lambda runs it: execution environments, one invocation at a time in each. */
export const createFunction = ({
  name,
  taskRoot,
  handler = 'lambda.handler',
  environment: variables = {},
  environments: count = 4,
  timeout = 15_000,
  memorySize = 512,
  maxWaiting = 1000,
  bootstrap,
  pacing,
  clock,
  log = () => undefined,
}: FunctionOptions): LocalFunction => {
  const slots = createSlots(count);
  const waiting: Waiting[] = [];
  const runs = new Set<Promise<InvokeResult>>();
  let uses = 0;
  let closed = false;

  const start = async (slot: Slot): Promise<Environment> => {
    const environment = await startEnvironment({
      name,
      taskRoot,
      handler,
      variables,
      memorySize,
      bootstrap,
      pacing,
      clock,
      log: (line) => log(slot.number, line),
    });
    slot.environment = environment;
    void environment.ended.then(() => {
      if (slot.environment === environment) slot.environment = undefined;
    });
    return environment;
  };

  const run = async (slot: Slot, event: string): Promise<InvokeResult> => {
    const coldStart = slot.environment === undefined;
    const environment = slot.environment ?? (await start(slot));
    // It started while the function was closing, so `close` did not see it.
    if (closed) await environment.stop();
    const about = (since: number): Answered => ({
      environment: slot.number,
      coldStart,
      duration: performance.now() - since,
    });
    const born = performance.now();
    const initError = await environment.ready;
    if (closed) return closedResult;
    if (initError !== undefined) {
      await environment.stop();
      return { kind: 'init-failed', error: initError, ...about(born) };
    }
    if (coldStart) log(slot.number, `cold start, ready in ${Math.round(performance.now() - born)} ms`);
    const since = performance.now();
    const outcome = await environment.run({ requestId: randomUUID(), event, timeout });
    return { ...outcome, ...about(since) };
  };

  const occupy = (slot: Slot, event: string): Promise<InvokeResult> => {
    slot.busy = true;
    const running = run(slot, event).finally(() => {
      runs.delete(running);
      slot.busy = false;
      slot.lastUsed = ++uses;
      const index = waiting.findIndex(({ wanted }) => wanted === undefined || wanted === slot.number);
      const [next] = index === -1 ? [] : waiting.splice(index, 1);
      next?.settle(occupy(slot, next.event));
    });
    runs.add(running);
    return running;
  };

  return {
    invoke: (event, { environment: wanted } = {}) => {
      if (closed) return Promise.resolve(closedResult);
      if (wanted !== undefined && !slots.some(({ number }) => number === wanted)) {
        return Promise.resolve(refused('no-such-environment', `There are environments 1 to ${count}, not ${wanted}`));
      }
      const text = JSON.stringify(event ?? null);
      const slot = pickSlot(slots, wanted);
      if (slot !== undefined) return occupy(slot, text);
      if (waiting.length >= maxWaiting) return Promise.resolve(refused('throttled', 'Rate Exceeded.'));
      return new Promise((resolve) => waiting.push({ event: text, wanted, settle: resolve }));
    },
    environments: () =>
      slots.map(({ number, environment, busy }) => ({
        number,
        state: busy ? 'busy' : environment === undefined ? 'empty' : 'idle',
        pid: environment?.pid,
      })),
    kill: async (number) => {
      await slots.find((slot) => slot.number === number)?.environment?.kill();
    },
    close: async () => {
      closed = true;
      for (const { settle } of waiting.splice(0)) settle(closedResult);
      await Promise.all(slots.flatMap(({ environment }) => (environment === undefined ? [] : [environment.stop()])));
      await Promise.allSettled(runs);
    },
  };
};

const closedResult = refused('closed', 'The function is closed');
