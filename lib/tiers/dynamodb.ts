import type {
  BatchGetItemInput,
  BatchGetItemOutput,
  BatchWriteItemInput,
  BatchWriteItemOutput,
  WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { type CacheKey, type Clock, type Entry, type Observer, type SharedTier } from '../cache/index.ts';
import { backOff, chunksOf, sendAll, type Pause } from './dynamodb-batches.ts';
import { bytesOf, fromItem, toItem } from './dynamodb-item.ts';

const READ_CHUNK = 100;
const WRITE_CHUNK = 25;
/** DynamoDB refuses 400 KB, and one item over it fails its whole batch. */
const MAX_ITEM_BYTES = 350 * 1024;

/** The two calls this tier makes. */
export interface BatchClient {
  batchGet(input: BatchGetItemInput): Promise<BatchGetItemOutput>;
  batchWrite(input: BatchWriteItemInput): Promise<BatchWriteItemOutput>;
}

/** DynamoDB answered, but left part of a batch undone, however often it was sent. */
export class UnprocessedError extends Error {
  override readonly name = 'UnprocessedError';
}

export interface DynamoDbTierOptions {
  readonly client: BatchClient;
  readonly tableName: string;
  readonly name?: string;
  /** Stands before every key. */
  readonly prefix: string;
  readonly clock?: Clock;
  /** Sees entries that are too large, and the keys of a read that DynamoDB left out. */
  readonly observe?: Observer;
  readonly attempts?: number;
  readonly pause?: Pause;
}

/**
 * DynamoDB, eventually consistent: a replica that lags is one more stale answer. A read that got part of its keys
 * answers them and reports the others as `tier-failed`: they are misses, and what was read is too good to lose.
 * One that got none of them rejects, as an unreachable table does.
 */
export const createDynamoDbTier = ({
  client,
  tableName,
  name = 'l3',
  prefix,
  clock = Date,
  observe = () => undefined,
  attempts = 5,
  pause = backOff,
}: DynamoDbTierOptions): SharedTier => ({
  name,

  async getMany(_namespace, keys) {
    const started = clock.now();
    const wanted = new Map(keys.map((key) => [prefix + key, key]));
    const entries = new Map<CacheKey, Entry>();

    const read = async (pks: readonly string[]): Promise<readonly string[]> => {
      const Keys = pks.map((pk) => ({ pk: { S: pk } }));
      const { Responses, UnprocessedKeys } = await client.batchGet({ RequestItems: { [tableName]: { Keys } } });
      for (const item of Responses?.[tableName] ?? []) {
        const key = wanted.get(item.pk?.S ?? '');
        const entry = fromItem(item);
        // Native TTL deletes within days, not at once: checking expiry is our job.
        if (key === undefined || entry === undefined || entry.staleUntil <= clock.now()) continue;
        entries.set(key, entry);
      }
      return (UnprocessedKeys?.[tableName]?.Keys ?? []).flatMap(({ pk }) => pk?.S ?? []);
    };

    const chunks = chunksOf([...wanted.keys()], READ_CHUNK);
    const left = await Promise.all(chunks.map((chunk) => sendAll(chunk, read, { attempts, pause })));
    const unread = left.flat().length;
    if (unread > 0) {
      const error = new UnprocessedError(`${unread} of ${wanted.size} keys stayed unread`);
      if (unread === wanted.size) throw error;
      observe({ kind: 'tier-failed', tier: name, operation: 'get', elapsed: clock.now() - started, error });
    }
    return { entries };
  },

  async setMany(_namespace, entries) {
    const requests: WriteRequest[] = [];
    for (const [key, entry] of entries) {
      if (entry.staleUntil <= clock.now()) continue;
      const Item = toItem(prefix + key, entry);
      const bytes = bytesOf(Item);
      if (bytes > MAX_ITEM_BYTES) observe({ kind: 'refused', tier: name, key, bytes });
      else requests.push({ PutRequest: { Item } });
    }

    const write = async (part: readonly WriteRequest[]): Promise<readonly WriteRequest[]> => {
      const { UnprocessedItems } = await client.batchWrite({ RequestItems: { [tableName]: [...part] } });
      return UnprocessedItems?.[tableName] ?? [];
    };

    const chunks = chunksOf(requests, WRITE_CHUNK);
    // Every chunk is waited for, also after one failed: a write left hanging resumes in somebody else's invocation.
    const written = await Promise.allSettled(chunks.map((chunk) => sendAll(chunk, write, { attempts, pause })));
    const failed = written.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    const unwritten = written.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : [])).length;
    if (unwritten > 0) throw new UnprocessedError(`${unwritten} of ${requests.length} entries stayed unwritten`);
  },
});
