import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes, seconds } from '../../lib/cache/index.ts';
import { MAX_NAMES_PER_WINDOW, type BudgetPlan, type QuotaLedger, type Spent } from '../../lib/ledgers/quota-ledger.ts';
import { createDynamoDbQuotaLedger } from '../../lib/tiers/dynamodb/quota-ledger.ts';
import { createDynamoDbClient } from '../../lib/tiers/dynamodb/client.ts';
import { createLocalLedgers } from '../support/local-ledgers.ts';
import { createMemoryQuotaLedger } from '../support/memory-quota-ledger.ts';

const ledgers = createLocalLedgers();
const STORES: readonly [string, () => QuotaLedger][] = [
  ['in memory', createMemoryQuotaLedger],
  ['in DynamoDB', () => ledgers.open(crypto.randomUUID()).quotaLedger],
];
const NOON = Date.UTC(2026, 10, 22, 12);
const LIMITS = { perDay: 5, perMinute: 2 };

/** One call, which nobody in particular pays for. */
const spend = async (ledger: QuotaLedger, limits: BudgetPlan, now: number): Promise<string> =>
  (await ledger.spend({ calls: 1, limits }, now)).outcome;

const spent = async (ledger: QuotaLedger, now: number): Promise<Spent> => (await ledger.standing(now)).spent;

