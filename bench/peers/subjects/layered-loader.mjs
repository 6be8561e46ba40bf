import { Loader, RedisCache } from 'layered-loader';
import { openRedis } from './tuned-redis.mjs';

/** @type {import('../subject.ts').Open} */
export const open = async (options) => {
  const { ttl, memoryOnly } = options;
  const client = memoryOnly ? undefined : await openRedis(options);
  const loads = new Map();
  const load = (key) => loads.get(key)();
  const quiet = () => undefined;
  const loader = new Loader({
    inMemoryCache: { cacheType: 'lru-object', maxItems: 10_000, ttlInMsecs: ttl },
    ...(client && { asyncCache: new RedisCache(client, { json: true, ttlInMsecs: ttl }) }),
    dataSourceGetOneFn: load,
    dataSourceGetManyFn: (keys) => Promise.all(keys.map(load)),
    cacheKeyFromValueResolver: (value) => value.key,
    logger: { error: quiet },
  });
  return {
    get(key, fresh) {
      loads.set(key, fresh);
      return loader.get(key);
    },
    getMany: (keys) => loader.getMany(keys),
    atHand: (key) => ({ get: () => loader.get(key), peek: () => loader.getInMemoryOnly(key) }),
    purge: (key) => loader.invalidateCacheFor(key),
    close: async () => client?.disconnect(),
  };
};
