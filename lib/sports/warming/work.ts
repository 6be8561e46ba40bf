import type { CacheKey, Query } from '../../cache/index.ts';
import type { Holding } from './cached.ts';

/** One thing to load, and what that is expected to cost. */
export interface WorkItem {
  readonly query: Query<unknown>;
  /** When what is held was loaded (epoch ms); 0: nothing is held, and whatever somebody has loaded meanwhile will do. */
  readonly loadedAt: number;
  /** Calls of the provider; none where what is held can be kept. */
  readonly calls: number;
  readonly why: 'nothing is held' | 'ends before the next run' | 'has changed';
}

/** What became of an item in this run. */
export type Outcome = 'loaded' | 'kept' | 'fresh' | 'elsewhere' | 'failed';

/** What a run has done so far, by key: nothing is tried twice in one. */
export type Tried = ReadonlyMap<CacheKey, Outcome>;

export const workOf = ({ query, held }: Holding, { calls }: { readonly calls: number }): WorkItem => {
  if (held === undefined) return { query, loadedAt: 0, calls, why: 'nothing is held' };
  return { query, loadedAt: held.loadedAt, calls, why: 'ends before the next run' };
};
