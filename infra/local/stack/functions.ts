import { createFunction, type FunctionOptions, type LocalFunction } from '../runtime/runtime.ts';
import { createEventSource, type EventSource } from '../sqs/event-source.ts';
import type { Queue } from '../sqs/queue-model.ts';
import type { Bundles } from './bundles.ts';
import { mcpVariables, webVariables } from './variables.ts';

// No answer waits for a refresh: two at a time leave the machine to the questions.
const REFRESH_ENVIRONMENTS = 2;

/** Megabytes, as deployed. */
const WEB_MEMORY_SIZE = 256;
const MCP_MEMORY_SIZE = 512;

/** Whether messages are taken from the queue as they come, or only at `workOffQueue`. */
export type Refreshing = 'at-once' | 'stepped';

export interface StackFunctionsOptions {
  readonly bundles: Bundles;
  readonly variables: Readonly<Record<string, string>>;
  /** Where the API is, for the function that asks it. */
  readonly apiUrl: string;
  /** Of the function behind the API. */
  readonly environments: number | undefined;
  readonly memorySize: number | undefined;
  readonly timeout: number | undefined;
  readonly pacing: FunctionOptions['pacing'] | undefined;
  readonly clock: FunctionOptions['clock'];
  readonly refreshQueue: Queue;
  readonly refreshing: Refreshing;
  /** The functions that schedules invoke, where the bundles have them. */
  readonly scheduled: readonly { readonly name: string; readonly timeout: number; readonly memorySize: number }[];
  readonly log: (line: string) => void;
}

export interface ScheduledFunction {
  readonly name: string;
  readonly fn: LocalFunction;
}

export interface StackFunctions {
  readonly api: LocalFunction;
  /** Undefined: the bundles have none. */
  readonly web: LocalFunction | undefined;
  /** Answers agents. Undefined: the bundles have none. */
  readonly mcp: LocalFunction | undefined;
  /** Undefined: the bundles have none. */
  readonly refresh: LocalFunction | undefined;
  readonly scheduled: readonly ScheduledFunction[];
  /** Invokes the refresh function batch by batch until no message is visible; failed messages stay for later. */
  readonly workOffQueue: () => Promise<void>;
  close(): Promise<void>;
}

/** Creates the functions behind the API and the pages, the one behind the queue, and those that schedules invoke. */
export const startFunctions = ({
  bundles,
  variables,
  environments,
  memorySize,
  timeout,
  pacing,
  apiUrl,
  clock,
  refreshQueue,
  refreshing,
  scheduled: wanted,
  log,
}: StackFunctionsOptions): StackFunctions => {
  const create = (name: string, taskRoot: string, own: Partial<FunctionOptions>): LocalFunction =>
    createFunction({
      name,
      taskRoot,
      bootstrap: bundles.bootstrap,
      environment: variables,
      ...(timeout !== undefined && { timeout }),
      ...(pacing !== undefined && { pacing }),
      ...own,
      clock,
      log: (environment, line) => log(`${name} ${environment} | ${line}`),
    });
  const sized = memorySize === undefined ? {} : { memorySize };
  const api = create('api', bundles.taskRoot, {
    ...(environments !== undefined && { environments }),
    ...sized,
  });
  const webRoot = bundles.taskRoots.get('web');
  // Started by the first request for a page: whoever asks for none does without its process.
  const web =
    webRoot === undefined
      ? undefined
      : create('web', webRoot, { environments: 1, memorySize: WEB_MEMORY_SIZE, environment: webVariables(variables) });
  const mcpRoot = bundles.taskRoots.get('mcp');
  const mcp =
    mcpRoot === undefined
      ? undefined
      : create('mcp', mcpRoot, {
          environments: 1,
          memorySize: MCP_MEMORY_SIZE,
          environment: mcpVariables(variables, apiUrl),
        });
  const refreshRoot = bundles.taskRoots.get('refresh');
  const refresh =
    refreshRoot === undefined
      ? undefined
      : create('refresh', refreshRoot, { environments: REFRESH_ENVIRONMENTS, ...sized });
  const takeFrom = (fn: LocalFunction, concurrency: number): EventSource =>
    createEventSource({ queue: refreshQueue, invoke: (event, options) => fn.invoke(event, options), concurrency });
  const source =
    refresh === undefined || refreshing === 'stepped' ? undefined : takeFrom(refresh, REFRESH_ENVIRONMENTS);
  const scheduled = wanted.flatMap(({ name, timeout: own, memorySize: ownMemorySize }) => {
    const taskRoot = bundles.taskRoots.get(name);
    return taskRoot === undefined
      ? []
      : [{ name, fn: create(name, taskRoot, { environments: 1, timeout: own, memorySize: ownMemorySize }) }];
  });
  return {
    api,
    web,
    mcp,
    refresh,
    scheduled,
    workOffQueue: async () => {
      while (refresh !== undefined && refreshQueue.depth().visible > 0) await takeFrom(refresh, 1).close();
    },
    close: async () => {
      // Together: the source waits for its invocations, and those end with the function.
      const fns = [refresh, web, mcp, ...scheduled.map(({ fn }) => fn), api];
      await Promise.all([source?.close(), ...fns.map((fn) => fn?.close())]);
    },
  };
};
