import type { Budget } from './budget.ts';
import type { Tallies } from './counters.ts';
import type { UsageFlush } from '../telemetry/usage-flush.ts';
import type { Usage } from '../telemetry/usage.ts';

/** What is counted, and what may be spent. */
export interface Ledgers {
  /** Whether all environments count together, in a table, or this one for itself. */
  readonly scope: 'table' | 'environment';
  readonly usage: Usage;
  readonly flush: UsageFlush;
  readonly tallies: Tallies;
  readonly budget: Budget;
}
