import { mapConcurrent } from '../../async/map-concurrent.ts';
import type { BatchClient, Item } from './calls.ts';

// DynamoDB's own limit for one BatchGetItem.
const READ_CHUNK = 100;
const CONCURRENT_READS = 10;

/** Waits before the next attempt; `attempt` counts the ones made. */
export type BackOff = (attempt: number) => Promise<void>;

export interface Retrying {
  /** How often a batch is sent at most, the first time included. */
  readonly attempts: number;
  readonly backOff: BackOff;
}

export interface BackOffOptions {
  /** From 0 to 1. */
  readonly random?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** Up to 25, 50, 100, … ms, at random: environments that were refused together must not return together. */
export const createBackOff = ({
  random = () => Math.random(),
  wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}: BackOffOptions = {}): BackOff => {
  return async (attempt) => {
    await wait(random() * 25 * 2 ** (attempt - 1));
  };
};

/**
 * DynamoDB may answer a batch in part. Sends the rest again until nothing is left or the attempts are used up;
 * answers what is left.
 */
export const sendAll = async <T>(
  batch: readonly T[],
  send: (part: readonly T[]) => Promise<readonly T[]>,
  { attempts, backOff }: Retrying,
): Promise<readonly T[]> => {
  let left = await send(batch);
  for (let attempt = 1; attempt < attempts && left.length > 0; attempt += 1) {
    await backOff(attempt);
    left = await send(left);
  }
  return left;
};

export const chunksOf = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

export interface ItemsRead {
  /** By pk; one that is not there does not exist, or is in `unread`. */
  readonly items: ReadonlyMap<string, Item>;
  /** What DynamoDB left out, however often it was asked. */
  readonly unread: ReadonlySet<string>;
}

/** Reads items by pk, each once, the first hundred in the first request. */
export type ItemReader = (pks: Iterable<string>, options: { readonly consistent: boolean }) => Promise<ItemsRead>;

export interface ItemReaderOptions extends Retrying {
  readonly client: Pick<BatchClient, 'batchGet'>;
  readonly tableName: string;
}

export const createItemReader =
  ({ client, tableName, ...retrying }: ItemReaderOptions): ItemReader =>
  async (pks, { consistent }) => {
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

    const chunks = chunksOf([...new Set(pks)], READ_CHUNK);
    const left = await mapConcurrent(chunks, CONCURRENT_READS, (chunk) => sendAll(chunk, read, retrying));
    return { items, unread: new Set(left.flat()) };
  };
