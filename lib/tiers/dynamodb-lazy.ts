import type { DynamoDbClientOptions } from './dynamodb-client.ts';
import type { BatchClient } from './dynamodb.ts';
import { lazy } from './lazy.ts';

/** A client that loads the SDK with its first call: an environment that never gets past L2 never pays for it. */
export const createLazyDynamoDbClient = (options: DynamoDbClientOptions = {}): BatchClient => {
  const client = lazy(async () => {
    const { createDynamoDbClient } = await import('./dynamodb-client.ts');
    return createDynamoDbClient(options);
  });
  return {
    batchGet: async (input) => (await client()).batchGet(input),
    batchWrite: async (input) => (await client()).batchWrite(input),
  };
};
