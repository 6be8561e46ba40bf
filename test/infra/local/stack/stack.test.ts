import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLocalClient } from '../../../../infra/local/dynamodb/client.ts';
import {
  buildBundles,
  startStack,
  type Bundles,
  type Stack,
  type StackOptions,
} from '../../../../infra/local/stack/stack.ts';
import { TABLE_NAME } from '../../../../infra/local/stack/variables.ts';
import { realBundles } from '../../../support/bundles.ts';
import { isLiving, isStopped } from '../fixtures/living.ts';
import { freePort } from '../../../../infra/local/free-port.ts';

let bundles: Bundles;
let withRefresh: Bundles;
let root: string;
const open: Stack[] = [];

const noLog = (): void => undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'statline-test-'));
  const fixture = (name: string): string => join(import.meta.dirname, '..', 'fixtures', `${name}.ts`);
  const api = fixture('obedient');
  [bundles, withRefresh] = await Promise.all([
    buildBundles({ entries: { api }, log: noLog }),
    buildBundles({ entries: { api, refresh: fixture('refresher') }, log: noLog }),
  ]);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((stack) => stack.close()));
});
afterAll(async () => {
  await Promise.all([bundles.close(), withRefresh.close()]);
  await rm(root, { recursive: true, force: true });
});

const start = async (options: StackOptions = {}): Promise<Stack> => {
  const stack = await startStack({ bundles, ...options });
  open.push(stack);
  return stack;
};

const jsonOf = async (response: Response): Promise<unknown> => response.json();

const variablesOf = async (stack: Stack): Promise<unknown> => {
  const result = await stack.api.invoke({ do: 'variables' });
  return result.kind === 'response' ? JSON.parse(result.payload) : result;
};

describe('the stack', () => {
  it('answers over HTTP from the environment a client wants', async () => {
    const stack = await start({ environments: 2 });
    const ask = async (environment: string): Promise<readonly [string | null, unknown]> => {
      const response = await fetch(`${stack.url}/v1/nfl/players/3139477`, {
        headers: { 'x-statline-environment': environment },
      });
      return [response.headers.get('x-statline-environment'), await jsonOf(response)];
    };
    expect(await ask('2')).toMatchObject(['2', { invocations: 1, order: { pathParameters: { player: '3139477' } } }]);
    expect(await ask('1')).toMatchObject(['1', { invocations: 1 }]);
    expect(await ask('2')).toMatchObject(['2', { invocations: 2 }]);
    expect(await ask('3')).toMatchObject([null, { status: 400, code: 'no-such-environment' }]);
  });

  it('tells its function where everything is', async () => {
    const stack = await start({ variables: { UPSTREAM_USER_AGENT: 'test/1.0' } });
    expect(await variablesOf(stack)).toMatchObject({
      AWS_ENDPOINT_URL_DYNAMODB: stack.dynamodb.url,
      AWS_REGION: 'us-east-1',
      TABLE_NAME: 'statline',
      UPSTASH_REDIS_REST_URL: stack.redis.url,
      UPSTASH_REDIS_REST_TOKEN: stack.redis.token,
      ESPN_SITE_URL: stack.upstream?.url,
      ESPN_WEB_URL: stack.upstream?.url,
      ESPN_CORE_URL: stack.upstream?.url,
      UPSTREAM_LABEL: 'simulated-1',
      UPSTREAM_USER_AGENT: 'test/1.0',
      REFRESH_QUEUE_URL: stack.queue.url,
      AWS_ENDPOINT_URL_SQS: new URL(stack.queue.url).origin,
    });
    expect(stack).toMatchObject({ redis: { embedded: true }, dynamodb: { embedded: true } });
  });

  it('leaves the addresses of the real provider to the function', async () => {
    const stack = await start({ upstream: 'espn' });
    expect(stack.upstream).toBeUndefined();
    expect(Object.keys((await variablesOf(stack)) as object).filter((name) => /ESPN|LABEL/.test(name))).toEqual([]);
  });

  it('uses a DynamoDB that is there already', async () => {
    const first = await start();
    const second = await start({ dynamodb: first.dynamodb.url });
    expect(second.dynamodb).toEqual({ url: first.dynamodb.url, embedded: false });
  });

  it('leaves nothing when it is closed', async () => {
    const stack = await start();
    await fetch(`${stack.url}/v1/health`);
    const pids = stack.api.environments().flatMap(({ pid }) => pid ?? []);
    expect(pids.map(isLiving)).toEqual([true]);
    await stack.close();
    expect(pids.map(isLiving)).toEqual([false]);
    for (const { url } of [stack, stack.redis, stack.dynamodb, stack.upstream ?? stack]) {
      await expect(fetch(url)).rejects.toThrow('fetch failed');
    }
  });

  it('freezes its environments between invocations, and still ends them', async () => {
    const stack = await start({ freeze: true });
    expect(stack.freeze).toBe(true);
    for (const invocations of [1, 2]) {
      expect(await jsonOf(await fetch(`${stack.url}/v1/health`))).toMatchObject({ invocations });
      const [pid = 0] = stack.api.environments().flatMap((environment) => environment.pid ?? []);
      await expect.poll(() => isStopped(pid), { interval: 2 }).toBe(true);
    }
    const pids = stack.api.environments().flatMap(({ pid }) => pid ?? []);
    await stack.close();
    expect(pids.map(isLiving)).toEqual([false]);
  });

  it('runs the real function', async () => {
    const stack = await start({ bundles: await realBundles() });
    const response = await fetch(`${stack.url}/v1/health`);
    expect([response.status, await jsonOf(response)]).toMatchObject([200, { upstream: { label: 'simulated-1' } }]);
  });
});

