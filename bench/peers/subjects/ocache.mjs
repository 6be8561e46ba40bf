import { cachedFunction, composeStorage, createMemoryStorage } from 'ocache';
import { openRedis } from './tuned-redis.mjs';

/**
 * @param {import('ioredis').Redis} redis
 * @returns {import('ocache').StorageInterface}
 */
const redisStorage = (redis) => ({
  async get(key) {
    const text = await redis.get(key);
    return text === null ? null : JSON.parse(text);
  },
  async set(key, value, { ttl } = {}) {
    if (value === null || value === undefined) await redis.del(key);
    else if (ttl === undefined) await redis.set(key, JSON.stringify(value));
    else await redis.set(key, JSON.stringify(value), 'PX', Math.ceil(ttl * 1000));
  },
});

/** @type {import('../subject.ts').Open} */
export const open = async (options) => {
  const { ttl, staleFor, memoryOnly } = options;
  const client = memoryOnly ? undefined : await openRedis(options);
  const memory = createMemoryStorage({ maxSize: 10_000 });
  const quiet = () => undefined;
  const storage = client === undefined ? memory : composeStorage([memory, redisStorage(client)], { onError: quiet });
  const loads = new Map();
  const cached = cachedFunction((key) => loads.get(key)(), {
    name: 'bench',
    getKey: (key) => key,
    maxAge: ttl / 1000,
    ...(staleFor > 0 && { swr: true, staleMaxAge: staleFor / 1000 }),
    // Every process must take the others' entries for its own.
    integrity: 'bench',
    storage,
    onError: quiet,
  });
  return {
    get(key, load) {
      loads.set(key, load);
      return cached(key);
    },
    atHand: (key) => ({ get: () => cached(key) }),
    purge: (key) => cached.invalidate(key),
    close: async () => client?.disconnect(),
  };
};
