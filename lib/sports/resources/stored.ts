import type { CacheKey, Query } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';

/**
 * What is stored under a key of another resource, without that resource's way to load it. `V` is the type of the key's kind,
 * for which the stored name vouches.
 */
export const stored = <V>(league: LeagueId, key: CacheKey): Query<V> => ({
  key,
  namespace: league,
  policy: { freshFor: 0, staleWhileRevalidate: 0, staleIfError: 0, absentFor: 0 },
  scopes: [],
  source: { key, load: () => Promise.reject(new Error('What is only looked up is not loaded')) },
  decode: (json) => json as V,
});
