import { lazy } from '../../async/lazy.ts';
import { CallTimeoutError, withinLimit, type TimeLimit } from '../../async/time-limit.ts';
import type { SharedTier } from '../../cache/index.ts';
import { delegateCounters, type Counters } from '../../ledgers/counters.ts';
import { delegateDocumentStore, type DocumentStore } from '../../ledgers/document-store.ts';
import { delegateQuotaLedger, type QuotaLedger } from '../../ledgers/quota-ledger.ts';
import { delegateTier } from '../intercept.ts';
import type { BatchClient } from './calls.ts';
import type { DynamoDbClientOptions } from './client.ts';
import type { DynamoDbLedgerOptions } from './ledger.ts';
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

export interface DynamoDbLedgers {
  readonly quotaLedger: QuotaLedger;
  readonly counters: Counters;
  readonly documents: DocumentStore;
}

export interface LazyLedgersOptions extends DynamoDbLedgerOptions {
  /** What has to be there before the first call, such as the client's code; its time does not count. */
  readonly prepare?: () => Promise<void>;
  /** For each call. */
  readonly limit: TimeLimit;
}

/**
 * The ledgers in DynamoDB: the code of each is loaded with its first call, and no call is waited for over its time.
 *
 * @example
 * const { counters } = createLazyDynamoDbLedgers({ client, tableName, prefix: 'statline:espn:', limit: { ms: 1000 } });
 */
export const createLazyDynamoDbLedgers = ({ prepare, limit, ...options }: LazyLedgersOptions): DynamoDbLedgers => {
  const opened = <L>(open: () => Promise<L>): (() => Promise<L>) =>
    lazy(async () => {
      const ledger = await open();
      await prepare?.();
      return ledger;
    });
  const quotaLedger = opened(async () => (await import('./quota-ledger.ts')).createDynamoDbQuotaLedger(options));
  const counters = opened(async () => (await import('./counters.ts')).createDynamoDbCounters(options));
  const documents = opened(async () => (await import('./document-store.ts')).createDynamoDbDocumentStore(options));
  const within = <L, T>(name: string, ledger: L, use: (ledger: L) => Promise<T>): Promise<T> =>
    withinLimit(
      limit,
      () => use(ledger),
      () => new CallTimeoutError(`The ${name} in DynamoDB took longer than ${limit.ms} ms`),
    );
  return {
    quotaLedger: delegateQuotaLedger(async (use) => within('quota ledger', await quotaLedger(), use)),
    counters: delegateCounters(async (use) => within('counters', await counters(), use)),
    documents: delegateDocumentStore(async (use) => within('document store', await documents(), use)),
  };
};
