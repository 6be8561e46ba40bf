import type { BatchClient } from './calls.ts';
import type { DynamoDbClientOptions } from './client.ts';
import { lazy } from '../../async/lazy.ts';

export interface LazyDynamoDbClient extends BatchClient {
  /** Begins to load the SDK and does not wait for it: for when it will soon be needed. */
  preload(): void;
  /** Resolves when the SDK is loaded: `prepare` of a time-out that shall not count it. */
  ready(): Promise<void>;
}

/** A client that loads the SDK with its first call: an environment that never gets past L2 never pays for it. */
export const createLazyDynamoDbClient = (options: DynamoDbClientOptions = {}): LazyDynamoDbClient => {
  const client = lazy(async () => {
    const { createDynamoDbClient } = await import('./client.ts');
    return createDynamoDbClient(options);
  });
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
