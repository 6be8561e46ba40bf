import { describe, expect, it } from 'vitest';
import type { BatchClient } from '../../../lib/tiers/dynamodb/calls.ts';
import { createDynamoDbClient } from '../../../lib/tiers/dynamodb/client.ts';
import { createLazyDynamoDbLedgers, type DynamoDbLedgers } from '../../../lib/tiers/dynamodb/lazy-ledgers.ts';
import { startSocketServer } from '../../support/sockets.ts';

/** A client whose calls do what `call` does. */
const clientOf = (call: () => Promise<never>): BatchClient => ({
  batchGet: call,
  batchWrite: call,
  put: call,
  update: call,
});
const never = (): Promise<never> => new Promise(() => undefined);
const outOfOrder = (): Promise<never> => Promise.reject(new Error('out of order'));

/** One call of each ledger. */
const CALLS: readonly [string, (ledgers: DynamoDbLedgers) => Promise<unknown>][] = [
  ['quota ledger', ({ quotaLedger }) => quotaLedger.standing(0)],
  ['counters', ({ counters }) => counters.read(['usage:1'])],
  ['document store', ({ documents }) => documents.read('position')],
];

describe('the ledgers in DynamoDB', () => {
  it.each(CALLS)('give up a %s that is late, and say which', async (name, call) => {
    const controller = new AbortController();
    const asked: number[] = [];
    const deadline = (ms: number): AbortSignal => {
      asked.push(ms);
      controller.abort();
      return controller.signal;
    };
    const ledgers = createLazyDynamoDbLedgers({
      client: clientOf(never),
      tableName: 't',
      prefix: '',
      limit: { ms: 1000, deadline },
    });
    await expect(call(ledgers)).rejects.toMatchObject({
      name: 'CallTimeoutError',
      message: `The ${name} in DynamoDB took longer than 1000 ms`,
    });
    expect(asked).toEqual([1000]);
  });

  it.each(CALLS)('wait for what the %s needs, outside its time, and again after that has failed', async (_, call) => {
    const steps: string[] = [];
    const prepare = (): Promise<void> => {
      steps.push('prepare');
      return steps.length === 1 ? Promise.reject(new Error('no such chunk')) : Promise.resolve();
    };
    const deadline = (): AbortSignal => {
      steps.push('deadline');
      return new AbortController().signal;
    };
    const ledgers = createLazyDynamoDbLedgers({
      client: clientOf(outOfOrder),
      tableName: 't',
      prefix: '',
      prepare,
      limit: { ms: 1000, deadline },
    });
    await expect(call(ledgers)).rejects.toThrow('no such chunk');
    await expect(call(ledgers)).rejects.toThrow('out of order');
    await expect(call(ledgers)).rejects.toThrow('out of order');
    expect(steps).toEqual(['prepare', 'prepare', 'deadline', 'deadline']);
  });

  it.each(CALLS)(
    'read a %s again that was answered in part, three times, and then call that a fault',
    async (_, call) => {
      let asked = 0;
      const waits: number[] = [];
      const client: BatchClient = {
        ...clientOf(outOfOrder),
        batchGet({ RequestItems }) {
          asked += 1;
          return Promise.resolve({ Responses: {}, UnprocessedKeys: RequestItems });
        },
      };
      const ledgers = createLazyDynamoDbLedgers({
        client,
        tableName: 't',
        prefix: '',
        limit: { ms: 1000, deadline: () => new AbortController().signal },
        backOff: (attempt) => Promise.resolve(void waits.push(attempt)),
      });
      // What is left out must not pass for what does not exist.
      await expect(call(ledgers)).rejects.toMatchObject({
        name: 'UnprocessedError',
        message: '1 items stayed unread',
        refused: true,
      });
      expect({ asked, waits }).toEqual({ asked: 3, waits: [1, 2] });
    },
  );
});

describe('what is read of a ledger', () => {
  it('comes from the primary, but for counts, which may be a moment old', async () => {
    const asked: unknown[] = [];
    const client: BatchClient = {
      ...clientOf(outOfOrder),
      batchGet({ RequestItems }) {
        asked.push(RequestItems?.t?.ConsistentRead);
        return Promise.resolve({ Responses: { t: [] } });
      },
    };
    const ledgers = createLazyDynamoDbLedgers({ client, tableName: 't', prefix: '', limit: { ms: 60_000 } });
    for (const [, call] of CALLS) await call(ledgers);
    expect(asked).toEqual([true, undefined, true]);
  });
});

describe("a deployment's client", () => {
  it('gives up a silent server after 400 ms, twice', async () => {
    const server = await startSocketServer();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = createDynamoDbClient({
      config: { endpoint: server.url, region: 'us-east-1', credentials },
      // Its default is 150 ms, which a busy machine may need to connect.
      connectionTimeout: 0,
    });
    const reading = client.batchGet({ RequestItems: { t: { Keys: [{ pk: { S: 'a' } }] } } });
    await expect(reading).rejects.toThrow('exceeded the configured 400 ms');
    await expect.poll(() => server.connections()).toBe(2);
    await server.close();
  });
});
