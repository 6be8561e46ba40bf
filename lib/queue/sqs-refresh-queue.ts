import { lazy } from '../async/lazy.ts';
import type { QueueClient } from './sqs-calls.ts';

export interface SqsRefresherOptions {
  readonly queueUrl: string;
  readonly client?: QueueClient;
}

/** Takes messages for the refresh function. */
export interface RefreshQueue {
  /** Rejects when some were not taken; the others are on their way all the same. */
  send(messages: readonly object[]): Promise<void>;
}

// SQS's own limit for one call.
const BATCH = 10;

/** One message of SQS for each message, so that one that fails fails alone. */
export const createSqsRefreshQueue = ({ queueUrl, client = lazyClient() }: SqsRefresherOptions): RefreshQueue => ({
  async send(messages) {
    const bodies = messages.map((message) => JSON.stringify(message));
    let lost = 0;
    for (let from = 0; from < bodies.length; from += BATCH) {
      lost += await client.sendBatch(queueUrl, bodies.slice(from, from + BATCH));
    }
    if (lost > 0) throw new Error(`SQS did not take ${lost} of ${bodies.length} messages`);
  },
});

// Only an environment that has something to send ever loads this SDK.
const lazyClient = (): QueueClient => {
  const load = lazy(async () => (await import('./sqs-client.ts')).createSqsClient());
  return { sendBatch: async (queueUrl, bodies) => (await load()).sendBatch(queueUrl, bodies) };
};
