import { afterEach, describe, expect, it, vi } from 'vitest';
import { startSqs } from '../../infra/local/sqs/sqs.ts';
import { cacheKey, type RefreshRequest } from '../../lib/cache/index.ts';
import { createSqsRefreshQueue } from '../../lib/queue/sqs-refresh-queue.ts';

const requests = (count: number): readonly RefreshRequest[] =>
  Array.from({ length: count }, (_, id) => ({ namespace: 'nfl', key: cacheKey(`nfl:player:${id}`), loadedAt: 7 }));

/** A client that does not take as many of each batch as the test says. */
const createClient = (...lost: readonly number[]) => {
  const sent: { readonly url: string; readonly bodies: readonly string[] }[] = [];
  return {
    sent,
    sendBatch(url: string, bodies: readonly string[]) {
      sent.push({ url, bodies });
      return Promise.resolve(lost[sent.length - 1] ?? 0);
    },
  };
};

describe('the refresh queue over SQS', () => {
  it('sends a message a key, ten at a time', async () => {
    const client = createClient();
    await createSqsRefreshQueue({ queueUrl: 'q', client }).send(requests(23));
    expect(client.sent.map(({ bodies }) => bodies.length)).toEqual([10, 10, 3]);
    expect(client.sent.map(({ url }) => url)).toEqual(['q', 'q', 'q']);
    expect(JSON.parse(client.sent[0]?.bodies[0] ?? '')).toEqual({ namespace: 'nfl', key: 'nfl:player:0', loadedAt: 7 });
    const ids = client.sent.flatMap(({ bodies }) => bodies.map((body) => (JSON.parse(body) as RefreshRequest).key));
    expect(ids).toEqual(requests(23).map(({ key }) => key));
  });

  it('sends nothing for nothing', async () => {
    const client = createClient();
    await createSqsRefreshQueue({ queueUrl: 'q', client }).send([]);
    expect(client.sent).toEqual([]);
  });

  it('fails when some were not taken, so that they are loaded here, and sends the others all the same', async () => {
    const client = createClient(1, 0, 2);
    await expect(createSqsRefreshQueue({ queueUrl: 'q', client }).send(requests(23))).rejects.toThrow(
      'SQS did not take 3 of 23 messages',
    );
    expect(client.sent).toHaveLength(3);
  });
});

describe("the refresh queue with a deployment's client", () => {
  afterEach(() => vi.unstubAllEnvs());

  it('sends to SQS, and counts what it did not take', async () => {
    const sqs = await startSqs();
    // What the SDK reads for itself.
    vi.stubEnv('AWS_ENDPOINT_URL_SQS', sqs.url);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    const { queueUrl } = sqs.createQueue({ name: 'refresh', visibilityTimeout: 30 });
    const queue = createSqsRefreshQueue({ queueUrl });
    await vi.waitFor(() => queue.send(requests(12)), { timeout: 20_000 });
    expect(sqs.depth('refresh').visible).toBeGreaterThanOrEqual(12);
    // A character that SQS refuses, in one message of two.
    const send = () => queue.send([{ text: 'taken' }, { text: '\u{fffe}' }]);
    // A busy machine may take longer than the 150 ms that the client gives a connection.
    await vi.waitFor(() => expect(send()).rejects.toThrow('SQS did not take 1 of 2 messages'), { timeout: 20_000 });
    await sqs.close();
  });
});
