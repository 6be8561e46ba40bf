import type { QuotaLedger } from '../../ledgers/quota-ledger.ts';
import type { DocumentStore } from '../../ledgers/document-store.ts';
import type { Counters } from '../../ledgers/counters.ts';
import type { DynamoDbLedgerOptions } from './ledger.ts';
import { lazy } from '../../async/lazy.ts';
import { createTimeLimit, type TimeLimitOptions } from '../../async/time-limit.ts';

export interface Ledgers {
  readonly book: QuotaLedger;
  readonly tallies: Counters;
  readonly notebook: DocumentStore;
}

export interface LazyLedgersOptions extends DynamoDbLedgerOptions {
  /** What has to be there before the first call, such as the client's code; its time does not count. */
  readonly prepare?: () => Promise<void>;
  readonly limit: TimeLimitOptions;
}

/** The ledgers in DynamoDB: the code of each is loaded with its first call, and no call is waited for over its time. */
export const createLazyDynamoDbLedgers = ({ prepare, limit, ...options }: LazyLedgersOptions): Ledgers => {
  const within = createTimeLimit(limit);
  const book = lazy(async () => {
    const { createDynamoDbQuotaLedger: createDynamoDbBudgetBook } = await import('./quota-ledger.ts');
    await prepare?.();
    return createDynamoDbBudgetBook(options);
  });
  const tallies = lazy(async () => {
    const { createDynamoDbCounters: createDynamoDbTallies } = await import('./counters.ts');
    await prepare?.();
    return createDynamoDbTallies(options);
  });
  const notebook = lazy(async () => {
    const { createDynamoDbDocumentStore: createDynamoDbNotebook } = await import('./document-store.ts');
    await prepare?.();
    return createDynamoDbNotebook(options);
  });
  const asking =
    <L>(open: () => Promise<L>, name: string) =>
    async <T>(call: (ledger: L) => Promise<T>): Promise<T> => {
      const ledger = await open();
      return within(`The ${name} in DynamoDB`, () => call(ledger));
    };
  const [askBook, askTallies, askNotebook] = [
    asking(book, 'budget book'),
    asking(tallies, 'tallies'),
    asking(notebook, 'notebook'),
  ];
  return {
    book: {
      spend: (limits, now) => askBook((open) => open.spend(limits, now)),
      add: (calls, now) => askBook((open) => open.add(calls, now)),
      spent: (now) => askBook((open) => open.spent(now)),
    },
    tallies: {
      add: (page, amounts, expiresAt) => askTallies((open) => open.add(page, amounts, expiresAt)),
      read: (pages) => askTallies((open) => open.read(pages)),
    },
    notebook: {
      read: (page) => askNotebook((open) => open.read(page)),
      compareAndSet: (page, text, over) => askNotebook((open) => open.compareAndSet(page, text, over)),
    },
  };
};
