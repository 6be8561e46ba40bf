import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_LOG, minutes, type CacheEvent } from '../../../lib/cache/index.ts';
import type { BatchClient, Item } from '../../../lib/tiers/dynamodb/calls.ts';
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

  describe('in an item of a wrong shape', () => {
    const plant = (prefix: string, attributes: Item): Promise<unknown> =>
      client.put({ TableName: table.tableName, Item: { pk: { S: `${prefix}purges:nfl` }, ...attributes } });
    const COPY = new Map([
      ['*', 'old'],
      ['team:1', 'old'],
    ]);
    const v = { N: '1' };
    const here = { S: 'here' };
    const SHAPES: readonly (readonly [string, Item])[] = [
      ['a stamp that is a number', { v, 's:team:1': { N: '1' }, 's:team:2': here }],
      ['a stamp that is a map', { v, 's:team:1': { M: { a: { S: 'b' } } }, 's:team:2': here }],
      ['a stamp with a space', { v, 's:team:1': { S: 'a b' }, 's:team:2': here }],
      ['an empty stamp', { v, 's:team:1': { S: '' }, 's:team:2': here }],
      ['a scope that is none', { v, 's:équipe 1': here, 's:team:2': here }],
      ['a time after which the table deletes it', { v, ttl: { N: '1' }, 's:team:2': here }],
      ['another version', { v: { N: '7' }, 's:team:2': here }],
      ['a version that is text', { v: { S: '1' }, 's:team:2': here, 's:team:1': { S: 'other' } }],
      ['another item', { h: { S: 'header' }, b: { S: 'body' } }],
      ['nothing but its key', {}],
    ];

    it.each(SHAPES)('is not believed, and is mended from a copy: %s', async (shape, attributes) => {
      const prefix = `shape-${shape}:`;
      await plant(prefix, attributes);
      expect((await read(prefix)).purges).toBeUndefined();
      await openTier(prefix).prune('nfl', () => false);
      expect((await read(prefix)).purges).toBeUndefined();
      await openTier(prefix).restore('nfl', copyOf(COPY));
      const healed = (await read(prefix)).purges;
      // What can be read stays. What cannot, or says otherwise than the copy, is purged.
      if ('s:team:2' in attributes) expect(healed?.get('team:2')).toBe('here');
      if ('s:team:1' in attributes) expect(healed?.get('team:1')).toMatch(/^[\da-f-]{36}$/);
      const isLost = attributes.v?.N !== '1';
      expect(healed?.get('*')).toBe(isLost ? 'old' : undefined);
      await openTier(prefix).purge('nfl', ['team:3'], 'new');
      expect((await read(prefix)).purges).toEqual(new Map([...(healed ?? []), ['team:3', 'new']]));
      expect(await stored(`${prefix}purges:nfl`)).not.toHaveProperty('ttl');
    });

    it.each(SHAPES)(
      'takes a purge under which nothing older is believed that it cannot answer for: %s',
      async (shape, attributes) => {
        const prefix = `purged-${shape}:`;
        await plant(prefix, attributes);
        await openTier(prefix).purge('nfl', ['team:3'], 'new');
        if (attributes.v?.N === '1') {
          // Somebody has to read it, and to say what to do about the rest.
          expect((await read(prefix)).purges).toBeUndefined();
          await openTier(prefix).restore('nfl', copyOf(COPY));
          expect((await read(prefix)).purges?.get('team:3')).toBe('new');
        } else {
          const log = (await read(prefix)).purges;
          expect([log?.get('*'), log?.get('team:3')]).toEqual(['new', 'new']);
        }
      },
    );

    it('loses no purge that comes while it is mended', async () => {
      await plant('mending:', { v, 's:team:1': { N: '1' }, 's:team:2': { N: '1' } });
      let left = 1;
      const update: BatchClient['update'] = async (input) => {
        if ((left -= 1) === 0) await openTier('mending:').purge('nfl', ['team:1', 'team:3'], 'new');
        return client.update(input);
      };
      await openTier('mending:', { update }).restore('nfl', copyOf(COPY));
      const healed = (await read('mending:')).purges;
      expect([healed?.get('team:1'), healed?.get('team:3')]).toEqual(['new', 'new']);
      expect(healed?.get('team:2')).toMatch(/^[\da-f-]{36}$/);
    });

    it('is mended, however much of it is wrong', async () => {
      const many = Array.from({ length: 120 }, (_, index) => index);
      const attributes = Object.fromEntries(many.map((index) => [`x${index}`, { S: 'foreign' }]));
      await plant('much:', attributes);
      const copy = new Map(many.map((index) => [`team:${index}`, 'old']));
      await openTier('much:').restore('nfl', copyOf(copy));
      expect((await read('much:')).purges).toEqual(copy);
      expect(Object.keys((await stored('much:purges:nfl')) ?? {})).toHaveLength(122);
    });
  });

  it('takes a purge where there was nothing but a report, and keeps the report', async () => {
    const until = clock.now() + minutes(1);
    await openTier('reported:').reportDown('nfl', 'l2', until);
    await openTier('reported:').purge('nfl', ['team:1'], 'new');
    expect(await read('reported:')).toMatchObject({
      purges: new Map([['team:1', 'new']]),
      down: new Map([['l2', until]]),
    });
  });

  it('has not taken a purge that is answered with something else', async () => {
    for (const Attributes of [undefined, {}, { 's:*': { S: 'other' } }]) {
      const update: BatchClient['update'] = () => Promise.resolve({ $metadata: {}, ...(Attributes && { Attributes }) });
      await expect(openTier('garbage:', { update }).purge('nfl', ['*'], 'new')).rejects.toThrow('A garbage answer');
    }
    expect((await read('garbage:')).purges).toEqual(EMPTY_LOG);
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
