import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { EMPTY_LOG, type CacheEvent, type CacheKey } from '../../../lib/cache/index.ts';
import type { BatchClient, Item } from '../../../lib/tiers/dynamodb/calls.ts';
import { createBackOff } from '../../../lib/tiers/dynamodb/batches.ts';
import { toItem } from '../../../lib/tiers/dynamodb/entry-item.ts';
import { createDynamoDbTier } from '../../../lib/tiers/dynamodb/tier.ts';
import { entryOf, playerKeys } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const TABLE = 't';
const clock = createFakeClock();

const unused = (): Promise<never> => Promise.reject(new Error('Not a part of this test'));

/** A table in memory that takes `taken[n]` of what its n-th call asks for, then everything. */
const createStingyTable = (taken: readonly number[]) => {
  const items = new Map<string, Item>();
  const asked: number[] = [];
  const share = <T>(wanted: readonly T[]): { done: readonly T[]; left: T[] } => {
    const most = taken[asked.length] ?? wanted.length;
    asked.push(wanted.length);
    return { done: wanted.slice(0, most), left: wanted.slice(most) };
  };
  const client: BatchClient = {
    batchGet({ RequestItems }) {
      const { done, left } = share(RequestItems?.[TABLE]?.Keys ?? []);
      const found = done.map(({ pk }) => items.get(pk?.S ?? '')).filter((item) => item !== undefined);
      return Promise.resolve({
        Responses: { [TABLE]: found },
        UnprocessedKeys: left.length > 0 ? { [TABLE]: { Keys: left } } : {},
      });
    },
    batchWrite({ RequestItems }) {
      const { done, left } = share<WriteRequest>(RequestItems?.[TABLE] ?? []);
      for (const { PutRequest } of done) if (PutRequest?.Item) items.set(PutRequest.Item.pk?.S ?? '', PutRequest.Item);
      return Promise.resolve({ UnprocessedItems: left.length > 0 ? { [TABLE]: left } : {} });
    },
    put: unused,
    update: unused,
  };
  return { client, items, asked };
};

const setUp = (taken: readonly number[]) => {
  const table = createStingyTable(taken);
  const events: CacheEvent[] = [];
  const pauses: number[] = [];
  const tier = createDynamoDbTier({
    client: table.client,
    tableName: TABLE,
    prefix: '',
    clock,
    attempts: 3,
    observe: (event) => events.push(event),
    backOff: (attempt) => {
      pauses.push(attempt);
      return Promise.resolve();
    },
  });
  const fill = (keys: readonly CacheKey[]) =>
    keys.forEach((key) => table.items.set(key, toItem(key, entryOf(clock, key))));
  return { ...table, tier, events, pauses, fill };
};
const entriesOf = (keys: readonly CacheKey[]) => new Map(keys.map((key) => [key, entryOf(clock, key)]));

describe('the pause before a batch is sent again', () => {
  it('is up to 25 ms, twice as long each time', async () => {
    const waited: number[] = [];
    const backOff = (random: number) =>
      createBackOff({ random: () => random, wait: (ms) => Promise.resolve(waited.push(ms)) });
    for (const attempt of [1, 2, 3, 4]) await backOff(1)(attempt);
    await backOff(0.5)(1);
    expect(waited).toEqual([25, 50, 100, 200, 12.5]);
  });

  it('ends by itself where nothing else is said', async () => {
    await expect(createBackOff()(1)).resolves.toBeUndefined();
  });
});

