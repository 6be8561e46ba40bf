import type { LocalFunction } from '../runtime/function.ts';
import { createAlarm, timersOn, type WakeAt } from './alarm.ts';
import { lambdaEvent, succeeded } from './lambda-event.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue-model.ts';

export interface EventSourceOptions {
  readonly queue: Pick<Queue, 'arn' | 'receive' | 'remove' | 'depth' | 'onVisible'>;
  readonly invoke: LocalFunction['invoke'];
  /** Messages per invocation, 10 at most when the window is 0. */
  readonly batchSize?: number;
  /** Milliseconds to wait for a batch to fill once there is a message. */
  readonly batchWindow?: number;
  /** Invocations at once. */
  readonly concurrency?: number;
  readonly clock?: { now(): number };
  readonly wakeAt?: WakeAt;
}

export interface EventSource {
  /** Stops receiving; resolves when the invocations under way have ended. */
  close(): Promise<void>;
}

// Lambda stops filling a batch before the event exceeds 6 MB, escaped bodies included.
const MAX_BATCH_BYTES = 3 * 1024 * 1024;

/** Lambda's poller for a queue: invokes the function with batches of messages and deletes those it answered for. */
export const createEventSource = ({
  queue,
  invoke,
  batchSize = 10,
  batchWindow = 0,
  concurrency = 2,
  clock = Date,
  wakeAt = timersOn(clock),
}: EventSourceOptions): EventSource => {
  const running = new Set<Promise<void>>();
  let closed = false;
  /** When the first message of the current batch was seen. */
  let waitingSince: number | undefined;

  const consume = async (messages: readonly Message[]): Promise<void> => {
    // A message that is not deleted returns after its visibility timeout; after too many receives it is a dead letter.
    const result = await invoke(lambdaEvent(queue, messages));
    if (result.kind !== 'response') return;
    for (const { receiptHandle } of succeeded(result.payload, messages)) queue.remove(receiptHandle);
  };

  const isFilling = (): boolean => {
    if (batchWindow === 0) return false;
    const { visible } = queue.depth();
    if (visible === 0 || visible >= batchSize) return false;
    waitingSince ??= clock.now();
    if (clock.now() >= waitingSince + batchWindow) return false;
    window.setBy(waitingSince + batchWindow);
    return true;
  };

  const pump = (): void => {
    while (!closed && running.size < concurrency && !isFilling()) {
      waitingSince = undefined;
      const messages = queue.receive({ max: batchSize, maxBytes: MAX_BATCH_BYTES });
      if (messages.length === 0) return;
      const run = consume(messages)
        .catch(() => undefined)
        .finally(() => {
          running.delete(run);
          pump();
        });
      running.add(run);
    }
  };
  const window = createAlarm(wakeAt, pump);
  const forget = queue.onVisible(pump);
  pump();

  return {
    close: async () => {
      closed = true;
      forget();
      window.clear();
      await Promise.all(running);
    },
  };
};
