import type { BatchClient } from './calls.ts';
import { backOff, type Pause } from './batches.ts';
import { UnprocessedError } from './calls.ts';
import type { Item } from './item.ts';
import { createItemReader } from './reader.ts';

/** What the functions keep in the cache's table beside the cache: notes, tallies, and the book of the budget. */
export interface DynamoDbLedgerOptions {
  readonly client: Pick<BatchClient, 'batchGet' | 'put' | 'update'>;
  readonly tableName: string;
  readonly prefix: string;
  readonly attempts?: number;
  readonly pause?: Pause;
}

export interface WholeRead {
  readonly consistent: boolean;
}

/** Reads items by pk, all of them or rejects: what is left out must not pass for what does not exist. */
export type WholeReader = (pks: readonly string[], how: WholeRead) => Promise<ReadonlyMap<string, Item>>;

export const createWholeReader = (options: DynamoDbLedgerOptions): WholeReader => {
  const { client, tableName, attempts = 3, pause = backOff } = options;
  const read = createItemReader({ client, tableName, attempts, pause });
  return async (pks, how) => {
    const { items, unread } = await read(pks, how);
    if (unread.size > 0) throw new UnprocessedError(`${unread.size} items stayed unread`);
    return items;
  };
};
