import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startFreezer } from '../../../../infra/local/runtime/freezer.ts';
import { createFunction } from '../../../../infra/local/runtime/runtime.ts';
import { startGateway } from '../../../../infra/local/gateway/gateway.ts';
import { startRedis, startTable } from '../../../../infra/local/stack/stores.ts';
import { createStackParts } from '../../../../infra/local/stack/parts.ts';
import type { Bundles } from '../../../../infra/local/stack/stack.ts';
import { TABLE_NAME } from '../../../../infra/local/stack/variables.ts';
import { DEFAULT_ROUTE } from '../../../../lib/http/route-keys.ts';
import { startSimulatedEspn } from '../../../../simulators/espn/index.ts';
import { ask } from '../../../../test/support/ask.ts';
import { cpuTimeOf } from '../../../cpu-time.ts';
import { tableOf } from '../../table.ts';
import { WEEK, type Counted } from './counts.ts';
import type { BareWork } from './client.ts';

// One in so many of the week's requests is made.
const SAMPLE = 20;
const SUNDAY = Date.UTC(2026, 10, 8, 20);

const run = promisify(execFile);

/** Milliseconds of CPU: of whoever asks or answers as a function, and of this process with its servers. */
interface Cost {
  readonly theirs: number;
  readonly ours: number;
}

const cpuHere = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const times = (requests: number): number => Math.ceil(requests / SAMPLE);

/** What a number of requests costs a bare client and the server here. */
const costOf = async (requests: number, work: Omit<BareWork, 'times'>): Promise<Cost> => {
  // Both are warm after some: a week is long.
  const all = { ...work, times: times(requests) };
  const own = cpuHere();
  const client = join(import.meta.dirname, 'client.ts');
  const { stdout } = await run(process.execPath, [client, JSON.stringify(all)], { maxBuffer: 1e6 });
  return { theirs: Number(stdout) * (requests / all.times), ours: (cpuHere() - own) * (requests / all.times) };
};

const sumOf = (costs: readonly Cost[]): Cost => ({
  theirs: costs.reduce((sum, { theirs }) => sum + theirs, 0),
  ours: costs.reduce((sum, { ours }) => sum + ours, 0),
});

const starts = async (): Promise<Cost> => {
  const own = cpuHere();
  let theirs = 0;
  for (let each = 0; each < WEEK.environments; each += 1) {
    const code = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)';
    theirs += Number((await run(process.execPath, ['-e', code])).stdout);
  }
  return { theirs, ours: cpuHere() - own };
};

const HANDLER = "export const handler = async () => ({ statusCode: 200, body: '{}', headers: {} });\n";

/** Invocations of a function that does nothing, in environments that are frozen in between. */
const invocations = async (bundles: Bundles): Promise<Cost> => {
  const taskRoot = await mkdtemp(join(tmpdir(), 'statline-floor-'));
  await writeFile(join(taskRoot, 'lambda.mjs'), HANDLER);
  const freezer = startFreezer();
  const { environments, questions, others } = WEEK;
  const { bootstrap } = bundles;
  const fn = createFunction({ name: 'nothing', taskRoot, environments, bootstrap, pacing: freezer.pacing });
  const gateway = await startGateway({
    port: 0,
    routes: new Map([[DEFAULT_ROUTE, (event, options) => fn.invoke(event, options)]]),
  });
  const cpuThere = async (): Promise<number> => {
    const used = await Promise.all(fn.environments().map(({ pid }) => cpuTimeOf(pid)));
    return used.reduce((sum, each) => sum + each, 0);
  };
  try {
    const wanted = (index: number) => ({ environment: 1 + (index % environments) });
    for (let index = 0; index < environments; index += 1) await fn.invoke({}, wanted(index));
    const [own, before] = [cpuHere(), await cpuThere()];
    for (let index = 0; index < times(questions); index += 1) await ask(`${gateway.url}/v1/nfl/teams`, wanted(index));
    for (let index = 0; index < times(others); index += 1) await fn.invoke({ rule: 'none' }, wanted(index));
    return { theirs: ((await cpuThere()) - before) * SAMPLE, ours: (cpuHere() - own) * SAMPLE };
  } finally {
    await Promise.all([gateway.close(), fn.close()]);
    await freezer.close();
    await rm(taskRoot, { recursive: true });
  }
};

