import type { Amounts, Counters } from '../../ledgers/counters.ts';
import type { Item } from './item.ts';
import { createWholeReader, type DynamoDbLedgerOptions } from './ledger.ts';

/** Of DynamoDB's 300 operators in an expression, and 4 KB of it. */
export const MOST_AMOUNTS = 290;
const AMOUNT = 'n:';

/** A page is an item with an attribute `n:<name>` for each sum: top-level, so that there is no map to create first. */
export const createDynamoDbCounters = (options: DynamoDbLedgerOptions): Counters => {
  const { client, tableName, prefix } = options;
  const read = createWholeReader(options);
  const pkOf = (page: string): string => `${prefix}tally:${page}`;

  return {
    async add(page, amounts, expiresAt) {
      const entries = Object.entries(amounts);
      if (entries.length === 0) return;
      // Two writes would be two chances to have added half of it.
      if (entries.length > MOST_AMOUNTS) {
        throw new RangeError(`${entries.length} amounts are too many for one write, which takes ${MOST_AMOUNTS}`);
      }
      await client.update({
        TableName: tableName,
        Key: { pk: { S: pkOf(page) } },
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
    },
    async read(pages) {
      if (pages.length === 0) return new Map();
      const items = await read(pages.map(pkOf), { consistent: false });
      return new Map(
        pages.flatMap((page) => {
          const item = items.get(pkOf(page));
          return item === undefined ? [] : [[page, amountsIn(item)] as const];
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
