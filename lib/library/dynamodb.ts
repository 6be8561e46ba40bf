import type { Observer } from '../cache/index.ts';
import { createLazyDynamoDbClient, createLazyDynamoDbTier } from '../tiers/dynamodb/lazy.ts';
import { withBreaker, type GuardedTier } from '../tiers/guards/breaker.ts';
import { withTimeout } from '../tiers/guards/timeout.ts';

export type { GuardedTier } from '../tiers/guards/breaker.ts';

export interface DynamoDbTierOptions {
  /** A table with the partition key `pk` (a string) and the time-to-live attribute `ttl`. */
  readonly tableName: string;
  /** Default: what the SDK reads from the environment. */
  readonly client?: {
    readonly endpoint?: string;
    readonly region?: string;
    readonly credentials?: {
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    };
  };
  /** Stands before every stored name, so that several caches can share a table. Default: `cache:`. */
  readonly prefix?: string;
  /** Milliseconds that a read may take; anything else twice that. Loading the SDK does not count. Default: 500. */
  readonly timeout?: number;
  /** Milliseconds for which it is left alone after a fault. Default: 5,000. */
  readonly pauseAfterFault?: number;
  /** Sees entries that are too large to be kept there. */
  readonly observe?: Observer;
}

/**
 * DynamoDB, behind a time limit and a breaker. Needs the package `@aws-sdk/client-dynamodb`, and loads it with the first
 * call: a process that never gets past a nearer tier never pays for it.
 * @example createDynamoDbTier({ tableName: 'cache' })
 */
export const createDynamoDbTier = ({
  tableName,
  client: config = {},
  prefix = 'cache:',
  timeout = 500,
  pauseAfterFault,
  observe,
}: DynamoDbTierOptions): GuardedTier => {
  const client = createLazyDynamoDbClient({ config });
  const tier = createLazyDynamoDbTier({ client, tableName, prefix, ...(observe && { observe }) });
  return withBreaker(
    withTimeout(tier, { get: timeout, otherwise: timeout * 2 }, { prepare: () => client.ready() }),
    pauseAfterFault === undefined ? {} : { halfOpenAfter: pauseAfterFault },
  );
};
