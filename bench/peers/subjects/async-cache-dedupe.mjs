import { createCache } from 'async-cache-dedupe';
import { openRedis } from './tuned-redis.mjs';

/**
 * One storage only: memory where L1 hits are the question, Redis everywhere else.
 * @type {import('../subject.ts').Open}
 */
export const open = async (options) => {
  const { ttl, staleFor, memoryOnly, tagged } = options;
  const client = memoryOnly ? undefined : await openRedis(options);
  const seconds = Math.ceil(ttl / 1000);
  const invalidation = tagged ? { invalidation: { referencesTTL: seconds } } : {};
  const cache = createCache({
    ttl: seconds,
    stale: Math.ceil(staleFor / 1000),
    storage:
      client === undefined
        ? { type: 'memory', options: { size: 10_000 } }
        : { type: 'redis', options: { client, ...invalidation } },
  });
  const loads = new Map();
  const tagsByKey = new Map();
  const references = tagged ? { references: (key) => tagsByKey.get(key) ?? null } : {};
  cache.define('load', references, (key) => loads.get(key)());
  return {
    get(key, load, tags) {
      loads.set(key, load);
      if (tags) tagsByKey.set(key, tags);
      return cache.load(key);
    },
    atHand: (key) => ({ get: () => cache.load(key) }),
    purge: (key, tags) => (tags ? cache.invalidateAll(tags) : cache.clear('load', key)),
    close: async () => client?.disconnect(),
  };
};
