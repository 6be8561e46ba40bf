import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { days, EMPTY_LOG, type CacheEvent, type Entry } from '../../../lib/cache/index.ts';
import { createDynamoDbClient } from '../../../lib/tiers/dynamodb/client.ts';
import { bytesOf } from '../../../lib/tiers/dynamodb/entry-item.ts';
import { createLazyDynamoDbClient, createLazyDynamoDbTier } from '../../../lib/tiers/dynamodb/lazy.ts';
import { createDynamoDbTier } from '../../../lib/tiers/dynamodb/tier.ts';
import { entryOf, gzipBody, playerKeys } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { startLocalTable, type LocalTable } from '../../support/local-table.ts';
import { startSocketServer } from '../../support/sockets.ts';
import { describeTierContract } from '../tier-contract.ts';

describeTierContract('DynamoDB', async (clock) => {
  const table = await startLocalTable();
  const client = createLazyDynamoDbClient(table.client);
  const { tableName } = table;
  return {
    // As the functions open it: its code is loaded with the first call.
    tier: (prefix) => createLazyDynamoDbTier({ client, tableName, prefix, clock }),
    calls: () => table.requests(),
    async plant(storedKey, header, body) {
      const Item = { pk: { S: storedKey }, h: { S: header }, ...(body !== '' && { b: { S: body } }) };
      await client.batchWrite({ RequestItems: { [tableName]: [{ PutRequest: { Item } }] } });
    },
    // It does not evict: no item is an empty log.
    firstLog: EMPTY_LOG,
    keepsReports: true,
    pass(ms) {
      clock.advance(ms);
      return Promise.resolve();
    },
    close: () => table.close(),
  };
});

describe('what the DynamoDB tier costs and stores', () => {
  const clock = createFakeClock();
  const [KEY, OTHER] = playerKeys(2) as [ReturnType<typeof playerKeys>[number], ReturnType<typeof playerKeys>[number]];
  let table: LocalTable;
  beforeAll(async () => {
    table = await startLocalTable();
  });
  afterAll(() => table.close());

  const client = () => createDynamoDbClient(table.client);
  const openTier = (prefix: string, events: CacheEvent[] = []) =>
    createDynamoDbTier({
      client: client(),
      tableName: table.tableName,
      prefix,
      clock,
      observe: (event) => events.push(event),
    });
  const requestsOf = async (operation: string, work: () => Promise<unknown>): Promise<number> => {
    const before = table.requests(operation);
    await work();
    return table.requests(operation) - before;
  };
  const stored = async (pk: string) => {
    const { Responses } = await client().batchGet({
      RequestItems: { [table.tableName]: { Keys: [{ pk: { S: pk } }] } },
    });
    return Responses?.[table.tableName]?.[0];
  };

  it('writes 25 entries with one request, and reads 99 and the log', async () => {
    const tier = openTier('cost:');
    const keys = playerKeys(250);
    const entries = new Map(keys.map((key) => [key, entryOf(clock, key)]));
    expect(await requestsOf('BatchWriteItem', () => tier.setMany('nfl', entries))).toBe(10);
    expect(await requestsOf('BatchGetItem', () => tier.getMany('nfl', { keys: [...keys, ...keys] }))).toBe(3);
    expect(await requestsOf('BatchGetItem', () => tier.getMany('nfl', { keys: keys.slice(0, 99) }))).toBe(1);
  });

  it('asks nothing to write what is expired', async () => {
    const expired = new Map([[KEY, entryOf(clock, '1', { staleUntil: clock.now() })]]);
    expect(await requestsOf('BatchWriteItem', () => openTier('cost:').setMany('nfl', expired))).toBe(0);
  });

  it('gives the table the second in which it may delete, rounded up', async () => {
    const staleUntil = clock.now() + days(7) + 1;
    await openTier('ttl:').setMany('nfl', new Map([[KEY, entryOf(clock, '1', { staleUntil })]]));
    expect(await stored(`ttl:${KEY}`)).toMatchObject({ ttl: { N: String(clock.now() / 1000 + 7 * 86_400 + 1) } });
  });

  it('stores text as text, gzip as bytes, and nothing for an absent one', async () => {
    const gzip = gzipBody(1000);
    const entries: [string, Entry][] = [
      ['text:', entryOf(clock, '{}')],
      ['gzip:', entryOf(clock, '', { body: gzip })],
      ['absent:', entryOf(clock, '', { body: null })],
    ];
    for (const [prefix, entry] of entries) await openTier(prefix).setMany('nfl', new Map([[KEY, entry]]));
    expect(await stored(`text:${KEY}`)).toMatchObject({ b: { S: '{}' } });
    expect(await stored(`gzip:${KEY}`)).toMatchObject({ b: { B: gzip.encoding === 'gzip' ? gzip.bytes : [] } });
    expect(await stored(`absent:${KEY}`)).not.toHaveProperty('b');
  });

  it('deflates a text where that is billed a unit less, and reads it as it was', async () => {
    const line = JSON.stringify({
      player: { id: '4361423', name: 'Micah Parsons', position: 'LB' },
      categories: Object.fromEntries(
        Array.from({ length: 60 }, (_, stat) => [`defensiveStatistic${stat}`, (stat * 7919) % 1000]),
      ),
    });
    expect(line.length).toBeGreaterThan(1400);
    const entry = entryOf(clock, line);
    await openTier('line:').setMany('nfl', new Map([[KEY, entry]]));
    expect((await openTier('line:').getMany('nfl', { keys: [KEY] })).entries.get(KEY)).toEqual(entry);
    const deflated = await stored(`line:${KEY}`);
    expect(deflated).not.toHaveProperty('b');
    expect(bytesOf(deflated ?? {})).toBeLessThan(1024);
    // What a release before it takes for a miss, and this one too where it is garbage.
    const garbage = { ...deflated, pk: { S: `garbage:${KEY}` }, z: { B: new Uint8Array([1, 2, 3]) } };
    await client().put({ TableName: table.tableName, Item: garbage });
    expect((await openTier('garbage:').getMany('nfl', { keys: [KEY] })).entries.size).toBe(0);
  });

  it('refuses an item over 350 KB, says so, and writes the others', async () => {
    const events: CacheEvent[] = [];
    const tier = openTier('large:', events);
    await tier.setMany(
      'nfl',
      new Map([
        [KEY, entryOf(clock, 'é'.repeat(180_000))],
        [OTHER, entryOf(clock, '1')],
      ]),
    );
    expect([...(await tier.getMany('nfl', { keys: [KEY, OTHER] })).entries.keys()]).toEqual([OTHER]);
    expect(events).toEqual([{ kind: 'refused', tier: 'l3', key: KEY, bytes: expect.any(Number) as number }]);
    const [refused] = events;
    expect(refused?.kind === 'refused' && refused.bytes).toSatisfy(
      (bytes: number) => bytes > 360_000 && bytes < 361_000,
    );
  });
});

