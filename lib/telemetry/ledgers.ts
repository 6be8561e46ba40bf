import type { Budget } from '../ledgers/budget.ts';
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
  /** The memory tier of this environment. */
  readonly memory: () => MemoryGauge;
}
