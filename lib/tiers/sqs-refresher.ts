import type { Refresher } from '../cache/index.ts';
import { lazy } from './lazy.ts';
import type { QueueClient } from './sqs-calls.ts';

export interface SqsRefresherOptions {
  readonly queueUrl: string;
  readonly client?: QueueClient;
}

// SQS's own limit for one call.
const BATCH = 10;

/** Hands stale keys to the refresh function through SQS: one message a key, so that one that fails fails alone. */
export const createSqsRefresher = ({ queueUrl, client = lazyClient() }: SqsRefresherOptions): Refresher => ({
  async refresh(requests) {
    const bodies = requests.map((request) => JSON.stringify(request));
    let lost = 0;
    for (let from = 0; from < bodies.length; from += BATCH) {
      lost += await client.sendBatch(queueUrl, bodies.slice(from, from + BATCH));
    }
    if (lost > 0) throw new Error(`SQS did not take ${lost} of ${bodies.length} messages`);
  },
});

// Only an environment that meets a stale key ever loads this SDK.
const lazyClient = (): QueueClient => {
  const load = lazy(async () => (await import('./sqs-client.ts')).createSqsClient());
  return { sendBatch: async (queueUrl, bodies) => (await load()).sendBatch(queueUrl, bodies) };
};
