import type { PurgeLog, SharedTier } from '../../cache/index.ts';
import { writeLines } from '../purge-lines.ts';
import { chunksOf, type ItemReader } from './batches.ts';
import { conditionHeld, UnprocessedError, type BatchClient, type Item } from './calls.ts';

// An expression may have 4 KB and 300 operators.
const PURGE_CHUNK = 100;
// Small: a purge in between keeps its whole chunk from being pruned.
const PRUNE_CHUNK = 25;
const SCOPE = 's:';
const DOWN = 'd:';
/** Marks an item that holds a log: a report alone must not keep one from being restored. */
const VERSION = { v: { N: '1' } };

export interface DynamoDbLog extends Pick<SharedTier, 'purge' | 'restore' | 'prune' | 'reportDown'> {
  pkOf(namespace: string): string;
  /** The log in its item; no item is an empty log, because DynamoDB does not evict. */
  purgesIn(item: Item | undefined): PurgeLog | undefined;
  downIn(item: Item | undefined): ReadonlyMap<string, number>;
}

export interface DynamoDbLogOptions {
  readonly client: Pick<BatchClient, 'put' | 'update'>;
  readonly read: ItemReader;
  readonly tableName: string;
  readonly prefix: string;
}

/**
 * The purge logs, an item for each namespace without `ttl`: an attribute `s:<scope>` for each stamp, top-level so that
 * there is no map to create first, and `d:<tier>`, until when to leave a tier alone.
 */
export const createDynamoDbLog = ({ client, read, tableName, prefix }: DynamoDbLogOptions): DynamoDbLog => {
  const pkOf = (namespace: string): string => `${prefix}purges:${namespace}`;
  const target = (namespace: string) => ({ TableName: tableName, Key: { pk: { S: pkOf(namespace) } } });

  return {
    pkOf,
    purgesIn,
    downIn: (item = {}) =>
      new Map(
        Object.entries(item).flatMap(([name, value]) =>
          name.startsWith(DOWN) && value.N !== undefined ? [[name.slice(DOWN.length), Number(value.N)] as const] : [],
        ),
      ),

    async purge(namespace, scopes, stamp) {
      const unique = [...new Set(scopes)];
      // Another tier's copy of this log is made of lines: what does not fit one must not come in.
      writeLines(unique.map((scope) => [scope, stamp] as const));
      // One after the other: they are writes of one item.
      for (const chunk of chunksOf(unique, PURGE_CHUNK)) {
        await client.update({
          ...target(namespace),
          UpdateExpression: `SET v = :v, ${chunk.map((_, index) => `#s${index} = :stamp`).join(', ')}`,
          ExpressionAttributeNames: namesOf(chunk),
          ExpressionAttributeValues: { ':stamp': { S: stamp }, ':v': VERSION.v },
        });
      }
    },

    async restore(namespace, copy) {
      const log = await copy();
      if (log === undefined) return;
      const stamps = Object.fromEntries([...log].map(([scope, stamp]) => [SCOPE + scope, { S: stamp }]));
      const Item = { pk: { S: pkOf(namespace) }, ...VERSION, ...stamps };
      await conditionHeld(client.put({ TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(v)' }));
    },

    async prune(namespace, keep) {
      const pk = pkOf(namespace);
      const { items, unread } = await read([pk], { consistent: true });
      if (unread.size > 0) throw new UnprocessedError('The purge log stayed unread');
      const unwanted = [...(purgesIn(items.get(pk)) ?? [])].filter(([scope, stamp]) => !keep(scope, stamp));
      for (const chunk of chunksOf(unwanted, PRUNE_CHUNK)) {
        const removal = client.update({
          ...target(namespace),
          UpdateExpression: `REMOVE ${chunk.map((_, index) => `#s${index}`).join(', ')}`,
          // When a purge comes between, the next pruning does it.
          ConditionExpression: chunk.map((_, index) => `#s${index} = :s${index}`).join(' AND '),
          ExpressionAttributeNames: namesOf(chunk.map(([scope]) => scope)),
          ExpressionAttributeValues: Object.fromEntries(chunk.map(([, stamp], index) => [`:s${index}`, { S: stamp }])),
        });
        await conditionHeld(removal);
      }
    },

    async reportDown(namespace, tier, until) {
      await client.update({
        ...target(namespace),
        UpdateExpression: 'SET #d = :until',
        ExpressionAttributeNames: { '#d': DOWN + tier },
        ExpressionAttributeValues: { ':until': { N: String(until) } },
      });
    },
  };
};

const purgesIn = (item: Item = {}): PurgeLog | undefined => {
  const log = new Map<string, string>();
  for (const [name, { S }] of Object.entries(item)) {
    if (!name.startsWith(SCOPE)) continue;
    // Not ours; it may have been a stamp.
    if (S === undefined) return undefined;
    log.set(name.slice(SCOPE.length), S);
  }
  return log;
};

const namesOf = (scopes: readonly string[]): Record<string, string> =>
  Object.fromEntries(scopes.map((scope, index) => [`#s${index}`, SCOPE + scope]));
