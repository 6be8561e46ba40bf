import { lazy } from '../../lib/async/lazy.ts';
import type { Clock } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import type { Budget } from '../../lib/ledgers/budget.ts';
import { delegateCounters } from '../../lib/ledgers/counters.ts';
import { delegateDocumentStore } from '../../lib/ledgers/document-store.ts';
import { currentReason } from '../../lib/ledgers/load-reason.ts';
import { currentPayer } from '../../lib/ledgers/payer.ts';
import { delegateQuotaLedger } from '../../lib/ledgers/quota-ledger.ts';
import { UpstreamError } from '../../lib/sports/upstream/index.ts';
import type { Ledgers } from '../../lib/telemetry/ledgers.ts';
import { noteCall } from '../../lib/telemetry/trace.ts';
import { createUsageFlush } from '../../lib/telemetry/usage/flush.ts';
import type { MemoryGauge } from '../../lib/telemetry/usage/memory.ts';
import { createUsage } from '../../lib/telemetry/usage/usage.ts';
import { createLazyDynamoDbLedgers, type DynamoDbLedgers } from '../../lib/tiers/dynamodb/lazy-ledgers.ts';
import type { LazyDynamoDbClient } from '../../lib/tiers/dynamodb/lazy.ts';
import { storedPrefix } from './stored-names.ts';

export interface ComposedLedgers extends Ledgers {
  /** Counts a call to the provider that is about to be made; rejects with `over-budget` when it must not be. */
  readonly admit: () => Promise<void>;
  /** Says that this environment is new, the first time it is called. */
  readonly announce: () => Promise<void>;
  /** Loads what the first flush and the announcement need. Never rejects. */
  readonly prepare: () => Promise<void>;
}

export interface LedgerOptions {
  readonly dynamoDb: LazyDynamoDbClient;
  readonly clock: Clock;
  /** Milliseconds from one flush of the counts to the next. */
  readonly flushEvery: number;
  /** What the function is called in the metrics. */
  readonly service: string;
  readonly functionName: string | undefined;
  /** The memory tier, once it is there. */
  readonly memory: () => MemoryGauge;
  readonly onFailure: (error: unknown) => void;
}

/** What is counted, remembered and spent: in the table for all environments together, else in this one's memory. */
export const composeLedgers = (config: Config, options: LedgerOptions): ComposedLedgers => {
  const { clock, flushEvery, service, functionName, memory, onFailure } = options;
  const { upstream, budget: plan } = config;
  const { quotaLedger, counters, documents } = storesOf(config, options);
  let loaded: Budget | undefined;
  // Only a call to the provider is charged: an answer from a tier loads nothing for it.
  const composed = lazy(async () => {
    const { composeBudget } = await import('./budget.ts');
    return (loaded = composeBudget({ provider: upstream.kind, quotaLedger, plan, clock }));
  });
  const budget: Budget = {
    admit: async (reason, payer) => (await composed()).admit(reason, payer),
    notes: () => loaded?.notes() ?? new Map(),
    note: async (...note) => (await composed()).note(...note),
    state: async () => (await composed()).state(),
  };
  const usage = createUsage(clock);
  const metrics = lazy(async () => {
    const { createMetrics } = await import('../../lib/telemetry/metrics.ts');
    return createMetrics(service, config.metricsNamespace);
  });
  const flush = createUsageFlush({
    usage,
    counters,
    clock,
    every: flushEvery,
    role: service.replace(/^statline-/, ''),
    memoryBytes: () => memory().bytes,
    onFlushed: async (amounts) => {
      const emit = await metrics();
      emit.flushed(amounts, emit.tellsBudget(amounts) ? await budget.state().catch(() => undefined) : undefined);
    },
    onFailure,
  });
  return {
    scope: config.tableName === undefined ? 'environment' : 'table',
    usage,
    flush,
    counters,
    budget,
    memory,
    documents,
    async admit() {
      const reason = currentReason();
      const payer = currentPayer();
      try {
        await budget.admit(reason, payer);
      } catch (error) {
        const allowance = error instanceof UpstreamError ? error.allowance : undefined;
        usage.called(reason, { admitted: false, allowance });
        throw error;
      }
      noteCall();
      usage.called(reason, { admitted: true, allowance: payer.allowance?.name, caller: payer.caller?.name });
    },
    // Where it fails it is tried again, and told, with the first flush.
    async prepare() {
      await metrics().catch(() => undefined);
    },
    announce: async () => (await metrics()).coldStart(functionName),
  };
};

const storesOf = (config: Config, { dynamoDb, clock }: LedgerOptions): DynamoDbLedgers => {
  const { tableName, tableTimeout } = config;
  if (tableName === undefined) {
    const local = lazy(async () => (await import('./local-ledgers.ts')).createLocalLedgers(clock));
    return {
      quotaLedger: delegateQuotaLedger(async (use) => use((await local()).quotaLedger)),
      counters: delegateCounters(async (use) => use((await local()).counters)),
      documents: delegateDocumentStore(async (use) => use((await local()).documents)),
    };
  }
  return createLazyDynamoDbLedgers({
    client: dynamoDb,
    tableName,
    prefix: storedPrefix(config),
    prepare: () => dynamoDb.ready(),
    limit: { ms: tableTimeout * 2 },
  });
};
