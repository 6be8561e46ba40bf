import { cachified } from '@epic-web/cachified';
import { LRUCache } from 'lru-cache';
import { openRedis } from './tuned-redis.mjs';

/**
 * It has no tiers: these lines are the glue its users write, with Redis as in its README.
 * @param {import('ioredis').Redis | undefined} redis
 */
const twoTiers = (redis) => {
  const memory = new LRUCache({ max: 10_000 });
  return {
    name: 'lru over redis',
    async get(key) {
      const near = memory.get(key);
      if (near !== undefined || redis === undefined) return near;
      const text = await redis.get(key);
      if (text === null) return null;
      const entry = JSON.parse(text);
      memory.set(key, entry);
      return entry;
    },
    async set(key, entry) {
      memory.set(key, entry);
      const { ttl, swr } = entry.metadata;
      await redis?.set(key, JSON.stringify(entry), 'PX', (ttl ?? 0) + (swr ?? 0));
    },
    async delete(key) {
      memory.delete(key);
      await redis?.del(key);
    },
  };
};

/** @type {import('../subject.ts').Open} */
export const open = async (options) => {
  const { ttl, staleFor, memoryOnly } = options;
  const client = memoryOnly ? undefined : await openRedis(options);
  const cache = twoTiers(client);
  return {
    get: (key, load) => cachified({ key, cache, ttl, swr: staleFor, getFreshValue: load }),
    purge: (key) => cache.delete(key),
    close: async () => client?.disconnect(),
  };
};
