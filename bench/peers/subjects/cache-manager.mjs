import { createKeyv as createMemory } from '@cacheable/memory';
import { createKeyvNonBlocking } from '@keyv/redis';
import { createCache } from 'cache-manager';

/** @type {import('../subject.ts').Open} */
export const open = async ({ redis, ttl, memoryOnly }) => {
  const memory = createMemory({ useClone: false, lruSize: 10_000 });
  const far = memoryOnly ? undefined : createKeyvNonBlocking(`redis://${redis.host}:${redis.port}`);
  far?.on('error', () => undefined);
  const cache = createCache({ stores: far === undefined ? [memory] : [memory, far], ttl });
  return {
    get: (key, load) => cache.wrap(key, load),
    getMany: (keys) => cache.mget(keys),
    purge: (key) => cache.del(key),
    close: async () => cache.disconnect(),
  };
};
