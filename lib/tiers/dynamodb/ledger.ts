import { createBackOff, createItemReader, type BackOff } from './batches.ts';
import { UnprocessedError, type BatchClient, type Item } from './calls.ts';

/** What the functions keep in the cache's table beside the cache: documents, counters and the quota ledger. */
export interface DynamoDbLedgerOptions {
  readonly client: Pick<BatchClient, 'batchGet' | 'put' | 'update'>;
  readonly tableName: string;
  readonly prefix: string;
  readonly attempts?: number;
  readonly backOff?: BackOff;
}

export interface WholeReadOptions {
  readonly consistent: boolean;
}

/** Reads items by pk, all of them, or rejects: an item that was left out must not pass for one that does not exist. */
export type WholeReader = (pks: readonly string[], options: WholeReadOptions) => Promise<ReadonlyMap<string, Item>>;

export const createWholeReader = (options: DynamoDbLedgerOptions): WholeReader => {
  const { client, tableName, attempts = 3, backOff = createBackOff() } = options;
  const read = createItemReader({ client, tableName, attempts, backOff });
  return async (pks, readOptions) => {
    const { items, unread } = await read(pks, readOptions);
    if (unread.size > 0) throw new UnprocessedError(`${unread.size} items stayed unread`);
    return items;
  };
};
