import { describe, expect, it } from 'vitest';
import { cacheKey, type RefreshRequest } from '../../lib/cache/index.ts';
import { createSqsRefreshQueue } from '../../lib/queue/sqs-refresh-queue.ts';

const requests = (count: number): readonly RefreshRequest[] =>
  Array.from({ length: count }, (_, id) => ({ namespace: 'nfl', key: cacheKey(`nfl:player:${id}`), loadedAt: 7 }));

describe('the refresher over SQS', () => {
  it('sends a message a key, ten at a time', async () => {
    const sent: (readonly string[])[] = [];
    const client = {
      sendBatch(_url: string, bodies: readonly string[]) {
        sent.push(bodies);
        return Promise.resolve(0);
      },
    };
    await createSqsRefreshQueue({ queueUrl: 'q', client }).send(requests(23));
    expect(sent.map((batch) => batch.length)).toEqual([10, 10, 3]);
    expect(JSON.parse(sent[0]?.[0] ?? '')).toEqual({ namespace: 'nfl', key: 'nfl:player:0', loadedAt: 7 });
  });

  it('fails when some were not taken, so that they are loaded here', async () => {
    const client = { sendBatch: () => Promise.resolve(1) };
    await expect(createSqsRefreshQueue({ queueUrl: 'q', client }).send(requests(3))).rejects.toThrow('1 of 3');
  });
});
