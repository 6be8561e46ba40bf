import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoDbClient } from '../../../lib/tiers/dynamodb/client.ts';
import { createRetryStrategy } from '../../../lib/tiers/dynamodb/retries.ts';

let requests = 0;
let answer: (request: number) => { readonly status: number; readonly body: object };
const server = createServer((incoming, response) => {
  incoming.resume();
  requests += 1;
  const { status, body } = answer(requests);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
});

beforeEach(async () => {
  requests = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const THROTTLED = {
  status: 400,
  body: { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: 'exceeded' },
};
const BROKEN = { status: 500, body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' } };
const WRONG = { status: 400, body: { __type: 'com.amazon.coral.validate#ValidationException', message: 'wrong' } };

const read = (): Promise<unknown> => {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = createDynamoDbClient({
    config: { endpoint, region: 'us-east-1', credentials },
    connectionTimeout: 0,
    requestTimeout: 0,
  });
  return client.batchGet({ RequestItems: { table: { Keys: [{ pk: { S: 'a' } }] } } });
};

describe('a call of a table', () => {
  it('that is throttled is sent up to six times, and then says so', async () => {
    answer = (request) => (request < 6 ? THROTTLED : { status: 200, body: { Responses: { table: [] } } });
    await expect(read()).resolves.toMatchObject({ Responses: { table: [] } });
    expect(requests).toBe(6);
    answer = () => THROTTLED;
    await expect(read()).rejects.toMatchObject({ name: 'ThrottledError', refused: true, throttled: true });
    expect(requests).toBe(12);
  });

  it('that fails is sent twice, and one that is wrong once', async () => {
    answer = () => BROKEN;
    await expect(read()).rejects.not.toHaveProperty('throttled');
    expect(requests).toBe(2);
    answer = () => WRONG;
    await expect(read()).rejects.toThrow('wrong');
    expect(requests).toBe(3);
  });

  it('waits 300 ms at most for all its attempts, and half of that as a rule', async () => {
    const waits = async (random: () => number): Promise<readonly number[]> => {
      const strategy = createRetryStrategy(random);
      if (!('acquireInitialRetryToken' in strategy)) throw new Error('Not a strategy of the second kind');
      let token = await strategy.acquireInitialRetryToken('');
      const delays: number[] = [];
      for (let attempt = 1; attempt < 6; attempt += 1) {
        token = await strategy.refreshRetryTokenForRetry(token, { errorType: 'THROTTLING' });
        delays.push(token.getRetryDelay());
      }
      return delays;
    };
    expect(await waits(() => 1)).toEqual([20, 40, 80, 80, 80]);
    expect(await waits(() => 0.5)).toEqual([10, 20, 40, 40, 40]);
  });
});