describe.each(STORES)('a quota ledger %s', (_name, open) => {
  it('grants what a minute has, then what the next one has', async () => {
    const quotaLedger = open();
    expect(await spent(quotaLedger, NOON)).toEqual({ day: 0, minute: 0 });
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('granted');
    expect(await spend(quotaLedger, LIMITS, NOON + seconds(59))).toBe('granted');
    expect(await spend(quotaLedger, LIMITS, NOON + seconds(59))).toBe('minute-spent');
    expect(await spent(quotaLedger, NOON + seconds(59))).toEqual({ day: 2, minute: 2 });
    expect(await spent(quotaLedger, NOON + seconds(60))).toEqual({ day: 2, minute: 0 });
    expect(await spend(quotaLedger, LIMITS, NOON + seconds(60))).toBe('granted');
    expect(await spent(quotaLedger, NOON + seconds(60))).toEqual({ day: 3, minute: 1 });
  });

  it('grants what a day has, until midnight UTC', async () => {
    const quotaLedger = open();
    for (const minute of [0, 0, 1, 1, 2])
      expect(await spend(quotaLedger, LIMITS, NOON + minutes(minute))).toBe('granted');
    expect(await spend(quotaLedger, LIMITS, NOON + minutes(2))).toBe('day-spent');
    expect(await spend(quotaLedger, LIMITS, NOON + minutes(9))).toBe('day-spent');
    expect(await spend(quotaLedger, LIMITS, NOON + hours(12) - 1)).toBe('day-spent');
    expect(await spend(quotaLedger, LIMITS, NOON + hours(12))).toBe('granted');
    expect(await spent(quotaLedger, NOON + hours(12))).toEqual({ day: 1, minute: 1 });
  });

  it('holds each call against the limits it comes with', async () => {
    const quotaLedger = open();
    for (let call = 0; call < 4; call += 1) await spend(quotaLedger, { perDay: 5, perMinute: undefined }, NOON);
    expect(await spend(quotaLedger, { perDay: 4, perMinute: undefined }, NOON)).toBe('day-spent');
    expect(await spend(quotaLedger, { perDay: 5, perMinute: 4 }, NOON)).toBe('minute-spent');
    expect(await spend(quotaLedger, { perDay: 5, perMinute: undefined }, NOON)).toBe('granted');
    expect(await spent(quotaLedger, NOON)).toEqual({ day: 5, minute: 5 });
  });

  it('grants nothing out of nothing', async () => {
    expect(await spend(open(), { perDay: 0, perMinute: 1 }, NOON)).toBe('day-spent');
    expect(await spend(open(), { perDay: 1, perMinute: 0 }, NOON)).toBe('minute-spent');
  });

  it('adds what was spent without asking, to the day and not to the minute, whatever the limits', async () => {
    const quotaLedger = open();
    await quotaLedger.add(3, NOON);
    expect(await spent(quotaLedger, NOON)).toEqual({ day: 3, minute: 0 });
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('granted');
    await quotaLedger.add(4, NOON);
    expect(await spent(quotaLedger, NOON)).toEqual({ day: 8, minute: 1 });
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('day-spent');
    expect(await spend(quotaLedger, LIMITS, NOON + hours(12))).toBe('granted');
    // That day is over, and the one that has begun is not made to pay.
    await quotaLedger.add(1, NOON);
    expect(await spent(quotaLedger, NOON + hours(12))).toEqual({ day: 1, minute: 1 });
  });

  it('counts a charge of several calls whole, or not at all', async () => {
    const quotaLedger = open();
    const charge = { calls: 3, limits: { perDay: 5, perMinute: 4 } };
    expect(await quotaLedger.spend(charge, NOON)).toMatchObject({
      outcome: 'granted',
      standing: { spent: { day: 3 } },
    });
    expect(await quotaLedger.spend(charge, NOON)).toMatchObject({
      outcome: 'day-spent',
      standing: { spent: { day: 3 } },
    });
    const two = { ...charge, calls: 2 };
    expect(await quotaLedger.spend(two, NOON)).toMatchObject({
      outcome: 'minute-spent',
      standing: { spent: { minute: 3 } },
    });
    expect(await quotaLedger.spend(two, NOON + minutes(1))).toMatchObject({ outcome: 'granted' });
    expect(await spent(quotaLedger, NOON + minutes(1))).toEqual({ day: 5, minute: 2 });
  });

  it('counts what a charge counts as in the day, the hour and the minute, each until it is over', async () => {
    const quotaLedger = open();
    const counts = (['day', 'hour', 'minute'] as const).map((window) => ({ window, name: 'bot', amount: 1, max: 9 }));
    const charge = { calls: 1, limits: { perDay: 100, perMinute: 50 }, counts };
    const seen: unknown[] = [];
    for (const after of [0, 1, minutes(1), minutes(59), hours(1), hours(12)]) {
      const { standing } = await quotaLedger.spend(charge, NOON + after);
      seen.push((['day', 'hour', 'minute'] as const).map((window) => standing.counts[window].get('bot')));
      expect(await quotaLedger.standing(NOON + after)).toEqual(standing);
    }
    expect(seen).toEqual([
      [1, 1, 1],
      [2, 2, 2],
      [3, 3, 1],
      [4, 4, 1],
      [5, 1, 1],
      [1, 1, 1],
    ]);
  });

  it('refuses what exceeds the limit of one of its counts, and then counts nothing of it', async () => {
    const quotaLedger = open();
    const count = (name: string, max: number) => ({ window: 'hour', name, amount: 1, max }) as const;
    const charge = { calls: 1, limits: { perDay: 100, perMinute: 50 }, counts: [count('all', 3), count('each', 2)] };
    await quotaLedger.spend(charge, NOON);
    await quotaLedger.spend(charge, NOON);
    const refused = await quotaLedger.spend(charge, NOON);
    expect(refused).toMatchObject({ outcome: 'count-spent', count: { name: 'each' } });
    const other = { ...charge, counts: [count('all', 3), count('other', 2)] };
    expect(await quotaLedger.spend(other, NOON)).toMatchObject({ outcome: 'granted' });
    expect(await quotaLedger.spend(other, NOON)).toMatchObject({ outcome: 'count-spent', count: { name: 'all' } });
    const { spent: sum, counts } = await quotaLedger.standing(NOON);
    expect(sum).toEqual({ day: 3, minute: 3 });
    expect(Object.fromEntries(counts.hour)).toEqual({ all: 3, each: 2, other: 1 });
    expect(await quotaLedger.spend({ ...charge, counts: [count('none', 0)] }, NOON)).toMatchObject({
      outcome: 'count-spent',
    });
    expect(await quotaLedger.spend(charge, NOON + hours(1))).toMatchObject({ outcome: 'granted' });
  });

  it('takes back what a count is said to be no longer', async () => {
    const quotaLedger = open();
    const ahead = (amount: number) => ({ window: 'minute', name: 'ahead', amount, max: 3 }) as const;
    const charge = { calls: 1, limits: { perDay: 100, perMinute: 50 } };
    await quotaLedger.spend({ ...charge, counts: [ahead(3)] }, NOON);
    expect(await quotaLedger.spend({ ...charge, counts: [ahead(1)] }, NOON)).toMatchObject({ outcome: 'count-spent' });
    await quotaLedger.spend({ ...charge, counts: [ahead(-2)] }, NOON);
    const { standing } = await quotaLedger.spend({ ...charge, counts: [ahead(2)] }, NOON);
    expect(standing.counts.minute.get('ahead')).toBe(3);
  });

  it('counts names together that are more than an item should hold', async () => {
    const quotaLedger = open();
    const charge = (name: string, max = 100) => ({
      calls: 1,
      limits: { perDay: 1000, perMinute: undefined },
      counts: [{ window: 'hour', name, otherwise: 'others', amount: 1, max }] as const,
    });
    for (let key = 0; key < MAX_NAMES_PER_WINDOW; key += 1) await quotaLedger.spend(charge(`key ${key}`), NOON);
    await quotaLedger.spend(charge('late'), NOON);
    await quotaLedger.spend(charge('later'), NOON);
    await quotaLedger.spend(charge('key 7'), NOON);
    const names = (await quotaLedger.standing(NOON)).counts.hour;
    expect([names.size, names.get('others'), names.get('late'), names.get('key 7')]).toEqual([
      MAX_NAMES_PER_WINDOW + 1,
      2,
      undefined,
      2,
    ]);
    expect(await quotaLedger.spend(charge('latest', 2), NOON)).toMatchObject({ outcome: 'count-spent' });
  });

  it('tells with each answer what stands beside the counts, and replaces a note that is what it was thought to be', async () => {
    const quotaLedger = open();
    expect(await quotaLedger.note('site roster', 'open', undefined, NOON)).toBe(true);
    // An answer that was lost: the same is written again.
    expect(await quotaLedger.note('site roster', 'open', undefined, NOON)).toBe(true);
    expect(await quotaLedger.note('site roster', 'mine', undefined, NOON)).toBe(false);
    expect(await quotaLedger.note('site roster', 'probed', 'open', NOON)).toBe(true);
    expect(await quotaLedger.note('site roster', 'probed too', 'open', NOON)).toBe(false);
    await quotaLedger.note('web', 'closed', undefined, NOON);
    const { outcome, standing } = await quotaLedger.spend({ calls: 1, limits: LIMITS }, NOON);
    expect(outcome).toBe('granted');
    expect(Object.fromEntries(standing.notes)).toEqual({ 'site roster': 'probed', web: 'closed' });
    expect((await quotaLedger.standing(NOON + hours(12))).notes.size).toBe(0);
  });

  it('begins a minute anew that a clock hours ahead has begun', async () => {
    const quotaLedger = open();
    await quotaLedger.spend({ calls: 2, limits: LIMITS }, NOON + hours(6));
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('granted');
    expect(await spent(quotaLedger, NOON)).toEqual({ day: 3, minute: 1 });
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('granted');
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('minute-spent');
  });

  it('never grants more than there is, whoever asks when', async () => {
    const call = fc.record({ minute: fc.integer({ min: 0, max: 3 }), burst: fc.integer({ min: 1, max: 4 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { maxLength: 8 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (calls, perDay, perMinute) => {
          const quotaLedger = open();
          const granted = new Map<number, number>();
          for (const { minute, burst } of calls.toSorted((a, b) => a.minute - b.minute)) {
            const now = NOON + minutes(minute);
            const answers = await Promise.all(
              Array.from({ length: burst }, () => spend(quotaLedger, { perDay, perMinute }, now)),
            );
            const before = granted.get(minute) ?? 0;
            const day = [...granted.values()].reduce((sum, each) => sum + each, 0);
            const got = answers.filter((answer) => answer === 'granted').length;
            // Exactly what is left: neither more nor less.
            expect(got).toBe(Math.min(burst, perMinute - before, perDay - day));
            granted.set(minute, before + got);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a quota ledger in DynamoDB', () => {
  it('grants exactly the limit to eight environments that ask fifty times each, all at once', async () => {
    const limits = { perDay: 100, perMinute: 1000 };
    const environments = Array.from({ length: 8 }, () => ledgers.open('eight').quotaLedger);
    // Settled, all of them: a call that one failed call leaves behind would count in the next test.
    const outcomes = await Promise.allSettled(
      environments.flatMap((each) => Array.from({ length: 50 }, () => spend(each, limits, NOON))),
    );
    const answered = (what: string) => outcomes.filter((each) => each.status === 'fulfilled' && each.value === what);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(answered('granted')).toHaveLength(100);
    expect(answered('day-spent')).toHaveLength(300);
    expect(await spent(ledgers.open('eight').quotaLedger, NOON)).toEqual({ day: 100, minute: 100 });
  });

  it('costs one request a call, and two for the first of a minute', async () => {
    const { quotaLedger } = ledgers.open('cost');
    const table = ledgers.table();
    const costs: number[] = [];
    for (const now of [NOON, NOON, NOON + 1, NOON + minutes(1), NOON + minutes(1)]) {
      const before = table.requests();
      await spend(quotaLedger, { perDay: 100, perMinute: 50 }, now);
      costs.push(table.requests() - before);
    }
    expect(costs).toEqual([2, 1, 1, 2, 1]);
  });

  it('counts a call of a clock that is behind in the minute that has begun', async () => {
    const { quotaLedger } = ledgers.open('skewed');
    await spend(quotaLedger, LIMITS, NOON + minutes(1));
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('granted');
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('minute-spent');
    expect(await spend(quotaLedger, LIMITS, NOON + minutes(1))).toBe('minute-spent');
  });

  it('asks once where the table tells what stands in the way', async () => {
    const refusal = Object.assign(new Error('The conditional request failed'), {
      name: 'ConditionalCheckFailedException',
      Item: { calls: { N: '5' }, minute: { N: String(NOON / minutes(1)) }, minuteCalls: { N: '1' } },
    });
    let calls = 0;
    const quotaLedger = createDynamoDbQuotaLedger({
      tableName: 'table',
      prefix: '',
      client: {
        batchGet: () => Promise.reject(new Error('not needed')),
        put: () => Promise.reject(new Error('not needed')),
        update({ ReturnValuesOnConditionCheckFailure }) {
          calls += 1;
          expect(ReturnValuesOnConditionCheckFailure).toBe('ALL_OLD');
          return Promise.reject(refusal);
        },
      },
    });
    expect(await spend(quotaLedger, LIMITS, NOON)).toBe('day-spent');
    expect(calls).toBe(1);
  });

  it('gives up after five rounds in which the item was always another than it had read', async () => {
    const calls: string[] = [];
    const failure = Object.assign(new Error('The conditional request failed'), {
      name: 'ConditionalCheckFailedException',
    });
    const quotaLedger = createDynamoDbQuotaLedger({
      tableName: 'table',
      prefix: '',
      client: {
        batchGet: () => {
          calls.push('read');
          return Promise.resolve({ Responses: { table: [] } });
        },
        put: () => Promise.reject(new Error('not needed')),
        update: () => {
          calls.push('update');
          return Promise.reject(failure);
        },
      },
    });
    await expect(spend(quotaLedger, LIMITS, NOON)).rejects.toThrow('too many others are writing it');
    expect(calls).toEqual(Array.from({ length: 5 }, () => ['update', 'update', 'read']).flat());
  });

  it('rejects when it cannot count', async () => {
    const { tableName, client } = ledgers.table();
    const quotaLedger = createDynamoDbQuotaLedger({
      client: createDynamoDbClient(client),
      tableName: `${tableName}-elsewhere`,
      prefix: '',
    });
    await expect(spend(quotaLedger, LIMITS, NOON)).rejects.toThrow(/not found|non-existent/);
    await expect(spent(quotaLedger, NOON)).rejects.toThrow(/not found|non-existent/);
  });

  it('lets the table delete a day that is a week old', async () => {
    const { tableName, client } = ledgers.table();
    await spend(ledgers.open('old').quotaLedger, LIMITS, NOON);
    const Keys = [{ pk: { S: 'old:budget:2026-11-22' } }];
    const { Responses } = await createDynamoDbClient(client).batchGet({ RequestItems: { [tableName]: { Keys } } });
    const ttl = { N: String((NOON + days(8)) / 1000) };
    expect(Responses?.[tableName]?.[0]?.ttl).toEqual(ttl);
    // What is added afterwards bears the time its day began, and shortens nothing.
    await ledgers.open('old').quotaLedger.add(2, NOON - hours(12));
    const after = await createDynamoDbClient(client).batchGet({ RequestItems: { [tableName]: { Keys } } });
    expect(after.Responses?.[tableName]?.[0]).toMatchObject({ ttl, calls: { N: '3' } });
  });
});
