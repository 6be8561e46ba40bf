import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  buildBundles,
  startStack,
  type Bundles,
  type Stack,
  type StackOptions,
} from '../../../../infra/local/stack/stack.ts';
import { isLiving } from '../fixtures/living.ts';

let bundles: Bundles;
let root: string;
const open: Stack[] = [];

const noLog = (): void => undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'statline-test-'));
  bundles = await buildBundles({ entry: join(import.meta.dirname, '..', 'fixtures', 'obedient.ts'), log: noLog });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((stack) => stack.close()));
});
afterAll(async () => {
  await bundles.close();
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

const aFreePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
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
    expect(await ask('2')).toMatchObject(['2', { invocations: 1, order: { pathParameters: { id: '3139477' } } }]);
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

  it('runs the real function', async () => {
    const real = await buildBundles({ log: noLog });
    const stack = await start({ bundles: real });
    const response = await fetch(`${stack.url}/v1/health`);
    expect([response.status, await jsonOf(response)]).toMatchObject([200, { upstream: { label: 'simulated-1' } }]);
    await real.close();
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
    const port = await aFreePort();
    await expect(startStack({ bundles, port, ...options() })).rejects.toThrow(message);
    const next = await start({ port });
    expect(next.url).toBe(`http://127.0.0.1:${port}`);
  });
});

describe('the data folder', () => {
  it('may be used by one stack after the other, emptied between them or not', async () => {
    const data = join(root, 'tables');
    for (const fresh of [false, false, true, true]) {
      const stack = await start({ data, fresh });
      await stack.close();
    }
  });
});
