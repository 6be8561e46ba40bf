import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import type { CacheKey, Query, Recalled } from './query.ts';
import { newest, newestFound, type SearchResult } from './search.ts';

/** Whatever is there, purged and expired entries included. Never loads. */
export type RecallAll = (queries: readonly Query<unknown>[]) => Promise<readonly (Recalled<unknown> | undefined)[]>;

export interface RecallParts {
  /** What the shared tiers have of those keys that memory does not answer for. */
  readonly search: (queries: readonly Query<unknown>[]) => Promise<ReadonlyMap<CacheKey, SearchResult>>;
  /** That no tier has anything to serve, and what there is instead. */
  readonly rememberNowhere: (query: Query<unknown>, hidden: Entry | undefined) => void;
}

export const createRecallAll = (engine: Engine, { search, rememberNowhere }: RecallParts): RecallAll => {
  const { memory, entries } = engine;

  const recalled = (query: Query<unknown>, entry: Entry, isHidden: boolean): Recalled<unknown> | undefined => {
    try {
      const { loadedAt, freshUntil } = entry;
      return { value: entries.valueOf(entry, query), loadedAt, freshUntil, isHidden };
    } catch {
      // Another version wrote it: it proves nothing to this one.
      return undefined;
    }
  };

  return async (queries) => {
    // Before they are looked for: what has expired leaves memory then.
    const near = queries.map(({ key }) => memory.recall(key));
    const results = await search(queries);
    return queries.map((query, index) => {
      const result = results.get(query.key);
      const found = newestFound(engine, query, result?.found)?.entry;
      if (found !== undefined) return recalled(query, found, false);
      const hidden = newest(near[index], result?.hidden);
      if (result !== undefined) rememberNowhere(query, hidden);
      return hidden && recalled(query, hidden, true);
    });
  };
};