describe('the AWS client', () => {
  it('gives up a silent server, after two attempts', async () => {
    const server = await startSocketServer();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const config = { endpoint: server.url, region: 'us-east-1', credentials };
    const client = createDynamoDbClient({ config, requestTimeout: 50 });
    const tier = createDynamoDbTier({ client, tableName: 't', prefix: '' });
    await expect(tier.getMany('nfl', { keys: playerKeys(1) })).rejects.toThrow(/exceeded the configured 50 ms/);
    expect(server.connections()).toBe(2);
    await server.close();
  });

  it('is not loaded before the first call', async () => {
    const script = `
      import { registerHooks } from 'node:module';
      let loaded = false;
      registerHooks({ resolve: (name, context, next) => ((loaded ||= name.startsWith('@aws-sdk/')), next(name, context)) });
      const { createDynamoDbTier } = await import('./lib/tiers/dynamodb/tier.ts');
      const { createLazyDynamoDbClient } = await import('./lib/tiers/dynamodb/lazy.ts');
      const config = { endpoint: 'http://127.0.0.1:1', region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'a' } };
      const tier = createDynamoDbTier({ client: createLazyDynamoDbClient({ config }), tableName: 't', prefix: '' });
      const before = loaded;
      const outcome = await tier.getMany('nfl', { keys: ['a'] }).then(() => 'answered', () => 'rejected');
      console.log(JSON.stringify({ before, after: loaded, outcome }));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      timeout: 15_000,
    });
    expect(JSON.parse(stdout)).toEqual({ before: false, after: true, outcome: 'rejected' });
  });

  it('can be loaded ahead: preload does not wait, ready does', async () => {
    const table = await startLocalTable();
    const client = createLazyDynamoDbClient(table.client);
    client.preload();
    await client.ready();
    const tier = createDynamoDbTier({ client, tableName: table.tableName, prefix: '' });
    expect((await tier.getMany('nfl', { keys: playerKeys(1) })).entries.size).toBe(0);
    await table.close();
  });
});
