import { mapConcurrent } from '../../async/map-concurrent.ts';
import { LoadBackedOffError, seconds, type CacheKey, type TieredCache } from '../../cache/index.ts';
import { failureReason } from '../failure-reason.ts';
import type { Plan } from './plan.ts';
import type { Outcome, WorkItem } from './work.ts';

/** Why a run ended before its work did. */
export type Stopped = 'deadline' | 'budget' | 'provider';

export interface RunOptions {
  readonly cache: Pick<TieredCache, 'refresh'>;
  /** Milliseconds until the run must have ended. */
  readonly remaining: () => number;
  /** Milliseconds to be left when the last load has ended. */
  readonly margin: number;
  /** Waits until more may be spent; false where that is not worth waiting for. */
  readonly awaitBudget: () => Promise<boolean>;
  readonly onOutcome: (key: CacheKey, outcome: Outcome) => void;
  readonly onFailure: (key: CacheKey, error: unknown) => void;
}

const CONCURRENT = 4;
// One document may be broken; so many in a row are a provider that is not well.
const FAILURES_IN_A_ROW = 5;
// What the engine gives a load whose source does not say.
const LOAD_LIMIT = seconds(8);

/** Does a plan, a few items at a time, stage by stage. Undefined when it has been done. */
export const runPlan = async (plan: Plan, options: RunOptions): Promise<Stopped | undefined> => {
  const { cache, remaining, margin, awaitBudget, onOutcome, onFailure } = options;
  const state: { failures: number; stopped: Stopped | undefined } = { failures: 0, stopped: undefined };

  const load = async ({ query, loadedAt }: Pick<WorkItem, 'query' | 'loadedAt'>): Promise<void> => {
    try {
      const refreshed = await cache.refresh(query, loadedAt);
      state.failures = 0;
      onOutcome(query.key, OUTCOMES[refreshed]);
    } catch (error) {
      if (failureReason(error).reason === 'over-budget') {
        // Nobody was asked: the item is as it was.
        if (await awaitBudget()) return load({ query, loadedAt });
        state.stopped = 'budget';
        return;
      }
      onOutcome(query.key, 'failed');
      onFailure(query.key, error);
      // What has been refused a moment ago says nothing new about the provider.
      if (!(error instanceof LoadBackedOffError)) state.failures += 1;
      if (state.failures >= FAILURES_IN_A_ROW) state.stopped = 'provider';
    }
  };

  for (const stage of plan) {
    await mapConcurrent(stage, CONCURRENT, async (item) => {
      if (state.stopped === undefined && remaining() < (item.query.source.timeLimit ?? LOAD_LIMIT) + margin) {
        state.stopped = 'deadline';
      }
      if (state.stopped === undefined) await load(item);
    });
    if (state.stopped !== undefined) return state.stopped;
  }
  return undefined;
};

const OUTCOMES = {
  loaded: 'loaded',
  confirmed: 'kept',
  'already-fresh': 'fresh',
  'loading-elsewhere': 'elsewhere',
} as const satisfies Record<Awaited<ReturnType<TieredCache['refresh']>>, Outcome>;