describe('the queue', () => {
  const send = async (stack: Stack, ...bodies: readonly string[]): Promise<void> => {
    const client = new SQSClient({
      endpoint: new URL(stack.queue.url).origin,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      requestHandler: { requestTimeout: 5000 },
    });
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: stack.queue.url, Entries }));
    client.destroy();
  };
  const empty = { visible: 0, inFlight: 0, delayed: 0 };

  it('is worked off by the refresh function, frozen or not, and keeps what failed for later', async () => {
    const lines: string[] = [];
    const stack = await start({ bundles: withRefresh, freeze: true, log: (line) => lines.push(line) });
    await send(stack, 'first', 'second');
    await expect.poll(() => stack.queue.depth(), { interval: 5 }).toEqual(empty);
    expect(stack.queue.sent()).toBe(2);
    await expect.poll(() => lines, { interval: 5 }).toContain('refresh 1 | first, second');
    await send(stack, 'third', 'fail');
    await expect.poll(() => stack.queue.depth(), { interval: 5 }).toEqual({ ...empty, inFlight: 1 });
    await expect.poll(() => lines, { interval: 5 }).toContain('refresh 1 | third, fail');
    expect([stack.queue.sent(), stack.queue.dead()]).toEqual([4, 0]);
    expect(stack.refresh?.environments().map(({ state }) => state)).toEqual(['idle', 'empty']);
  });

  it('only fills where there is no refresh function', async () => {
    const stack = await start();
    await send(stack, 'first');
    expect([stack.refresh, stack.queue.depth()]).toEqual([undefined, { ...empty, visible: 1 }]);
  });

  it('does not keep the stack from ending while the refresh function works', async () => {
    const stack = await start({ bundles: withRefresh });
    await send(stack, 'hang');
    await expect.poll(() => stack.refresh?.environments()[0]?.state, { interval: 5 }).toBe('busy');
    const pids = stack.refresh?.environments().flatMap(({ pid }) => pid ?? []) ?? [];
    await stack.close();
    expect(pids.map(isLiving)).toEqual(pids.map(() => false));
  });
});

describe('a start that fails', () => {
  it('for a port that is taken says so', async () => {
    const port = Number(new URL((await start()).url).port);
    await expect(startStack({ bundles, port })).rejects.toThrow(
      `The API could not start: port ${port} is in use; choose another with --port`,
    );
  });

  it.each<[string, () => StackOptions, string | RegExp]>([
    ['a dead Redis', () => ({ redis: 'redis://127.0.0.1:1' }), /^Redis could not start: what --redis names does not/],
    ['a dead DynamoDB', () => ({ dynamodb: 'http://127.0.0.1:1' }), /^The table could not start: .*ECONNREFUSED/],
    [
      'a folder of somebody else',
      () => ({ data: root }),
      /^DynamoDB could not start: .* holds other files \(mine\.txt\)/,
    ],
  ])('for %s says so and ends the rest', async (_, options, message) => {
    await writeFile(join(root, 'mine.txt'), '');
    const port = await freePort();
    await expect(startStack({ bundles, port, ...options() })).rejects.toThrow(message);
    const next = await start({ port });
    expect(next.url).toBe(`http://127.0.0.1:${port}`);
  });
});

describe('the data folder', () => {
  it('is refused to a second stack, of this process too, and free when the first has ended', async () => {
    const data = join(root, 'claimed');
    const first = await start({ data });
    await symlink(data, join(root, 'by another name'));
    for (const path of [data, join(root, 'by another name')]) {
      await expect(startStack({ bundles, data: path })).rejects.toThrow(
        `DynamoDB could not start: ${path} is in use by another stack of this process`,
      );
      await expect(startStack({ bundles, data: path, fresh: true })).rejects.toThrow('is in use by another stack');
    }
    await first.close();
    await start({ data });
  });

  it('may be used by one stack after the other, emptied between them or not', async () => {
    const data = join(root, 'tables');
    const kept: (readonly string[])[] = [];
    for (const [name, fresh] of [
      ['first', false],
      ['second', false],
      ['third', true],
      ['fourth', true],
      ['fifth', false],
    ] as const) {
      const stack = await start({ data, fresh });
      await putItem(stack, name);
      kept.push(await itemsOf(stack));
      await stack.close();
    }
    expect(kept).toEqual([['first'], ['first', 'second'], ['third'], ['fourth'], ['fifth', 'fourth']]);
  });
});

const putItem = async ({ dynamodb }: Stack, pk: string): Promise<void> => {
  const client = createLocalClient(dynamodb.url);
  await client.send(new PutItemCommand({ TableName: TABLE_NAME, Item: { pk: { S: pk } } }));
  client.destroy();
};

/** The keys in a stack's table, sorted. */
const itemsOf = async ({ dynamodb }: Stack): Promise<readonly string[]> => {
  const client = createLocalClient(dynamodb.url);
  const { Items = [] } = await client.send(new ScanCommand({ TableName: TABLE_NAME }));
  client.destroy();
  return Items.map(({ pk }) => pk?.S ?? '').toSorted();
};
