import type { Budget } from '../ledgers/budget.ts';
import type { DocumentStore } from '../ledgers/document-store.ts';
import type { Counters } from '../ledgers/counters.ts';
import type { UsageFlush } from './usage/flush.ts';
import type { MemoryGauge } from './usage/memory.ts';
import type { Usage } from './usage/usage.ts';

/** What is counted, and what may be spent. */
export interface Ledgers {
  /** Whether all environments count together, in a table, or this one for itself. */
  readonly scope: 'table' | 'environment';
  readonly usage: Usage;
  readonly flush: UsageFlush;
  readonly counters: Counters;
  readonly budget: Budget;
  /** Small documents that functions remember together. */
  readonly documents: DocumentStore;
  /** The memory tier of this environment. */
  readonly memory: () => MemoryGauge;
}
