import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  cacheKey,
  createBackground,
  createMemoryTier,
  createTieredCache,
  type Answer,
  type Query,
  type Policy,
} from '../../../lib/cache/index.ts';
import { httpBodies } from '../../../lib/http/bodies.ts';
import { createLazyDynamoDbClient } from '../../../lib/tiers/dynamodb/lazy.ts';
import { createDynamoDbTier } from '../../../lib/tiers/dynamodb/tier.ts';
import { withBreaker, type GuardedTier } from '../../../lib/tiers/guards/breaker.ts';
import { withTimeout } from '../../../lib/tiers/guards/timeout.ts';
import { createUpstashClient } from '../../../lib/tiers/upstash/client.ts';
import { createUpstashTier } from '../../../lib/tiers/upstash/tier.ts';
import type { Load, Open, OpenOptions } from '../subject.ts';

const NAMESPACE = 'bench';
const PREFIX = 'statline:';
/** As functions/compose/compose.ts has them. */
const L2_TIMEOUT = 150;
const L3_TIMEOUT = 500;
const TIMEOUT_MS = 5000;

/** Statline put together as its functions do, with the engine's own loader in place of the sports provider. */
export const open: Open = (options) => {
  const background = createBackground();
  const cache = createTieredCache({
    memory: createMemoryTier({ maxBytes: 64 * 1024 * 1024 }),
    shared: options.memoryOnly ? [] : sharedTiers(options),
    bodies: httpBodies,
    defer: (work) => background.defer(work),
    pause: (ms) => sleep(ms),
    newStamp: randomUUID,
    coherenceWindow: () => options.coherenceWindow,
  });
  const queryOf = (key: string, load: Load, tags: readonly string[] = [key]): Query<unknown> => ({
    key: cacheKey(key),
    namespace: NAMESPACE,
    policy: policyOf(options),
    scopes: tags,
    source: { key, load: () => loadedEntries(key, load, tags) },
    decode: (json) => json,
  });
  const loadedEntries = async (key: string, load: Load, tags: readonly string[]) => {
    const value = await load();
    // What a load does not yield is absent.
    return value === null ? [] : [{ key: cacheKey(key), value, policy: policyOf(options), scopes: tags }];
  };
  return Promise.resolve({
    get: async (key, load, tags) => valueOf(await cache.read(queryOf(key, load, tags))),
    getMany: async (keys) => (await cache.readMany(keys.map((key) => queryOf(key, unexpected)))).map(valueOf),
    atHand(key) {
      const query = queryOf(key, unexpected);
      return {
        peek() {
          const answer = cache.readFresh(query);
          return answer && valueOf(answer);
        },
        // A promise of the answer, which has the value at hand; the others' are of the value.
        get: () => cache.read(query),
        getValue() {
          const answer = cache.readFresh(query);
          return answer === undefined ? cache.read(query).then(valueOf) : Promise.resolve(valueOf(answer));
        },
      };
    },
    purge: (key, tags = [key]) => cache.purge(NAMESPACE, tags),
    close: () => background.drain(),
  });
};

const sharedTiers = ({ rest, dynamodb, patient }: OpenOptions): readonly GuardedTier[] => {
  const tiers: GuardedTier[] = [];
  const l2Timeout = patient ? TIMEOUT_MS : L2_TIMEOUT;
  const l3Timeout = patient ? TIMEOUT_MS : L3_TIMEOUT;
  if (rest !== undefined) {
    const redis = createUpstashClient({ ...rest, timeout: l2Timeout });
    tiers.push(withBreaker(withTimeout(createUpstashTier({ redis, prefix: PREFIX }), l2Timeout)));
  }
  if (dynamodb !== undefined) {
    const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
    const client = createLazyDynamoDbClient({ config: { endpoint: dynamodb.url, region: 'us-east-1', credentials } });
    const tier = createDynamoDbTier({ client, tableName: dynamodb.tableName, prefix: PREFIX });
    tiers.push(withBreaker(withTimeout(tier, l3Timeout)));
  }
  return tiers;
};

const policyOf = ({ ttl, staleFor }: OpenOptions): Policy => ({
  freshFor: ttl,
  staleWhileRevalidate: staleFor,
  staleIfError: staleFor,
  absentFor: ttl,
});

const valueOf = (answer: Answer<unknown>): unknown => {
  switch (answer.kind) {
    case 'value':
      return answer.value();
    case 'absent':
      return null;
    case 'failed':
      throw answer.error;
  }
};

const unexpected = (): Promise<never> => Promise.reject(new Error('Nothing should have been loaded'));
