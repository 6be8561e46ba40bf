import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { mapConcurrent } from '../../async/map-concurrent.ts';
import type { CacheKey, Clock, Entry, LeaseName, LoadFailure, Observer, SharedTier } from '../../cache/index.ts';
import { chunksOf, createBackOff, createItemReader, sendAll, type BackOff } from './batches.ts';
import { UnprocessedError, type BatchClient } from './calls.ts';
import { createDynamoDbLeases } from './leases.ts';
import { bytesOf, fromItem, toItem } from './entry-item.ts';
import { createDynamoDbLog } from './log.ts';

// DynamoDB's own limit for one BatchWriteItem.
const WRITE_CHUNK = 25;
const CONCURRENT_WRITES = 10;
// DynamoDB refuses 400 KB, and one item over it fails its whole batch.
const MAX_ITEM_BYTES = 350 * 1024;

export interface DynamoDbTierOptions {
  readonly client: BatchClient;
  readonly tableName: string;
  readonly name?: string;
  /** Stands before every stored name. */
  readonly prefix: string;
  /** What an entry is called behind the prefix; by default its key. Purge logs and leases have names of their own. */
  readonly entryName?: (key: CacheKey) => string;
  readonly clock?: Clock;
  /** Sees entries that are too large, and the part of a batch that DynamoDB left out. */
  readonly observe?: Observer;
  readonly attempts?: number;
  readonly backOff?: BackOff;
}

/**
 * DynamoDB, eventually consistent: a replica that lags is one more stale answer. A read that got its log and part of its
 * keys answers them and reports the others as `tier-failed`: they are misses, and what was read is too good to lose.
 * One without its log rejects, as an unreachable table does. A question for the log alone is answered by the primary:
 * it is what other copies are made from.
 */
export const createDynamoDbTier = ({
  client,
  tableName,
  name = 'l3',
  prefix,
  entryName = (key) => key,
  clock = Date,
  observe = () => undefined,
  attempts = 5,
  backOff = createBackOff(),
}: DynamoDbTierOptions): SharedTier => {
  const nameOf = (key: CacheKey): string => prefix + entryName(key);
  const read = createItemReader({ client, tableName, attempts, backOff });
  const log = createDynamoDbLog({ client, read, tableName, prefix });
  const leases = createDynamoDbLeases({ client, tableName, tier: name, prefix, clock, observe });

  return {
    name,

    async getMany(namespace, { keys, leases: names = [] }) {
      const started = clock.now();
      const logPk = log.pkOf(namespace);
      const wanted = new Map(keys.map((key) => [nameOf(key), key]));
      const named = new Map(names.map((lease) => [leases.pkOf(lease), lease]));
      const asked = [...wanted.keys(), ...named.keys()];
      const { items, unread } = await read([logPk, ...asked], { consistent: asked.length === 0 });
      if (unread.size > 0) {
        const part = asked.filter((pk) => unread.has(pk)).length;
        const error = new UnprocessedError(`${part} of ${asked.length} keys stayed unread`);
        if (unread.has(logPk)) throw new UnprocessedError('The purge log stayed unread', { cause: error });
        observe({ kind: 'tier-failed', tier: name, operation: 'get', elapsed: clock.now() - started, error });
      }
      const now = clock.now();
      const entries = new Map<CacheKey, Entry>();
      const expired = new Map<CacheKey, Entry>();
      for (const [pk, key] of wanted) {
        const entry = fromItem(items.get(pk) ?? {});
        if (entry === undefined) continue;
        // Native TTL deletes within days, not at once: checking expiry is our job.
        (entry.staleUntil > now ? entries : expired).set(key, entry);
      }
      const failures = new Map<LeaseName, LoadFailure>();
      for (const [pk, lease] of named) {
        const failure = leases.failureIn(items.get(pk));
        if (failure !== undefined) failures.set(lease, failure);
      }
      const item = items.get(logPk);
      const down = [...log.downIn(item)].filter(([, until]) => until > now);
      return { entries, expired, purges: log.purgesIn(item), failures, down: new Map(down) };
    },

    async setMany(_namespace, entries) {
      const requests: WriteRequest[] = [];
      for (const [key, entry] of entries) {
        if (entry.staleUntil <= clock.now()) continue;
        const Item = toItem(nameOf(key), entry);
        const bytes = bytesOf(Item);
        if (bytes > MAX_ITEM_BYTES) observe({ kind: 'refused', tier: name, key, bytes });
        else requests.push({ PutRequest: { Item } });
      }

      const write = async (part: readonly WriteRequest[]): Promise<readonly WriteRequest[]> => {
        const { UnprocessedItems } = await client.batchWrite({ RequestItems: { [tableName]: [...part] } });
        return UnprocessedItems?.[tableName] ?? [];
      };

      const chunks = chunksOf(requests, WRITE_CHUNK);
      const left = await mapConcurrent(chunks, CONCURRENT_WRITES, (chunk) =>
        sendAll(chunk, write, { attempts, backOff }),
      );
      const unwritten = left.flat().length;
      if (unwritten > 0) throw new UnprocessedError(`${unwritten} of ${requests.length} entries stayed unwritten`);
    },

    acquire: leases.acquire,
    fail: leases.fail,
    purge: log.purge,
    restore: log.restore,
    prune: log.prune,
    reportDown: log.reportDown,
  };
};
