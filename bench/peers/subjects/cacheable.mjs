import { createKeyv as createMemory } from '@cacheable/memory';
import { createKeyvNonBlocking } from '@keyv/redis';
import { Cacheable } from 'cacheable';

/** @type {import('../subject.ts').Open} */
export const open = async ({ redis, ttl, memoryOnly, tagged }) => {
  const secondary = memoryOnly ? undefined : createKeyvNonBlocking(`redis://${redis.host}:${redis.port}`);
  secondary?.on('error', () => undefined);
  const cache = new Cacheable({
    primary: createMemory({ useClone: false, lruSize: 10_000 }),
    ...(secondary && { secondary }),
    ttl,
    tags: tagged,
  });
  cache.on('error', () => undefined);
  // By default a failed loader is an `undefined` nobody can tell from a value.
  const options = { throwErrors: 'function' };
  const getTagged = async (key, load, tags) => {
    const known = await cache.get(key);
    if (known !== undefined) return known;
    const value = await load();
    await cache.set(key, value, { ttl, tags });
    return value;
  };
  return {
    get: (key, load, tags) => (tags ? getTagged(key, load, tags) : cache.getOrSet(key, load, options)),
    getMany: (keys) => cache.getMany(keys),
    purge: (key, tags) => (tags ? cache.tags.invalidateTags(tags) : cache.delete(key)),
    close: async () => cache.disconnect(),
  };
};
