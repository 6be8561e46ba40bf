import { randomUUID } from 'node:crypto';
import type { PurgeLog, Scope, SharedTier, Stamp } from '../../cache/index.ts';
import { writeLines } from '../purge-lines.ts';
import { chunksOf, type ItemReader } from './batches.ts';
import { conditionHeld, UnprocessedError, type BatchClient, type Item } from './calls.ts';
import { downAttribute, downIn, purgesIn, scopeAttribute, VERSION } from './log-item.ts';
import { isWritten, mendLog, namesOf } from './mend-log.ts';

// An expression may have 4 KB and 300 operators.
const PURGE_CHUNK = 100;
// Small: a purge in between keeps its whole chunk from being pruned.
const PRUNE_CHUNK = 25;

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

  const itemOf = async (namespace: string): Promise<Item | undefined> => {
    const pk = pkOf(namespace);
    const { items, unread } = await read([pk], { consistent: true });
    if (unread.size > 0) throw new UnprocessedError('The purge log stayed unread');
    return items.get(pk);
  };

  /** Whether there was a log, or nothing, to write to. */
  const writeTo = (namespace: string, scopes: readonly Scope[], stamp: Stamp): Promise<boolean> =>
    conditionHeld(
      client
        .update({
          ...target(namespace),
          UpdateExpression: `SET v = :v, ${scopes.map((_, index) => `#s${index} = :stamp`).join(', ')}`,
          // Over a foreign item it would make a log that lacks what was purged before.
          ConditionExpression: 'attribute_not_exists(pk) OR v = :v',
          ExpressionAttributeNames: namesOf(scopes),
          ExpressionAttributeValues: { ':stamp': { S: stamp }, ':v': VERSION },
          ReturnValues: 'UPDATED_NEW',
        })
        .then(({ Attributes }) => {
          if (!isWritten(Attributes, scopes, stamp)) throw new TypeError('A garbage answer: not what was written');
        }),
    );

  return {
    pkOf,
    purgesIn,
    downIn,

    async purge(namespace, scopes, stamp) {
      const unique = [...new Set(scopes)];
      // Another tier's copy of this log is made of lines: what does not fit one must not come in.
      writeLines(unique.map((scope) => [scope, stamp] as const));
      // One after the other: they are writes of one item.
      for (const chunk of chunksOf(unique, PURGE_CHUNK)) {
        if (await writeTo(namespace, chunk, stamp)) continue;
        const item = await itemOf(namespace);
        // Where the log is lost, nothing that is older than this purge can be believed.
        if (item !== undefined)
          await mendLog(client, target(namespace), item, { stamp, copy: new Map([['*', stamp]]) });
        if (!(await writeTo(namespace, chunk, stamp))) throw new Error('The purge log was not mended');
      }
    },

    async restore(namespace, copy) {
      const log = await copy();
      if (log === undefined) return;
      const item = await itemOf(namespace);
      if (item !== undefined && purgesIn(item) === undefined) {
        await mendLog(client, target(namespace), item, { stamp: randomUUID(), copy: log });
        return;
      }
      const stamps = Object.fromEntries([...log].map(([scope, stamp]) => [scopeAttribute(scope), { S: stamp }]));
      const Item = { pk: { S: pkOf(namespace) }, v: VERSION, ...stamps };
      await conditionHeld(client.put({ TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(v)' }));
    },

    async prune(namespace, keep) {
      const log = purgesIn(await itemOf(namespace)) ?? new Map<Scope, Stamp>();
      const unwanted = [...log].filter(([scope, stamp]) => !keep(scope, stamp));
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
        ExpressionAttributeNames: { '#d': downAttribute(tier) },
        ExpressionAttributeValues: { ':until': { N: String(until) } },
      });
    },
  };
};
