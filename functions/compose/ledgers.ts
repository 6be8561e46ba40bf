import type { Clock } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import { createLocalQuotaLedger } from '../../lib/ledgers/local-quota-ledger.ts';
import { createBudget } from '../../lib/ledgers/budget.ts';
import { createLocalDocumentStore } from '../../lib/ledgers/local-document-store.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import { createLocalCounters } from '../../lib/ledgers/local-counters.ts';
import type { Ledgers } from '../../lib/telemetry/ledgers.ts';
import { createUsageFlush } from '../../lib/telemetry/usage-flush.ts';
import { createUsage } from '../../lib/telemetry/usage.ts';
import { createLazyDynamoDbLedgers } from '../../lib/tiers/dynamodb/lazy-ledgers.ts';
import type { LazyDynamoDbClient } from '../../lib/tiers/dynamodb/lazy-client.ts';
import { lazy } from '../../lib/async/lazy.ts';
import { currentReason } from '../../lib/ledgers/load-reason.ts';

export interface ComposedLedgers extends Ledgers {
  readonly notebook: DocumentStore;
  /** Counts a call to the provider that is about to be made; rejects when it must not be. */
  readonly admit: () => Promise<void>;
  /** Says that this environment is new, the first time it is called. */
  readonly announce: () => Promise<void>;
}

export interface LedgerOptions {
  readonly dynamoDb: LazyDynamoDbClient;
  readonly clock: Clock;
  /** Milliseconds from one flush of the counts to the next. */
  readonly flushEvery: number;
  /** What the function is called in the metrics. */
  readonly service: string;
  readonly functionName: string | undefined;
  readonly onFailure: (error: unknown) => void;
}

// Without the shape of the bodies: a deploy that changes it does not begin a new day's budget.
const prefixOf = ({ upstreamLabel }: Config): string => `statline:${upstreamLabel}:`;

// Of ESPN, which publishes no limit and bills nobody; RapidAPI bills.
const UNCOUNTED = { espn: 60, rapidapi: 0 };

/** What is counted, remembered and spent: in the table for all environments together, else in this one's memory. */
export const composeLedgers = (config: Config, options: LedgerOptions): ComposedLedgers => {
  const { clock, flushEvery, service, functionName, onFailure } = options;
  const { upstream, budget: plan } = config;
  const { book, tallies, notebook } = storesOf(config, options);
  const budget = createBudget({ provider: upstream.kind, book, plan, clock, uncounted: UNCOUNTED[upstream.kind] });
  const usage = createUsage();
  const metrics = lazy(async () => (await import('../../lib/telemetry/metrics.ts')).createMetrics(service));
  const flush = createUsageFlush({
    usage,
    tallies,
    clock,
    every: flushEvery,
    onFlushed: async (amounts) => {
      const [emit, state] = await Promise.all([metrics(), budget.state().catch(() => undefined)]);
      emit.flushed(amounts, state);
    },
    onFailure,
  });
  return {
    scope: config.tableName === undefined ? 'environment' : 'table',
    usage,
    flush,
    counters: tallies,
    budget,
    notebook,
    async admit() {
      const cause = currentReason();
      try {
        await budget.admit(cause);
      } catch (error) {
        usage.called(cause, false);
        throw error;
      }
      usage.called(cause, true);
    },
    announce: async () => (await metrics()).coldStart(functionName),
  };
};

const storesOf = (config: Config, { dynamoDb, clock }: LedgerOptions) => {
  const { tableName, tableTimeout } = config;
  if (tableName === undefined) {
    return {
      book: createLocalQuotaLedger(),
      tallies: createLocalCounters({ clock }),
      notebook: createLocalDocumentStore(),
    };
  }
  return createLazyDynamoDbLedgers({
    client: dynamoDb,
    tableName,
    prefix: prefixOf(config),
    prepare: () => dynamoDb.ready(),
    limit: { ms: tableTimeout * 2 },
  });
};
