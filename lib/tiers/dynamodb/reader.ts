import { chunksOf, sendAll, type Retrying } from './batches.ts';
import type { BatchClient } from './calls.ts';
import type { Item } from './item.ts';
import { mapConcurrent } from '../../async/map-concurrent.ts';

const CHUNK = 100;
const LANES = 10;

export interface ItemsRead {
  /** By pk; one that is not there does not exist, or is in `unread`. */
  readonly items: ReadonlyMap<string, Item>;
  /** What DynamoDB left out, however often it was asked. */
  readonly unread: ReadonlySet<string>;
}

/** Reads items by pk, each once, the first hundred in the first request. */
export type ItemReader = (pks: Iterable<string>, options?: { readonly consistent?: boolean }) => Promise<ItemsRead>;

export interface ItemReaderOptions extends Retrying {
  readonly client: Pick<BatchClient, 'batchGet'>;
  readonly tableName: string;
}

export const createItemReader =
  ({ client, tableName, ...retrying }: ItemReaderOptions): ItemReader =>
  async (pks, { consistent = false } = {}) => {
    const items = new Map<string, Item>();

    const read = async (part: readonly string[]): Promise<readonly string[]> => {
      const Keys = part.map((pk) => ({ pk: { S: pk } }));
      const RequestItems = { [tableName]: { Keys, ...(consistent && { ConsistentRead: true }) } };
      const { Responses, UnprocessedKeys } = await client.batchGet({ RequestItems });
      const found = Responses?.[tableName];
      const left = (UnprocessedKeys?.[tableName]?.Keys ?? []).flatMap(({ pk }) => pk?.S ?? []);
      // An answer about nothing would be taken for an empty log, under which everything is valid.
      if (found === undefined && left.length === 0) throw new TypeError('A garbage answer: not about this table');
      for (const item of found ?? []) if (item.pk?.S !== undefined) items.set(item.pk.S, item);
      return left;
    };

    const chunks = chunksOf([...new Set(pks)], CHUNK);
    const left = await mapConcurrent(chunks, LANES, (chunk) => sendAll(chunk, read, retrying));
    return { items, unread: new Set(left.flat()) };
  };
