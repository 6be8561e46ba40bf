import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisDriver } from 'bentocache/drivers/redis';
import { openRedis } from './tuned-redis.mjs';

/** @type {import('../subject.ts').Open} */
export const open = async (options) => {
  const { ttl, staleFor, memoryOnly } = options;
  const connection = memoryOnly ? undefined : await openRedis(options);
  // `serialize: false`, its fast memory, throws at the first read after an L2 hit: only without an L2.
  const l1 = memoryDriver(memoryOnly ? { maxItems: 10_000, serialize: false } : { maxItems: 10_000, maxSize: '64mb' });
  const store = bentostore().useL1Layer(l1);
  const bento = new BentoCache({
    default: 'bench',
    stores: { bench: connection === undefined ? store : store.useL2Layer(redisDriver({ connection })) },
    ttl,
    // A soft timeout above 0 is what makes it back off a failing loader.
    ...(staleFor > 0 && { grace: staleFor, graceBackoff: '10s', timeout: '2s' }),
    l2CircuitBreakerDuration: '5s',
    suppressL2Errors: true,
  });
  return {
    get: (key, load, tags) => bento.getOrSet({ key, factory: load, ...(tags && { tags }) }),
    purge: (key, tags) => (tags ? bento.deleteByTag({ tags }) : bento.delete({ key })),
    close: async () => connection?.disconnect(),
  };
};
