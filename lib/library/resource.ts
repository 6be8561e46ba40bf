import {
  cacheKey,
  type Answer,
  type CacheKey,
  type LoadContext,
  type Policy,
  type Query,
  type TieredCache,
} from '../cache/index.ts';

export interface ResourceOptions<V> {
  /** What shares a purge log: purging it is one write, and a question reads one log. */
  readonly namespace: string;
  /** Stands before the id in keys. Two resources of a namespace have different names. */
  readonly name: string;
  readonly policy: Policy;
  /**
   * Asks the upstream for one thing, which must be plain JSON. null: there is no such thing, which is cached, too. Throws
   * when the upstream fails, which is not: what is held is served instead, for as long as the policy allows.
   */
  readonly load: (id: string, context: LoadContext) => Promise<V | null>;
  /** What a purge may name beside the key itself: `country:CH`. At most a few. */
  readonly scopes?: (id: string) => readonly string[];
}

/** One kind of thing that is cached, by id. */
export interface Resource<V> {
  /** Never rejects: a failed load is an answer, and so is that there is no such thing. */
  read(id: string): Promise<Answer<V>>;
  /** In the order of the ids; one look into each shared tier, however many they are. */
  readMany(ids: readonly string[]): Promise<readonly Answer<V>[]>;
  /** The value, or null where there is none. Rejects with the load's error where nothing may be served. */
  get(id: string): Promise<V | null>;
  /** Hides what is held of these from every environment. Rejects with PurgeIncompleteError where a tier was not reached. */
  purge(ids: readonly string[]): Promise<void>;
  /** The question itself, for the cache's other calls. Throws a RangeError for an id of more than some 500 characters. */
  query(id: string): Query<V>;
}

/**
 * A kind of thing with one load for each.
 * @example
 * const rates = createResource(cache, {
 *   namespace: 'rates',
 *   name: 'rate',
 *   policy: { freshFor: minutes(5), staleWhileRevalidate: hours(1), staleIfError: days(1), absentFor: minutes(1) },
 *   load: (currency, { signal }) => fetchRate(currency, signal),
 * });
 */
export const createResource = <V>(
  cache: Pick<TieredCache, 'read' | 'readMany' | 'purge'>,
  { namespace, name, policy, load, scopes = () => [] }: ResourceOptions<V>,
): Resource<V> => {
  // Whatever an id is made of, a key is printable.
  const keyOf = (id: string): CacheKey => cacheKey(`${encodeURIComponent(name)}:${encodeURIComponent(id)}`);
  const query = (id: string): Query<V> => {
    const key = keyOf(id);
    const its = [key, ...scopes(id)];
    return {
      key,
      namespace,
      policy,
      scopes: its,
      // A cast is enough: nothing else is stored under this name.
      decode: (json) => json as V,
      source: {
        key,
        async load(context) {
          const value = await load(id, context);
          return value === null ? [] : [{ key, value, policy, scopes: its }];
        },
      },
    };
  };
  const read = (id: string): Promise<Answer<V>> => cache.read(query(id));
  return {
    read,
    query,
    readMany: (ids) => cache.readMany(ids.map(query)),
    async get(id) {
      const answer = await read(id);
      switch (answer.kind) {
        case 'value':
          return answer.value();
        case 'absent':
          return null;
        case 'failed':
          throw answer.error;
      }
    },
    async purge(ids) {
      await cache.purge(namespace, ids.map(keyOf));
    },
  };
};
