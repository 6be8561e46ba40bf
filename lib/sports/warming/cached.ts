import type { Answer, CacheKey, Query, TieredCache } from '../../cache/index.ts';

/** A query that may be warmed, and what the tiers have for it. */
export interface CachedQuery<V = unknown> {
  readonly query: Query<V>;
  /** Undefined: nothing that may be served. */
  readonly cached: CachedAnswer<V> | undefined;
}

export interface CachedAnswer<V> {
  /** Epoch ms. */
  readonly loadedAt: number;
  /** Epoch ms. */
  readonly freshUntil: number;
  readonly isAbsent: boolean;
  /** Parsed on demand; undefined where it is absent or cannot be read. */
  value(): V | undefined;
}

// What a tier reads in one request.
const QUERIES_PER_READ = 250;

/** What is cached for each query, in their order. Nothing is loaded. */
export const getCached = async <V>(
  cache: Pick<TieredCache, 'getAllPresent'>,
  queries: readonly Query<V>[],
): Promise<readonly CachedQuery<V>[]> => {
  const found: CachedQuery<V>[] = [];
  for (let start = 0; start < queries.length; start += QUERIES_PER_READ) {
    const chunk = queries.slice(start, start + QUERIES_PER_READ);
    const answers = await cache.getAllPresent(chunk);
    found.push(...chunk.map((query, index) => ({ query, cached: cachedAnswer(answers[index]) })));
  }
  return found;
};

const cachedAnswer = <V>(answer: Answer<V> | undefined): CachedAnswer<V> | undefined => {
  if (answer === undefined || answer.kind === 'failed') return undefined;
  const { loadedAt, freshUntil } = answer.entry;
  const isAbsent = answer.kind === 'absent';
  return {
    loadedAt,
    freshUntil,
    isAbsent,
    value: () => (answer.kind === 'value' ? orUndefined(() => answer.value()) : undefined),
  };
};

/** An entry that another version of us wrote may not be readable. It is loaded again then. */
const orUndefined = <V>(value: () => V): V | undefined => {
  try {
    return value();
  } catch {
    return undefined;
  }
};

export const valueOf = <V>(of: CachedQuery<V> | undefined): V | undefined => of?.cached?.value();

interface NextRun {
  /** Epoch ms. */
  readonly nextRun: number;
}

/** Due: nothing cached, or expiring before the next run. A cached absence is not due until it expires. */
export const expiresBeforeNextRun = ({ cached }: CachedQuery, { nextRun }: NextRun): boolean =>
  cached === undefined || (!cached.isAbsent && cached.freshUntil < nextRun);

/** The same where an answer may be stale: due only if it could not even be served stale by the next run. */
export const outlivesStaleWindow = ({ query, cached }: CachedQuery, { nextRun }: NextRun): boolean =>
  cached === undefined || (!cached.isAbsent && cached.freshUntil + query.policy.staleWhileRevalidate < nextRun);

/** One thing to load, and what that is expected to cost. */
export interface WorkItem {
  readonly query: Query<unknown>;
  /** When the cached entry was loaded (epoch ms); 0: there is none, and any that was loaded meanwhile will do. */
  readonly loadedAt: number;
  /** Calls of the provider; none where the cached entry can be confirmed. */
  readonly calls: number;
}

export const workOf = ({ query, cached }: CachedQuery, { calls }: { readonly calls: number }): WorkItem => ({
  query,
  loadedAt: cached?.loadedAt ?? 0,
  calls,
});

/** What became of an item in this run. */
export type Outcome = Awaited<ReturnType<TieredCache['refresh']>> | 'failed';

/** Outcomes of this run by key: nothing is tried twice in one. */
export type Tried = ReadonlyMap<CacheKey, Outcome>;
