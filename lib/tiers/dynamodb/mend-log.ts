import type { AttributeValue, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import type { PurgeLog, Scope, Stamp } from '../../cache/index.ts';
import { chunksOf } from './batches.ts';
import { conditionHeld, type BatchClient, type Item } from './calls.ts';
import { readLogItem, scopeAttribute, VERSION } from './log-item.ts';

// An expression may have 4 KB and 300 operators.
const CHUNK = 50;

type Target = Pick<UpdateItemInput, 'TableName' | 'Key'>;

/**
 * Makes a log again of an item that holds none. A stamp that cannot be read is replaced by `stamp`: its scope is purged.
 * A log that is lost becomes `copy`, and a scope about which the two disagree is purged as well. Nothing that was purged
 * meanwhile is lost, and nobody believes the log before it is whole.
 */
export const mendLog = async (
  client: Pick<BatchClient, 'update'>,
  target: Target,
  item: Item,
  { stamp, copy }: { readonly stamp: Stamp; readonly copy: PurgeLog },
): Promise<void> => {
  const { log, spoilt, foreign, isLost } = readLogItem(item);
  const copied = isLost ? [...copy] : [];
  const disputed = copied.flatMap(([scope, each]) => (log.has(scope) && log.get(scope) !== each ? [scope] : []));
  for (const chunk of chunksOf(foreign, CHUNK)) {
    await client.update({
      ...target,
      UpdateExpression: `REMOVE ${chunk.map((_, index) => `#a${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(chunk.map((name, index) => [`#a${index}`, name])),
    });
  }
  const missing = copied.filter(([scope]) => item[scopeAttribute(scope)] === undefined);
  for (const chunk of chunksOf(missing, CHUNK)) {
    await client.update({
      ...target,
      UpdateExpression: `SET ${chunk.map((_, index) => `#s${index} = if_not_exists(#s${index}, :s${index})`).join(', ')}`,
      ExpressionAttributeNames: namesOf(chunk.map(([scope]) => scope)),
      ExpressionAttributeValues: Object.fromEntries(chunk.map(([, each], index) => [`:s${index}`, { S: each }])),
    });
  }
  for (const scope of [...spoilt, ...disputed]) {
    const before = item[scopeAttribute(scope)];
    if (before === undefined) continue;
    // A purge that came between has given it a stamp.
    await conditionHeld(
      client.update({
        ...target,
        UpdateExpression: 'SET #s = :stamp',
        ConditionExpression: before.S === undefined ? 'NOT attribute_type(#s, :type)' : '#s = :before',
        ExpressionAttributeNames: { '#s': scopeAttribute(scope) },
        ExpressionAttributeValues: {
          ':stamp': { S: stamp },
          ...(before.S === undefined ? { ':type': { S: 'S' } } : { ':before': { S: before.S } }),
        },
      }),
    );
  }
  if (item.v?.N !== VERSION.N) await client.update(markedWhole(target));
};

const markedWhole = (target: Target): UpdateItemInput => ({
  ...target,
  UpdateExpression: 'SET v = :v',
  ExpressionAttributeValues: { ':v': VERSION },
});

export const namesOf = (scopes: readonly Scope[]): Record<string, string> =>
  Object.fromEntries(scopes.map((scope, index) => [`#s${index}`, scopeAttribute(scope)]));

/** Whether an update answered with what it was told to write: a garbage answer is not a purge that was taken. */
export const isWritten = (
  written: Record<string, AttributeValue> | undefined,
  scopes: readonly Scope[],
  stamp: Stamp,
): boolean => scopes.every((scope) => written?.[scopeAttribute(scope)]?.S === stamp);
