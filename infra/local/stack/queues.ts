import type { Queue, QueueDepth } from '../sqs/queue-model.ts';
import { startSqs } from '../sqs/sqs.ts';
import type { StackParts } from './parts.ts';

// As in the deployed stack: a key that fails three times goes to the dead-letter queue.
const MAX_RECEIVES = 3;
/** Seconds: longer than an invocation may take. */
const VISIBILITY_TIMEOUT_SECONDS = 30;

/** The queue of keys to refresh, with its counts. */
export interface RefreshQueue {
  readonly url: string;
  depth(): QueueDepth;
  /** Messages in the dead-letter queue. */
  dead(): number;
  /** Messages sent so far. */
  sent(): number;
}

export interface Queues {
  readonly refreshQueue: Queue;
  readonly queue: RefreshQueue;
}

export const startQueues = async (start: StackParts['start']): Promise<Queues> => {
  const sqs = await start('SQS', () => startSqs());
  const dead = sqs.createQueue({ name: 'refresh-dead', visibilityTimeout: VISIBILITY_TIMEOUT_SECONDS });
  const refreshQueue = sqs.createQueue({
    name: 'refresh',
    visibilityTimeout: VISIBILITY_TIMEOUT_SECONDS,
    deadLetter: { queue: dead.name, maxReceives: MAX_RECEIVES },
  });
  const queue: RefreshQueue = {
    url: refreshQueue.queueUrl,
    depth: () => refreshQueue.depth(),
    dead: () => {
      const { visible, inFlight } = dead.depth();
      return visible + inFlight;
    },
    sent: () => sqs.sent(),
  };
  return { refreshQueue, queue };
};