describe('a batch that DynamoDB answers in part', () => {
  it('is asked for again until it is whole', async () => {
    const { tier, fill, asked, pauses, events } = setUp([4, 3]);
    fill(playerKeys(10));
    expect((await tier.getMany('nfl', { keys: playerKeys(10) })).entries.size).toBe(10);
    expect({ asked, pauses, events }).toEqual({ asked: [11, 7, 4], pauses: [1, 2], events: [] });
  });

  it('that stays in part answers what was read, and reports the rest', async () => {
    const { tier, fill, asked, events } = setUp([4, 0, 3, 0]);
    fill(playerKeys(10));
    const { entries, purges } = await tier.getMany('nfl', { keys: playerKeys(10) });
    expect([...entries.keys()]).toEqual(playerKeys(6));
    expect(purges).toEqual(EMPTY_LOG);
    expect(asked).toEqual([11, 7, 7]);
    expect(events).toMatchObject([{ kind: 'tier-failed', tier: 'l3', operation: 'get' }]);
    expect(events[0]).toHaveProperty('error.message', '4 of 10 keys stayed unread');
  });

  it('says how long it was asked for', async () => {
    const slow = createFakeClock();
    const { client } = createStingyTable([4, 0, 0]);
    const events: CacheEvent[] = [];
    const tier = createDynamoDbTier({
      client,
      tableName: TABLE,
      prefix: '',
      clock: slow,
      attempts: 3,
      observe: (event) => events.push(event),
      backOff() {
        slow.advance(40);
        return Promise.resolve();
      },
    });
    await tier.getMany('nfl', { keys: playerKeys(10) });
    expect(events).toMatchObject([{ kind: 'tier-failed', elapsed: 80 }]);
  });

  it('takes an item of exactly 350 KB, and refuses one that is a byte longer', async () => {
    const { client, items } = createStingyTable([]);
    const refused: number[] = [];
    const observe = (event: CacheEvent): void => {
      if (event.kind === 'refused') refused.push(event.bytes);
    };
    const tier = createDynamoDbTier({ client, tableName: TABLE, prefix: '', clock, observe });
    const [key = '' as CacheKey] = playerKeys(1);
    const write = (letters: number) => tier.setMany('nfl', new Map([[key, entryOf(clock, 'x'.repeat(letters))]]));
    await write(400_000);
    const overhead = (refused.pop() ?? 0) - 400_000;
    await write(350 * 1024 - overhead + 1);
    expect({ refused, stored: items.size }).toEqual({ refused: [350 * 1024 + 1], stored: 0 });
    await write(350 * 1024 - overhead);
    expect({ refused: refused.length, stored: items.size }).toEqual({ refused: 1, stored: 1 });
  });

  it('of which the purge log was not read is a fault: nothing else of it may be believed', async () => {
    const { tier, fill, events } = setUp([0, 0, 0]);
    fill(playerKeys(10));
    await expect(tier.getMany('nfl', { keys: playerKeys(10) })).rejects.toMatchObject({
      message: 'The purge log stayed unread',
      cause: { message: '10 of 10 keys stayed unread' },
    });
    expect(events).toEqual([]);
  });

  it('of several requests has the log in its first', async () => {
    const { tier, fill, asked, events } = setUp([100, 50, 0, 0]);
    fill(playerKeys(199));
    const { entries, purges } = await tier.getMany('nfl', { keys: playerKeys(199) });
    expect({ size: entries.size, purges, asked }).toEqual({ size: 149, purges: EMPTY_LOG, asked: [100, 100, 50, 50] });
    expect(events).toHaveLength(1);
    const unlucky = setUp([0, 100, 0, 0]);
    await expect(unlucky.tier.getMany('nfl', { keys: playerKeys(199) })).rejects.toThrow('The purge log stayed unread');
  });

  it('that says nothing of the table is a fault, not an empty log', async () => {
    const client = { batchGet: () => Promise.resolve({}), batchWrite: unused, put: unused, update: unused };
    const tier = createDynamoDbTier({ client, tableName: TABLE, prefix: '', clock });
    await expect(tier.getMany('nfl', { keys: playerKeys(1) })).rejects.toThrow(/garbage/);
  });

  it('is written again until it is whole', async () => {
    const { tier, items, asked, pauses } = setUp([20, 0]);
    await tier.setMany('nfl', entriesOf(playerKeys(25)));
    expect(items.size).toBe(25);
    expect({ asked, pauses }).toEqual({ asked: [25, 5, 5], pauses: [1, 2] });
  });

  it('is sent five times at most, where nothing else is said', async () => {
    const { client, asked } = createStingyTable([0, 0, 0, 0, 0, 0]);
    const backOff = (): Promise<void> => Promise.resolve();
    const tier = createDynamoDbTier({ client, tableName: TABLE, prefix: '', clock, backOff });
    await expect(tier.setMany('nfl', entriesOf(playerKeys(3)))).rejects.toMatchObject({ refused: true });
    expect(asked).toEqual([3, 3, 3, 3, 3]);
  });

  it('that stays unwritten rejects with how many', async () => {
    const { tier, items } = setUp([20, 0, 2]);
    await expect(tier.setMany('nfl', entriesOf(playerKeys(25)))).rejects.toThrow('3 of 25 entries stayed unwritten');
    expect(items.size).toBe(22);
  });

  it('does not stop the other chunks when one fails: their writes are waited for', async () => {
    const { client, items } = createStingyTable([]);
    let calls = 0;
    const flaky: BatchClient = {
      ...client,
      async batchWrite(input) {
        calls += 1;
        if (calls === 1) throw new Error('throttled');
        // Later than the failure by many turns of the loop.
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        return client.batchWrite(input);
      },
    };
    const tier = createDynamoDbTier({ client: flaky, tableName: TABLE, prefix: '', clock });
    await expect(tier.setMany('nfl', entriesOf(playerKeys(75)))).rejects.toThrow('throttled');
    expect(items.size).toBe(50);
  });

  it('takes an item that nobody asked for, or without a key, for nothing', async () => {
    const [key, strange] = playerKeys(2) as [CacheKey, CacheKey];
    const client: BatchClient = {
      batchGet: () =>
        Promise.resolve({
          Responses: { [TABLE]: [toItem(strange, entryOf(clock, '1')), { h: { S: '{}' } }, { pk: { N: '1' } }] },
        }),
      batchWrite: unused,
      put: unused,
      update: unused,
    };
    const tier = createDynamoDbTier({ client, tableName: TABLE, prefix: '', clock });
    expect((await tier.getMany('nfl', { keys: [key] })).entries.size).toBe(0);
  });
});
