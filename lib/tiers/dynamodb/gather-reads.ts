import type { BatchGetItemOutput } from '@aws-sdk/client-dynamodb';
import type { BatchClient, Item } from './calls.ts';

interface Gathered {
  readonly keys: Map<string, Item>;
  readonly answer: Promise<BatchGetItemOutput>;
}

const pkOf = ({ pk }: Item): string => pk?.S ?? '';

/**
 * Sends reads that begin in one turn of the event loop as one consistent BatchGetItem, and gives each its own part of the
 * answer. For one table and a hundred items at most: more than DynamoDB takes is an error.
 *
 * @example
 * const batchGet = gatherReads(client, tableName);
 * const documents = createDynamoDbDocumentStore({ client: { ...client, batchGet }, tableName, prefix });
 * await Promise.all([documents.read('run:warm'), documents.read('run:purge')]); // one command
 */
export const gatherReads = (client: Pick<BatchClient, 'batchGet'>, tableName: string): BatchClient['batchGet'] => {
  let gathered: Gathered | undefined;

  const open = (): Gathered => {
    const keys = new Map<string, Item>();
    const turn = new Promise((resolve) => setImmediate(resolve));
    const answer = turn.then(() => {
      gathered = undefined;
      return client.batchGet({ RequestItems: { [tableName]: { Keys: [...keys.values()], ConsistentRead: true } } });
    });
    return { keys, answer };
  };

  return async ({ RequestItems }) => {
    const asked = new Map((RequestItems?.[tableName]?.Keys ?? []).map((key) => [pkOf(key), key]));
    const { keys, answer } = (gathered ??= open());
    for (const [pk, key] of asked) keys.set(pk, key);
    const { Responses, UnprocessedKeys } = await answer;
    const own = (items: readonly Item[] | undefined): Item[] => (items ?? []).filter((item) => asked.has(pkOf(item)));
    const found = Responses?.[tableName];
    return {
      // What is no answer about this table stays none.
      ...(found && { Responses: { [tableName]: own(found) } }),
      UnprocessedKeys: { [tableName]: { Keys: own(UnprocessedKeys?.[tableName]?.Keys) } },
    };
  };
};
