import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchGetItemCommand, ListTablesCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalClient } from '../../../../infra/local/dynamodb/client.ts';
import { createSweeper } from '../../../../infra/local/dynamodb/sweeper.ts';
import { ensureTable } from '../../../../infra/local/dynamodb/table.ts';
import { startDynamoDb, type LocalDynamoDb } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { minutes, seconds } from '../../../../lib/cache/index.ts';
import { createDynamoDbClient } from '../../../../lib/tiers/dynamodb/client.ts';
import { createDynamoDbTier } from '../../../../lib/tiers/dynamodb/tier.ts';
import { entryOf, playerKeys } from '../../../support/entries.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const TABLE = 'statline-test';
const keysOf = async (url: string): Promise<(string | undefined)[]> => {
  const { Items = [] } = await createLocalClient(url).send(new ScanCommand({ TableName: TABLE }));
  return Items.map(({ pk }) => pk?.S).toSorted();
};
const put = (url: string, pk: string, ttl?: number) =>
  createLocalClient(url).send(
    new PutItemCommand({
      TableName: TABLE,
      Item: { pk: { S: pk }, ...(ttl !== undefined && { ttl: { N: String(ttl) } }) },
    }),
  );

describe('the local DynamoDB', () => {
  let folder: string;
  const running: LocalDynamoDb[] = [];
  const start = async (...options: Parameters<typeof startDynamoDb>): Promise<LocalDynamoDb> => {
    const server = await startDynamoDb(...options);
    running.push(server);
    return server;
  };
  const stopAll = async (): Promise<void> => {
    for (const server of running.splice(0)) await server.close();
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'statline-'));
  });
  afterEach(async () => {
    await stopAll();
    // A start that failed may still be writing there.
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  it('has no table until one is made, and makes it once', async () => {
    const { url } = await start();
    const client = createLocalClient(url);
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    const table = { endpoint: url, tableName: TABLE };
    await Promise.all([ensureTable(table), ensureTable(table)]);
    await ensureTable(table);
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([TABLE]);
  });

  it('keeps what it was given over a restart', async () => {
    const before = await start({ path: folder });
    await ensureTable({ endpoint: before.url, tableName: TABLE });
    await put(before.url, 'a');
    await stopAll();
    const after = await start({ path: folder });
    await ensureTable({ endpoint: after.url, tableName: TABLE });
    expect(await keysOf(after.url)).toEqual(['a']);
  });

  it('refuses a folder that another process has, and takes one that a dead process left', async () => {
    const claim = join(folder, 'statline.pid');
    await writeFile(claim, String(process.ppid));
    await expect(startDynamoDb({ path: folder })).rejects.toThrow(`in use by process ${process.ppid}`);
    // No process has this number: it is over the largest one.
    await writeFile(claim, '99999999');
    await start({ path: folder });
  });

  it('fails to start on a port that is taken, and leaves the folder free', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(startDynamoDb({ port, path: folder })).rejects.toThrow('EADDRINUSE');
  });

  it('counts requests by operation, without its own', async () => {
    const server = await start();
    await ensureTable({ endpoint: server.url, tableName: TABLE });
    expect(server.requests()).toBe(0);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    // Without limits in real time: an attempt that a busy machine makes too late is sent, and counted, twice.
    const client = createDynamoDbClient({
      config: { endpoint: server.url, region: 'us-east-1', credentials },
      connectionTimeout: 0,
      requestTimeout: 0,
    });
    const tier = createDynamoDbTier({ client, tableName: TABLE, prefix: '' });
    const clock = createFakeClock(Date.now());
    await tier.setMany('nfl', new Map(playerKeys(26).map((key) => [key, entryOf(clock, '1')])));
    await tier.getMany('nfl', { keys: playerKeys(1) });
    expect([server.requests('BatchWriteItem'), server.requests('BatchGetItem'), server.requests()]).toEqual([2, 1, 3]);
  });

  it('survives a client that goes away in the middle of a request', async () => {
    const { url } = await start();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{');
    await createLocalClient(url).send(new ListTablesCommand({}));
    socket.destroy();
    await once(socket, 'close');
    expect((await createLocalClient(url).send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });
});

describe('the sweeper', () => {
  const clock = createFakeClock();
  const now = (): number => clock.now() / 1000;
  let server: LocalDynamoDb;
  beforeEach(async () => {
    server = await startDynamoDb({ clock });
    await ensureTable({ endpoint: server.url, tableName: TABLE });
  });
  afterEach(() => server.close());

  it('deletes what is expired, late, and nothing else', async () => {
    await put(server.url, 'expired', now() - 1);
    await put(server.url, 'soon', now() + 60);
    await put(server.url, 'without-ttl');
    const sweeper = createSweeper({ endpoint: server.url, clock });
    expect(await keysOf(server.url)).toEqual(['expired', 'soon', 'without-ttl']);
    expect(await sweeper.sweep()).toBe(1);
    expect(await keysOf(server.url)).toEqual(['soon', 'without-ttl']);
    clock.advance(minutes(1) + seconds(1));
    expect(await sweeper.sweep()).toBe(1);
    expect(await keysOf(server.url)).toEqual(['without-ttl']);
    await sweeper.stop();
  });

  it('looks at a bounded part of a table, and goes on from there', async () => {
    const client = createLocalClient(server.url);
    const items = Array.from({ length: 300 }, (_, index) => put(server.url, `key-${index}`, now() - 1));
    await Promise.all(items);
    const sweeper = createSweeper({ endpoint: server.url, clock, pages: 1 });
    expect([await sweeper.sweep(), await sweeper.sweep()]).toEqual([250, 50]);
    const Keys = [{ pk: { S: 'key-1' } }];
    const left = await client.send(new BatchGetItemCommand({ RequestItems: { [TABLE]: { Keys } } }));
    expect(left.Responses?.[TABLE]).toEqual([]);
    await sweeper.stop();
  });

  it('sweeps by itself while it runs', async () => {
    await put(server.url, 'expired', now() - 1);
    const sweeper = createSweeper({ endpoint: server.url, clock });
    sweeper.start(5);
    await expect.poll(() => keysOf(server.url)).toEqual([]);
    await sweeper.stop();
    await put(server.url, 'expired', now() - 1);
    expect(await keysOf(server.url)).toEqual(['expired']);
  });
});
