import type { UpdateItemInput } from '@aws-sdk/client-dynamodb';
import type { QuotaLedger, Spending, Standing } from '../../ledgers/quota-ledger.ts';
import { isConditionFailure, itemInTheWay, type Item } from './calls.ts';
import { createWholeReader, type DynamoDbLedgerOptions } from './ledger.ts';

const MINUTE_MS = 60 * 1000;
// Eight days: long enough to look at what last week cost.
const RETENTION_MS = 8 * 24 * 60 * MINUTE_MS;
// Each is needed only when another environment has begun the minute between two of our calls.
const MAX_ROUNDS = 5;

/** What stands in a day's item. */
interface DayCount {
  readonly calls: number;
  /** Minutes since the epoch. */
  readonly minute: number;
  readonly minuteCalls: number;
}

interface Limits {
  readonly perDay: number;
  readonly perMinute: number;
}

type Update = Pick<UpdateItemInput, 'UpdateExpression' | 'ConditionExpression'> & {
  readonly values: Readonly<Record<string, number>>;
};

/**
 * A day is an item: `calls`, `minute` (since the epoch) and `minuteCalls`. A call is one conditional update; the first
 * of a minute is two. Where clocks differ, a call counts in the later minute.
 */
export const createDynamoDbQuotaLedger = (options: DynamoDbLedgerOptions): QuotaLedger => {
  const { client, tableName, prefix } = options;
  const readItems = createWholeReader(options);
  const pkOf = (now: number): string => `${prefix}budget:${new Date(now).toISOString().slice(0, 10)}`;

  const read = async (now: number): Promise<DayCount> => {
    const pk = pkOf(now);
    return dayCountIn((await readItems([pk], { consistent: true })).get(pk));
  };

  /** `true`, or what stood there instead where the table tells it. */
  const update = async (now: number, { values, ...expressions }: Update): Promise<true | Item | undefined> => {
    const ttl = Math.ceil((now + RETENTION_MS) / 1000);
    const numbers = Object.entries({ ...values, ':ttl': ttl });
    try {
      await client.update({
        TableName: tableName,
        Key: { pk: { S: pkOf(now) } },
        ...expressions,
        ExpressionAttributeNames: { '#calls': 'calls', '#minute': 'minute', '#inMinute': 'minuteCalls', '#ttl': 'ttl' },
        ExpressionAttributeValues: Object.fromEntries(numbers.map(([name, value]) => [name, { N: String(value) }])),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return itemInTheWay(error);
      throw error;
    }
  };

  const inThisMinute = (limits: Limits, minute: number): Update => ({
    UpdateExpression: 'SET #ttl = :ttl ADD #calls :one, #inMinute :one',
    ConditionExpression: '#calls < :perDay AND #minute >= :minute AND #inMinute < :perMinute',
    values: { ':one': 1, ':perDay': limits.perDay, ':perMinute': limits.perMinute, ':minute': minute },
  });

  const firstOfMinute = (limits: Limits, minute: number): Update => ({
    UpdateExpression: 'SET #ttl = :ttl, #minute = :minute, #inMinute = :one ADD #calls :one',
    ConditionExpression: 'attribute_not_exists(pk) OR (#calls < :perDay AND #minute < :minute)',
    values: { ':one': 1, ':perDay': limits.perDay, ':minute': minute },
  });

  // Begins the day's item, where nobody has, as one whose minute is long over.
  const madeAlready = (calls: number): Update => ({
    UpdateExpression:
      'SET #ttl = if_not_exists(#ttl, :ttl), #minute = if_not_exists(#minute, :none), ' +
      '#inMinute = if_not_exists(#inMinute, :none) ADD #calls :calls',
    values: { ':calls': calls, ':none': 0 },
  });

  return {
    async spend({ limits: { perDay, perMinute = Number.MAX_SAFE_INTEGER } }, now) {
      const granted = (): Promise<Spending> => Promise.resolve({ outcome: 'granted', standing: NOTHING });
      const refused = (outcome: 'day-spent' | 'minute-spent'): Spending => ({ outcome, standing: NOTHING });
      // An item that is not there has no calls to compare.
      if (perDay < 1) return refused('day-spent');
      if (perMinute < 1) return refused('minute-spent');
      const limits = { perDay, perMinute };
      const minute = Math.floor(now / MINUTE_MS);
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        for (const step of [inThisMinute, firstOfMinute]) {
          const stood = await update(now, step(limits, minute));
          if (stood === true) return granted();
          const verdict = stood === undefined ? undefined : verdictOn(dayCountIn(stood), limits, minute);
          if (verdict !== undefined) return refused(verdict);
        }
        const verdict = verdictOn(await read(now), limits, minute);
        if (verdict !== undefined) return refused(verdict);
      }
      throw new Error('The budget could not be written: too many others are writing it');
    },
    async add(calls, now) {
      await update(now, madeAlready(calls));
    },
    async standing(now) {
      const { calls, minute, minuteCalls } = await read(now);
      return { ...NOTHING, spent: { day: calls, minute: minute >= Math.floor(now / MINUTE_MS) ? minuteCalls : 0 } };
    },
    note: () => Promise.resolve(false),
  };
};

const NOTHING: Standing = {
  spent: { day: 0, minute: 0 },
  counts: { day: new Map(), hour: new Map(), minute: new Map() },
  notes: new Map(),
};

const dayCountIn = (item: Item = {}): DayCount => ({
  calls: Number(item.calls?.N ?? 0),
  minute: Number(item.minute?.N ?? 0),
  minuteCalls: Number(item.minuteCalls?.N ?? 0),
});

/** Undefined: there is room; the update failed for a minute that has not begun, or has begun meanwhile. */
const verdictOn = (
  { calls, minute, minuteCalls }: DayCount,
  { perDay, perMinute }: Limits,
  now: number,
): 'day-spent' | 'minute-spent' | undefined => {
  if (calls >= perDay) return 'day-spent';
  return minute >= now && minuteCalls >= perMinute ? 'minute-spent' : undefined;
};
