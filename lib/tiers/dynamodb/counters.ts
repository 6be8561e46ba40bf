import { MAX_AMOUNTS_PER_WRITE, type Amounts, type Counters } from '../../ledgers/counters.ts';
import type { Item } from './calls.ts';
import { createWholeReader, type DynamoDbLedgerOptions } from './ledger.ts';

const AMOUNT = 'n:';

/** A key is an item with an attribute `n:<name>` for each sum: top-level, so that there is no map to create first. */
export const createDynamoDbCounters = (options: DynamoDbLedgerOptions): Counters => {
  const { client, tableName, prefix } = options;
  const read = createWholeReader(options);
  const pkOf = (key: string): string => `${prefix}tally:${key}`;

  return {
    async add(key, amounts, expiresAt) {
      const entries = Object.entries(amounts);
      if (entries.length === 0) return 0;
      // Two writes would be two chances to have added half of it.
      if (entries.length > MAX_AMOUNTS_PER_WRITE) {
        throw new RangeError(
          `${entries.length} amounts are too many for one write, which takes ${MAX_AMOUNTS_PER_WRITE}`,
        );
      }
      const { ConsumedCapacity } = await client.update({
        TableName: tableName,
        ReturnConsumedCapacity: 'TOTAL',
        Key: { pk: { S: pkOf(key) } },
        UpdateExpression: `SET #ttl = :ttl ADD ${entries.map((_, index) => `#${index} :${index}`).join(',')}`,
        ExpressionAttributeNames: {
          '#ttl': 'ttl',
          ...Object.fromEntries(entries.map(([name], index) => [`#${index}`, AMOUNT + name])),
        },
        ExpressionAttributeValues: {
          // Epoch seconds.
          ':ttl': { N: String(Math.ceil(expiresAt / 1000)) },
          ...Object.fromEntries(entries.map(([, amount], index) => [`:${index}`, { N: String(amount) }])),
        },
      });
      return ConsumedCapacity?.CapacityUnits ?? 1;
    },
    async read(keys) {
      if (keys.length === 0) return new Map();
      const items = await read(keys.map(pkOf), { consistent: false });
      return new Map(
        keys.flatMap((key) => {
          const item = items.get(pkOf(key));
          return item === undefined ? [] : [[key, amountsIn(item)] as const];
        }),
      );
    },
  };
};

const amountsIn = (item: Item): Amounts =>
  Object.fromEntries(
    Object.entries(item).flatMap(([name, { N }]) =>
      name.startsWith(AMOUNT) && N !== undefined ? [[name.slice(AMOUNT.length), Number(N)]] : [],
    ),
  );
