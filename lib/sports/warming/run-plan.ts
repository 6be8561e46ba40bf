import { mapConcurrent } from '../../async/map-concurrent.ts';
import { LoadBackedOffError, seconds, type CacheKey, type TieredCache } from '../../cache/index.ts';
import { failureReason, isBudgetRefusal } from '../upstream/index.ts';
import type { Refused } from './call-pacing.ts';
import type { Outcome, WorkItem } from './cached.ts';
import type { Plan } from './plan.ts';

/** Why a run ended before its work did. */
export type Stopped = 'deadline' | 'budget' | 'provider';

export interface RunOptions {
  readonly cache: Pick<TieredCache, 'refresh' | 'confirmAll'>;
  /** Milliseconds until the run must have ended. */
  readonly remaining: () => number;
  /** Milliseconds to be left when the last load has ended. */
  readonly margin: number;
  /** Waits until more calls may be made; false where that is not worth waiting for. */
  readonly awaitBudget: (refused: Refused) => Promise<boolean>;
  readonly onOutcome: (key: CacheKey, outcome: Outcome) => void;
  readonly onFailure: (key: CacheKey, error: unknown) => void;
}

const MAX_CONCURRENT_LOADS = 4;
// A single failure may be a broken document. This many in a row mean that the provider is not well.
const MAX_FAILURES_IN_A_ROW = 5;
// The engine's limit for a load whose source sets none.
const DEFAULT_LOAD_LIMIT_MS = seconds(8);

/** Carries out a plan stage by stage, a few items at a time. Answers undefined when all of it has been tried. */
export const runPlan = async (plan: Plan, options: RunOptions): Promise<Stopped | undefined> => {
  const { cache, remaining, margin, awaitBudget, onOutcome, onFailure } = options;
  const state: { failures: number; stopped: Stopped | undefined } = { failures: 0, stopped: undefined };

  const load = async (item: WorkItem): Promise<void> => {
    const { query, loadedAt } = item;
    try {
      const outcome = await cache.refresh(query, loadedAt);
      state.failures = 0;
      onOutcome(query.key, outcome);
    } catch (error) {
      const { reason, retryAfter } = failureReason(error);
      if (isBudgetRefusal(reason)) {
        // The provider was not asked: the item is tried again, or left as it was.
        if (await awaitBudget(reason === 'ledger-unavailable' ? { retryAfter } : {})) return load(item);
        state.stopped = 'budget';
        return;
      }
      onOutcome(query.key, 'failed');
      onFailure(query.key, error);
      // A load that is backed off was not tried now, and says nothing new about the provider.
      if (!(error instanceof LoadBackedOffError)) state.failures += 1;
      if (state.failures >= MAX_FAILURES_IN_A_ROW) state.stopped = 'provider';
    }
  };

  /** What costs no call is confirmed together: by itself each item is a request to every tier, to read and to write. */
  const confirmed = async (stage: readonly WorkItem[]): Promise<ReadonlySet<CacheKey>> => {
    const still = stage.filter(({ query, calls }) => calls === 0 && query.confirm !== undefined);
    if (still.length === 0 || remaining() < DEFAULT_LOAD_LIMIT_MS + margin) return new Set();
    const outcomes = await cache.confirmAll(still);
    for (const [key, outcome] of outcomes) onOutcome(key, outcome);
    return new Set(outcomes.keys());
  };

  for (const stage of plan) {
    const done = await confirmed(stage);
    const open = stage.filter(({ query }) => !done.has(query.key));
    await mapConcurrent(open, MAX_CONCURRENT_LOADS, async (item) => {
      if (state.stopped !== undefined) return;
      if (remaining() >= (item.query.source.timeLimit ?? DEFAULT_LOAD_LIMIT_MS) + margin) await load(item);
      else state.stopped = 'deadline';
    });
    if (state.stopped !== undefined) return state.stopped;
  }
  return undefined;
};
