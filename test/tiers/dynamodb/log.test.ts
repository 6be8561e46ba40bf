import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_LOG, minutes, type CacheEvent } from '../../../lib/cache/index.ts';
import type { BatchClient } from '../../../lib/tiers/dynamodb/calls.ts';
import { createDynamoDbClient } from '../../../lib/tiers/dynamodb/client.ts';
import { createDynamoDbTier } from '../../../lib/tiers/dynamodb/tier.ts';
import { entryOf, playerKeys } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { startLocalTable, type LocalTable } from '../../support/local-table.ts';
import { copyOf } from '../../support/copy-of.ts';

describe('what DynamoDB holds beside entries', () => {
  const clock = createFakeClock();
  let table: LocalTable;
  let client: BatchClient;
  beforeAll(async () => {
    table = await startLocalTable();
    client = createDynamoDbClient(table.client);
  });
  afterAll(() => table.close());

  const openTier = (prefix: string, over: Partial<BatchClient> = {}, events: CacheEvent[] = []) =>
    createDynamoDbTier({
      client: { ...client, ...over },
      tableName: table.tableName,
      prefix,
      clock,
      observe: (event) => events.push(event),
    });
  const stored = async (pk: string) => {
    const { Responses } = await client.batchGet({ RequestItems: { [table.tableName]: { Keys: [{ pk: { S: pk } }] } } });
    return Responses?.[table.tableName]?.[0];
  };
  const requestsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = table.requests();
    await work();
    return table.requests() - before;
  };
  const read = async (prefix: string) => openTier(prefix).getMany('nfl', { keys: [] });

  it('keeps a log in one item that the table never deletes', async () => {
    const tier = openTier('log:');
    await tier.purge('nfl', ['*', 'team:12'], 'a');
    await tier.reportDown('nfl', 'l2', 123);
    const item = { 's:*': { S: 'a' }, 's:team:12': { S: 'a' }, 'd:l2': { N: '123' }, v: { N: '1' } };
    expect(await stored('log:purges:nfl')).toEqual({ pk: { S: 'log:purges:nfl' }, ...item });
  });

  it('asks once for log, entries and leases together', async () => {
    const tier = openTier('cost:');
    const question = { keys: playerKeys(50), leases: playerKeys(49) };
    expect(await requestsOf(() => tier.getMany('nfl', question))).toBe(1);
    expect(await requestsOf(() => tier.getMany('nfl', { keys: [] }))).toBe(1);
    expect(await requestsOf(() => tier.purge('nfl', ['*', 'rosters'], 'a'))).toBe(1);
    expect(await requestsOf(() => tier.acquire('nfl', playerKeys(3), 1000))).toBe(3);
  });

  it('asks the primary for a log alone, and any replica for a read', async () => {
    const asked: unknown[] = [];
    const batchGet: BatchClient['batchGet'] = (input) => {
      asked.push(input.RequestItems?.[table.tableName]?.ConsistentRead);
      return client.batchGet(input);
    };
    const tier = openTier('consistent:', { batchGet });
    await tier.getMany('nfl', { keys: [] });
    await tier.getMany('nfl', { keys: playerKeys(1) });
    expect(asked).toEqual([true, undefined]);
  });

  it('restores a log where there was nothing but a report', async () => {
    await openTier('report:').reportDown('nfl', 'l2', clock.now() + minutes(1));
    expect(await read('report:')).toMatchObject({ purges: EMPTY_LOG });
    await openTier('report:').restore('nfl', copyOf(new Map([['*', 'a']])));
    expect((await read('report:')).purges).toEqual(new Map([['*', 'a']]));
  });

  it('prunes nothing that a purge changes between its read and its write', async () => {
    const tier = openTier('prune:');
    await tier.purge('nfl', ['*', 'team:1'], 'old');
    const update: BatchClient['update'] = async (input) => {
      if (input.UpdateExpression?.startsWith('REMOVE')) await tier.purge('nfl', ['team:1'], 'new');
      return client.update(input);
    };
    await openTier('prune:', { update }).prune('nfl', (_, stamp) => stamp !== 'old');
    expect((await read('prune:')).purges).toEqual(
      new Map([
        ['*', 'old'],
        ['team:1', 'new'],
      ]),
    );
    await tier.prune('nfl', (_, stamp) => stamp !== 'old');
    expect((await read('prune:')).purges).toEqual(new Map([['team:1', 'new']]));
  });

  it('prunes nothing of a log that stayed unread', async () => {
    await openTier('unread:').purge('nfl', ['*'], 'old');
    const batchGet: BatchClient['batchGet'] = ({ RequestItems }) =>
      Promise.resolve({ Responses: {}, UnprocessedKeys: RequestItems });
    await expect(openTier('unread:', { batchGet }).prune('nfl', () => false)).rejects.toThrow('stayed unread');
    expect((await read('unread:')).purges).toEqual(new Map([['*', 'old']]));
  });

  it('believes no log with a stamp that is not one', async () => {
    const Item = { pk: { S: 'strange:purges:nfl' }, 's:*': { N: '1' } };
    await client.put({ TableName: table.tableName, Item });
    expect((await read('strange:')).purges).toBeUndefined();
    await openTier('strange:').purge('nfl', ['*'], 'a');
    expect((await read('strange:')).purges).toEqual(new Map([['*', 'a']]));
  });

  it('passes on any other refusal than that of a condition', async () => {
    const tier = openTier('fault:', { put: () => Promise.reject(new Error('no such table')) });
    await expect(tier.restore('nfl', copyOf(EMPTY_LOG))).rejects.toThrow('no such table');
    await expect(tier.acquire('nfl', ['a', 'b'], 1000)).rejects.toThrow('no such table');
  });

  it('lets the table delete a lease when it has long been free', async () => {
    await openTier('lease:').acquire('nfl', ['a'], 2500);
    const item = await stored('lease:lease:a');
    expect(item).toMatchObject({ until: { N: String(clock.now() + 2500) } });
    expect(Number(item?.ttl?.N) * 1000).toBeGreaterThanOrEqual(clock.now() + 2500 + minutes(1));
  });

  it('holds a lease that was taken, and asked for again because no answer came', async () => {
    const twice: BatchClient['put'] = async (input) => {
      await client.put(input);
      return client.put(input);
    };
    expect(await openTier('twice:', { put: twice }).acquire('nfl', ['a'], 1000)).toEqual(new Set(['a']));
    expect(await openTier('twice:').acquire('nfl', ['a'], 1000)).toEqual(new Set());
  });

  it('keeps the leases that it got when others could not be asked for, and says so', async () => {
    const events: CacheEvent[] = [];
    const put: BatchClient['put'] = (input) =>
      input.Item?.pk?.S === 'part:lease:b' ? Promise.reject(new Error('throttled')) : client.put(input);
    expect(await openTier('part:', { put }, events).acquire('nfl', ['a', 'b', 'c'], 1000)).toEqual(new Set(['a', 'c']));
    expect(events).toMatchObject([
      { kind: 'tier-failed', tier: 'l3', operation: 'acquire', error: { message: 'throttled' } },
    ]);
  });

  it('sends as many requests for a long log as expressions need: a hundred scopes each, 25 when it prunes', async () => {
    const tier = openTier('long:');
    const scopes = Array.from({ length: 250 }, (_, index) => `team:${index}`);
    expect(await requestsOf(() => tier.purge('nfl', scopes, 'old'))).toBe(3);
    // One to read it, and four for the hundred scopes that go.
    expect(await requestsOf(() => tier.prune('nfl', (scope) => scope.length > 'team:99'.length))).toBe(1 + 4);
    expect((await read('long:')).purges?.size).toBe(150);
  });

  it('reads in ten requests at once, no more, and writes likewise', async () => {
    let running = 0;
    let most = 0;
    const counted =
      <I, O>(call: (input: I) => Promise<O>) =>
      (input: I): Promise<O> => {
        most = Math.max(most, (running += 1));
        return call(input).finally(() => (running -= 1));
      };
    const tier = openTier('many:', {
      batchGet: counted((input) => client.batchGet(input)),
      batchWrite: counted((input) => client.batchWrite(input)),
    });
    await tier.getMany('nfl', { keys: playerKeys(1200) });
    expect(most).toBe(10);
    most = 0;
    await tier.setMany('nfl', new Map(playerKeys(300).map((key) => [key, entryOf(clock, '1')])));
    expect(most).toBe(10);
  });

  it('asks for ten leases at once, no more', async () => {
    let running = 0;
    let most = 0;
    const put: BatchClient['put'] = async (input) => {
      most = Math.max(most, (running += 1));
      return client.put(input).finally(() => (running -= 1));
    };
    expect((await openTier('lanes:', { put }).acquire('nfl', playerKeys(40), 1000)).size).toBe(40);
    expect(most).toBe(10);
  });
});