const provider = async (): Promise<Cost> => {
  const espn = await startSimulatedEspn({ clock: { now: () => SUNDAY } });
  try {
    const costs: Cost[] = [];
    for (const [path, requests] of Object.entries(WEEK.provider)) {
      const headers = { 'user-agent': 'curl/8.0', 'accept-encoding': 'gzip' };
      costs.push(await costOf(requests, { url: `${espn.url}${path}`, method: 'GET', headers }));
    }
    return sumOf(costs);
  } finally {
    await espn.close();
  }
};

const text = (length: number): string => 'statline '.repeat(length).slice(0, Math.max(0, length));

// A line has 500 bytes with its name.
const LINE_BYTES = 500;

const redis = async (): Promise<Cost> => {
  const parts = createStackParts();
  try {
    const { url, token } = await startRedis({}, parts.start);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const keys = (bytes: number): readonly string[] =>
      Array.from({ length: Math.ceil(bytes / LINE_BYTES) }, (_, index) => `statline:stats:${index}`);
    const { reads, writes } = WEEK.redis;
    const sets = keys(writes.sent).map((key) => ['set', key, text(LINE_BYTES - 60), 'px', '3600000']);
    const costs = [
      await costOf(writes.requests, { url: `${url}/pipeline`, method: 'POST', headers, body: JSON.stringify(sets) }),
      await costOf(reads.requests, {
        ...{ url, method: 'POST', headers },
        body: JSON.stringify(['mget', ...keys(reads.answered)]),
      }),
    ];
    return sumOf(costs);
  } finally {
    await parts.close();
  }
};

const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20261108/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none';

const table = async (): Promise<Cost> => {
  const parts = createStackParts();
  try {
    const { url } = await startTable({}, parts.start);
    const costs: Cost[] = [];
    const send = async (operation: string, { requests }: Counted, input: object): Promise<void> => {
      const headers = {
        authorization: AUTHORIZATION,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-date': '20261108T200000Z',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
      };
      costs.push(await costOf(requests, { url, method: 'POST', headers, body: JSON.stringify(input) }));
    };
    const { BatchGetItem, BatchWriteItem, UpdateItem, PutItem } = WEEK.table;
    const key = (index: number) => ({ pk: { S: `statline:stats:${index}` } });
    const item = (index: number, bytes: number) => ({
      ...key(index),
      h: { S: text(bytes - 60) },
      ttl: { N: '1762632000' },
    });
    const many = <T>(bytes: number, make: (index: number) => T): readonly T[] =>
      Array.from({ length: Math.max(1, Math.floor(bytes / LINE_BYTES)) }, (_, index) => make(index));
    const puts = many(BatchWriteItem.sent, (index) => ({ PutRequest: { Item: item(index, LINE_BYTES) } }));
    await send('BatchWriteItem', BatchWriteItem, { RequestItems: { [TABLE_NAME]: puts } });
    await send('BatchGetItem', BatchGetItem, {
      RequestItems: { [TABLE_NAME]: { Keys: many(BatchGetItem.answered, key) } },
    });
    await send('UpdateItem', UpdateItem, {
      TableName: TABLE_NAME,
      Key: { pk: { S: 'statline:tally' } },
      UpdateExpression: 'ADD a :a, b :b, c :c',
      ExpressionAttributeValues: { ':a': { N: '1' }, ':b': { N: '2' }, ':c': { N: '3' } },
    });
    await send('PutItem', PutItem, { TableName: TABLE_NAME, Item: item(0, PutItem.sent) });
    return sumOf(costs);
  } finally {
    await parts.close();
  }
};

/** Prints what as many starts, invocations and requests cost as the week has, where nothing in it is ours. */
export const runFloor = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const costs = [
    ['bare Node, a start for each environment', await starts()],
    ['a handler that does nothing, as often, frozen in between', await invocations(bundles)],
    ["the provider's answers, unpacked and parsed", await provider()],
    ['requests to Redis', await redis()],
    ['requests to DynamoDB', await table()],
  ] as const;
  const { theirs, ours } = sumOf(costs.map(([, cost]) => cost));
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  const rows = costs.map(([name, cost]) => [name, seconds(cost.theirs), seconds(cost.ours)]);
  print(tableOf(['CPU, s', 'functions', 'servers'], [...rows, ['together', seconds(theirs), seconds(ours)]]));
  print(`${seconds(theirs + ours)} s in all; one in ${SAMPLE} was made.\n`);
  return true;
};
