import { createFunction, type FunctionOptions, type LocalFunction } from '../runtime/runtime.ts';
import { createEventSource } from '../sqs/event-source.ts';
import type { Queue } from '../sqs/queue-model.ts';
import type { Bundles } from './bundles.ts';

// Refreshing is nobody's wait: two at a time leave the machine to the questions.
const REFRESH_ENVIRONMENTS = 2;

export interface StackFunctionsOptions {
  readonly bundles: Bundles;
  readonly variables: Readonly<Record<string, string>>;
  /** Of the function behind the API. */
  readonly environments: number | undefined;
  readonly timeout: number | undefined;
  readonly pacing: FunctionOptions['pacing'] | undefined;
  readonly refreshQueue: Queue;
  readonly log: (line: string) => void;
}

export interface StackFunctions {
  readonly api: LocalFunction;
  /** Undefined: it was not built. */
  readonly refresh: LocalFunction | undefined;
  close(): Promise<void>;
}

/** Runs what was built: the function behind the API, and the one behind the queue when there is one. */
export const startFunctions = ({
  bundles,
  variables,
  environments,
  timeout,
  pacing,
  refreshQueue,
  log,
}: StackFunctionsOptions): StackFunctions => {
  const create = (name: string, taskRoot: string, count: number | undefined): LocalFunction =>
    createFunction({
      name,
      taskRoot,
      bootstrap: bundles.bootstrap,
      environment: variables,
      ...(count !== undefined && { environments: count }),
      ...(timeout !== undefined && { timeout }),
      ...(pacing !== undefined && { pacing }),
      log: (environment, line) => log(`${name} ${environment} | ${line}`),
    });
  const api = create('api', bundles.taskRoot, environments);
  const refreshRoot = bundles.taskRoots.get('refresh');
  const refresh = refreshRoot === undefined ? undefined : create('refresh', refreshRoot, REFRESH_ENVIRONMENTS);
  const source =
    refresh &&
    createEventSource({
      queue: refreshQueue,
      invoke: (event, options) => refresh.invoke(event, options),
      concurrency: REFRESH_ENVIRONMENTS,
    });
  return {
    api,
    refresh,
    close: async () => {
      // At once: the source waits for its invocations, and they end with the function.
      await Promise.all([source?.close(), refresh?.close(), api.close()]);
    },
  };
};
