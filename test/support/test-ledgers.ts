import type { Clock } from '../../lib/cache/index.ts';
import { createBudget } from '../../lib/ledgers/budget.ts';
import type { BudgetPlan } from '../../lib/ledgers/quota-ledger.ts';
import type { Amounts } from '../../lib/ledgers/counters.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import type { Ledgers } from '../../lib/telemetry/ledgers.ts';
import { createUsageFlush } from '../../lib/telemetry/usage/flush.ts';
import { createUsage } from '../../lib/telemetry/usage/usage.ts';
import { createMemoryQuotaLedger, type MemoryQuotaLedger } from './memory-quota-ledger.ts';
import { createMemoryDocumentStore } from './memory-document-store.ts';
import { createMemoryCounters, type MemoryCounters } from './memory-counters.ts';

/** The ledgers of one environment, over stores that several of them may share. */
export interface TestLedgers extends Ledgers {
  readonly counters: MemoryCounters;
  readonly quotaLedger: MemoryQuotaLedger;
  readonly plan: BudgetPlan;
  /** What was handed on, and what could not be. */
  readonly flushed: readonly Amounts[];
  readonly failures: readonly unknown[];
}

export interface TestLedgersOptions {
  readonly clock: Clock;
  readonly counters?: MemoryCounters;
  readonly quotaLedger?: MemoryQuotaLedger;
  readonly plan?: BudgetPlan;
  readonly flushEvery?: number;
  readonly documents?: DocumentStore;
}

export const createTestLedgers = ({
  clock,
  counters = createMemoryCounters(),
  quotaLedger = createMemoryQuotaLedger(),
  plan = { perDay: 1_000_000, perMinute: undefined },
  flushEvery = 60_000,
  documents = createMemoryDocumentStore(),
}: TestLedgersOptions): TestLedgers => {
  const memory = { bytes: 0, entries: 0, maxBytes: 10_000_000 };
  const usage = createUsage(clock);
  const flushed: Amounts[] = [];
  const failures: unknown[] = [];
  const flush = createUsageFlush({
    usage,
    counters,
    clock,
    every: flushEvery,
    role: 'api',
    memoryBytes: () => memory.bytes,
    onFlushed: (amounts) => Promise.resolve(void flushed.push(amounts)),
    onFailure: (error) => void failures.push(error),
  });
  const budget = createBudget({ provider: 'fake', quotaLedger, plan, clock, uncountedPerMinute: 0 });
  return {
    scope: 'table',
    usage,
    flush,
    counters,
    quotaLedger,
    plan,
    budget,
    documents,
    memory: () => memory,
    flushed,
    failures,
  };
};
