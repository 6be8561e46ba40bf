import { setTimeout as pause } from 'node:timers/promises';
import { createStackClock, type StackClock } from '../../../infra/local/clock/stack-clock.ts';
import { startStack, type Bundles, type Stack } from '../../../infra/local/stack/stack.ts';
import { ENV } from '../../../lib/config.ts';
import { added, askForUnits, NOTHING, queueBill, redisBill, tableBill, type Operations } from './bills.ts';
import { createFunctionLog, type FunctionLog } from './function-log.ts';
import { startRecorder } from './recorder.ts';

/** A stack with a meter at each of its neighbours. */
export interface Metered {
  readonly stack: Stack;
  readonly clock: StackClock;
  readonly log: FunctionLog;
  /** What the work used: the function adds what it knows of its invocations. */
  readonly measure: (work: () => Promise<Partial<Operations>>) => Promise<Operations>;
  close(): Promise<void>;
}

export interface MeteredOptions {
  readonly bundles: Bundles;
  readonly redis: boolean;
  readonly environments: number;
  /** Epoch milliseconds. */
  readonly start: number;
}

// What the functions write comes through a pipe, after the answer.
const LOG_DELAY_MS = 15;
const QUEUE_PATH = '/000000000000/refresh';

export const startMetered = async ({ bundles, redis, environments, start }: MeteredOptions): Promise<Metered> => {
  const clock = createStackClock({ start });
  const log = createFunctionLog(() => clock.now());
  let used = NOTHING;
  const noting = (bill: typeof tableBill) => (exchange: Parameters<typeof tableBill>[0]) => {
    used = added(used, bill(exchange));
  };
  const [table, commands, queue] = await Promise.all([
    startRecorder({ note: noting(tableBill), amend: askForUnits }),
    startRecorder({ note: noting(redisBill) }),
    startRecorder({ note: noting(queueBill) }),
  ]);
  const recorders = [table, commands, queue];
  const closeRecorders = async (): Promise<void> => {
    await Promise.all(recorders.map((recorder) => recorder.close()));
  };
  const stack = await startStack({
    bundles,
    environments,
    clock,
    freeze: true,
    refreshing: 'stepped',
    log: log.line,
    variables: {
      AWS_ENDPOINT_URL_DYNAMODB: table.url,
      AWS_ENDPOINT_URL_SQS: queue.url,
      [ENV.refreshQueueUrl]: queue.url + QUEUE_PATH,
      [ENV.redisUrl]: redis ? commands.url : '',
      ...(!redis && { [ENV.redisToken]: '' }),
    },
  }).catch(async (error: unknown) => {
    await closeRecorders();
    throw error;
  });
  table.passTo(stack.dynamodb.url);
  commands.passTo(stack.redis.url);
  queue.passTo(new URL(stack.queue.url).origin);

  return {
    stack,
    clock,
    log,
    measure: async (work) => {
      await pause(LOG_DELAY_MS);
      used = NOTHING;
      const before = log.bytes();
      const known = await work();
      await pause(LOG_DELAY_MS);
      return added(added(used, known), { logBytes: log.bytes() - before });
    },
    close: async () => {
      await stack.close();
      await closeRecorders();
    },
  };
};
