import { describe, expect, it } from 'vitest';
import { days } from '../../lib/cache/index.ts';
import { createLocalCounters } from '../../lib/ledgers/local-counters.ts';
import type { Counters } from '../../lib/ledgers/counters.ts';
import { createDynamoDbClient } from '../../lib/tiers/dynamodb/client.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createLocalLedgers } from '../support/local-ledgers.ts';
import { createMemoryCounters, itemBytes } from '../support/memory-counters.ts';

const ledgers = createLocalLedgers();
const STORES: readonly [string, () => Counters][] = [
  ['in memory', createMemoryCounters],
  ['in DynamoDB', () => ledgers.open(crypto.randomUUID()).counters],
];
const LATER = Date.UTC(2026, 10, 30);

describe.each(STORES)('counters %s', (_name, open) => {
  it('leave out keys that nobody has added to', async () => {
    expect(await open().read(['usage:2026-11-22T19'])).toEqual(new Map());
    expect(await open().read([])).toEqual(new Map());
  });

  it('add up by name and key', async () => {
    const counters = open();
    await counters.add('usage:1', { 'nfl.hit.l1': 2, 'nfl.asked.3139477': 1 }, LATER);
    await counters.add('usage:1', { 'nfl.hit.l1': 3, 'nba.miss': 0.5 }, LATER);
    await counters.add('usage:2', { 'nfl.hit.l1': 1 }, LATER);
    expect(await counters.read(['usage:2', 'usage:1', 'usage:0'])).toEqual(
      new Map([
        ['usage:2', { 'nfl.hit.l1': 1 }],
        ['usage:1', { 'nfl.hit.l1': 5, 'nfl.asked.3139477': 1, 'nba.miss': 0.5 }],
      ]),
    );
  });

  it('lose nothing of what many add at once, and take names that mean something elsewhere', async () => {
    const counters = open();
    await Promise.all(Array.from({ length: 20 }, () => counters.add('usage:1', { pk: 1, ttl: 2, 'a b': 3 }, LATER)));
    expect(await counters.read(['usage:1'])).toEqual(new Map([['usage:1', { pk: 20, ttl: 40, 'a b': 60 }]]));
  });

  it('take nothing at all', async () => {
    await expect(open().add('usage:1', {}, LATER)).resolves.toBe(0);
  });

  it('take 290 amounts in one write, and read a week of hours', async () => {
    const counters = open();
    const amounts = Object.fromEntries(Array.from({ length: 290 }, (_, index) => [`nfl.asked.${index}`, index + 1]));
    await counters.add('usage:1', amounts, LATER);
    const keys = Array.from({ length: 168 }, (_, index) => `usage:${index}`);
    expect(await counters.read(keys)).toEqual(new Map([['usage:1', amounts]]));
  });
});

describe('counters in DynamoDB', () => {
  it('cost one write an addition, and name the second after which the table may delete the item', async () => {
    const { counters } = ledgers.open('cost');
    const table = ledgers.table();
    const { tableName, client } = table;
    const before = table.requests();
    await counters.add('usage:1', { 'nfl.hit.l1': 1, 'nfl.hit.l2': 1 }, LATER + 1);
    expect(table.requests() - before).toBe(1);
    const Keys = [{ pk: { S: 'cost:tally:usage:1' } }];
    const { Responses } = await createDynamoDbClient(client).batchGet({ RequestItems: { [tableName]: { Keys } } });
    expect(Responses?.[tableName]?.[0]?.ttl).toEqual({ N: String(LATER / 1000 + 1) });
  });

  it('tell what a write is billed: the size of all that is under the key, in units of 1 KB', async () => {
    const { counters } = ledgers.open('statline:espn');
    const names = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`nfl.${1_000_000 + index}`, 12]));
    const billed: number[] = [];
    for (const count of [1, 50, 100, 200, 290, 1]) billed.push(await counters.add('usage:1', names(count), LATER));
    const computed = [1, 50, 100, 200, 290, 290].map((count) => Math.ceil(itemBytes('usage:1', names(count)) / 1024));
    expect(billed).toEqual(computed);
    expect(billed).toEqual([1, 1, 2, 3, 5, 5]);
  });

  it('refuse what does not fit one write', async () => {
    const amounts = Object.fromEntries(Array.from({ length: 291 }, (_, index) => [String(index), 1]));
    await expect(ledgers.open('long').counters.add('usage:1', amounts, LATER)).rejects.toThrow('291 amounts');
  });
});

describe('counters of one environment', () => {
  it('forget keys that have expired', async () => {
    const clock = createFakeClock();
    const counters = createLocalCounters({ clock });
    await counters.add('usage:1', { hits: 1 }, clock.now() + days(1));
    clock.advance(days(1));
    await counters.add('usage:2', { hits: 1 }, clock.now() + days(1));
    expect([...(await counters.read(['usage:1', 'usage:2'])).keys()]).toEqual(['usage:2']);
  });
});

describe('counters in memory, without a table', () => {
  const CLOCK = createFakeClock();
  const players = (count: number, from = 0) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`nfl.asked.${from + index}`, 1]));
  const read = async (counters: Counters) =>
    [...(await counters.read(['usage:1', 'usage:2', 'usage:3']))].map(([key, amounts]) => [
      key,
      Object.keys(amounts).length,
    ]);

  it('forget the oldest hour where all names together would take too much room', async () => {
    const counters = createLocalCounters({ clock: CLOCK, maxNames: 100 });
    await counters.add('usage:1', players(40), Infinity);
    await counters.add('usage:2', players(40), Infinity);
    await counters.add('usage:2', players(20, 20), Infinity);
    expect(await read(counters)).toEqual([
      ['usage:1', 40],
      ['usage:2', 40],
    ]);
    await counters.add('usage:3', players(30), Infinity);
    expect(await read(counters)).toEqual([
      ['usage:2', 40],
      ['usage:3', 30],
    ]);
  });

  it('take no further names into one hour than there is room for, and go on with those they have', async () => {
    const counters = createLocalCounters({ clock: CLOCK, maxNames: 100 });
    for (let minute = 0; minute < 10; minute += 1) await counters.add('usage:1', players(40, minute * 40), Infinity);
    await counters.add('usage:1', players(1), Infinity);
    const amounts = (await counters.read(['usage:1'])).get('usage:1') ?? {};
    expect([Object.keys(amounts).length, amounts['nfl.asked.0']]).toEqual([100, 2]);
  });
});
