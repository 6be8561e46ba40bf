import { lazy } from '../async/lazy.ts';
import type { QueueClient } from './sqs-client.ts';

export interface SqsRefreshQueueOptions {
  readonly queueUrl: string;
  /** Default: the AWS SDK, loaded with the first message. */
  readonly client?: QueueClient;
}

/** Takes messages for the refresh function. */
export interface RefreshQueue {
  /** Rejects when some were not taken; the others are on their way all the same. */
  send(messages: readonly object[]): Promise<void>;
}

// SQS's own limit for one call.
const BATCH = 10;

/**
 * Each message is one of SQS's, so that one that fails fails alone.
 *
 * @example
 * await createSqsRefreshQueue({ queueUrl }).send([{ namespace: 'nfl', key: 'nfl:player:1', loadedAt: 0 }]);
 */
export const createSqsRefreshQueue = ({ queueUrl, client = lazyClient() }: SqsRefreshQueueOptions): RefreshQueue => ({
  async send(messages) {
    const bodies = messages.map((message) => JSON.stringify(message));
    let lost = 0;
    for (let from = 0; from < bodies.length; from += BATCH) {
      lost += await client.sendBatch(queueUrl, bodies.slice(from, from + BATCH));
    }
    if (lost > 0) throw new Error(`SQS did not take ${lost} of ${bodies.length} messages`);
  },
});

const lazyClient = (): QueueClient => {
  const client = lazy(async () => (await import('./sqs-client.ts')).createSqsClient());
  return { sendBatch: async (queueUrl, bodies) => (await client()).sendBatch(queueUrl, bodies) };
};
