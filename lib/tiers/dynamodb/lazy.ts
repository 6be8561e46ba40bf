import { lazy } from '../../async/lazy.ts';
import type { SharedTier } from '../../cache/index.ts';
import { delegateTier } from '../intercept.ts';
import type { BatchClient } from './calls.ts';
import type { DynamoDbClientOptions } from './client.ts';
import type { DynamoDbTierOptions } from './tier.ts';

export interface LazyDynamoDbClient extends BatchClient {
  /** Begins to load the SDK and does not wait for it: for when it will soon be needed. */
  preload(): void;
  /** Resolves when the SDK is loaded: `prepare` of a time limit that must not count it. */
  ready(): Promise<void>;
}

/** A client that loads the SDK with its first call: an environment that never gets past L2 never pays for it. */
export const createLazyDynamoDbClient = (options: DynamoDbClientOptions = {}): LazyDynamoDbClient => {
  const client = lazy(async () => (await import('./client.ts')).createDynamoDbClient(options));
  return {
    // A load that fails is tried again, and reported, by the first call.
    preload: () => void client().catch(() => undefined),
    async ready() {
      await client();
    },
    batchGet: async (input) => (await client()).batchGet(input),
    batchWrite: async (input) => (await client()).batchWrite(input),
    put: async (input) => (await client()).put(input),
    update: async (input) => (await client()).update(input),
  };
};

/**
 * The tier over DynamoDB, its code loaded with the first call, as its client's is: an L2 hit pays for neither.
 *
 * @example
 * const tier = createLazyDynamoDbTier({ client: createLazyDynamoDbClient(), tableName, prefix: 'statline:espn:' });
 */
export const createLazyDynamoDbTier = (options: DynamoDbTierOptions): SharedTier => {
  const tier = lazy(async () => (await import('./tier.ts')).createDynamoDbTier(options));
  return delegateTier(options.name ?? 'l3', async (_operation, use) => use(await tier()));
};
