import { lazy } from '../../async/lazy.ts';
import { CallTimeoutError, withinLimit, type TimeLimit } from '../../async/time-limit.ts';
import { delegateCounters, type Counters } from '../../ledgers/counters.ts';
import { delegateDocumentStore, type DocumentStore } from '../../ledgers/document-store.ts';
import { delegateQuotaLedger, type QuotaLedger } from '../../ledgers/quota-ledger.ts';
import type { DynamoDbLedgerOptions } from './ledger.ts';

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
