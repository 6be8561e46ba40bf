import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { eachLine } from './environment-output.ts';
import { environmentVariables } from './environment-variables.ts';
import { startRuntimeApi } from './api.ts';
import type { FunctionError, RunOutcome } from './outcome.ts';
import type { Pacing } from './pacing.ts';

/** The bootstrap as it is in the repository; a bundled one starts faster. */
export const BOOTSTRAP = join(import.meta.dirname, '..', 'bootstrap', 'index.ts');

const INIT_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 500;

export interface EnvironmentOptions {
  readonly name: string;
  readonly taskRoot: string;
  readonly handler: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly memorySize: number;
  readonly bootstrap?: string | undefined;
  readonly log: (line: string) => void;
  /** Called at the moments between which Lambda freezes an environment. */
  readonly pacing?: Pacing | undefined;
  /** The function's time where it is not this machine's: between invocations it may jump, within one it does not. */
  readonly clock?: { offset(): number } | undefined;
}

export interface Run {
  readonly requestId: string;
  readonly event: string;
  /** Milliseconds; then the environment is killed. */
  readonly timeout: number;
}

/** One execution environment: a process that takes one invocation at a time. */
export interface Environment {
  readonly pid: number | undefined;
  /** Never rejects. An error: it did not get ready, and never will. */
  readonly ready: Promise<FunctionError | undefined>;
  readonly ended: Promise<string>;
  isAlive(): boolean;
  run(run: Run): Promise<RunOutcome>;
  /** Asks it to end, then makes it; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
}

export const startEnvironment = async (options: EnvironmentOptions): Promise<Environment> => {
  const { name, taskRoot, handler, memorySize, variables, bootstrap = BOOTSTRAP, log, pacing, clock } = options;
  const initialised = Promise.withResolvers<FunctionError | undefined>();
  const ended = Promise.withResolvers<string>();
  let alive = true;
  let stopping = false;

  const api = await startRuntimeApi({
    functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    onIdle: () => {
      initialised.resolve(undefined);
      if (!stopping) pace('onIdle');
    },
    onInitError: (error) => initialised.resolve(error),
    clock,
  });
  const child = spawn(
    process.execPath,
    [...heapFlags(memorySize), bootstrap, ...(clock ? [String(clock.offset())] : [])],
    {
      cwd: taskRoot,
      env: environmentVariables({ name, taskRoot, handler, memorySize, runtimeApi: api.address, own: variables }),
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  eachLine(child.stdout, log);
  eachLine(child.stderr, log);
  // Nothing is written to it; it may break when the process does.
  child.stdin.on('error', () => undefined);

  const pace = (moment: keyof Pacing): void => {
    if (alive && child.pid !== undefined) pacing?.[moment](child.pid);
  };
  const onEnd = (how: string): void => {
    pace('onEnd');
    alive = false;
    api.close();
    ended.resolve(how);
    initialised.resolve({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited during init: ${how}` });
  };
  child.once('error', (error) => onEnd(error.message));
  child.once('exit', (code, signal) =>
    onEnd(signal === null ? `exit status ${code ?? 'unknown'}` : `signal ${signal}`),
  );

  const initTimer = setTimeout(() => {
    initialised.resolve({
      errorType: 'Sandbox.Timedout',
      errorMessage: `Init timed out after ${seconds(INIT_TIMEOUT_MS)}`,
    });
  }, INIT_TIMEOUT_MS);
  const ready = initialised.promise.finally(() => clearTimeout(initTimer));

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended.promise;
  };

  return {
    pid: child.pid,
    ready,
    ended: ended.promise,
    isAlive: () => alive,
    run: async ({ requestId, event, timeout }) => {
      pace('onInvoke');
      const late = Promise.withResolvers<'late'>();
      const timer = setTimeout(() => late.resolve('late'), timeout);
      const delivered = api.deliver({ requestId, event, deadline: Date.now() + timeout });
      try {
        const first = await Promise.race([delivered, ended.promise, late.promise]);
        if (typeof first !== 'string') return first;
        if (first !== 'late') return { kind: 'crashed', error: exitError(requestId, first) };
        await kill();
        return { kind: 'timed-out', error: timeoutError(requestId, timeout) };
      } finally {
        clearTimeout(timer);
      }
    },
    stop: async () => {
      stopping = true;
      // A frozen process would not see the signal.
      pace('onInvoke');
      if (alive) child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended.promise;
      clearTimeout(timer);
    },
    kill,
  };
};

/** As Lambda's runtime sizes V8's heap: a tenth of the memory for young objects, in two halves, and the rest for old ones. */
const heapFlags = (memorySize: number): readonly string[] => {
  const young = Math.floor(memorySize / 10);
  return [`--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${memorySize - young}`];
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} seconds`;

const exitError = (requestId: string, how: string): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: ${how}`,
});

const timeoutError = (requestId: string, timeout: number): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds(timeout)}`,
});
