import { setTimeout as pause } from 'node:timers/promises';
import { decodeTime, ulid } from 'ulid';
import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  days,
  minutes,
  type Observer,
  type TieredCache,
} from '../lib/cache/index.ts';
import type { Config } from '../lib/config.ts';
import { httpBodies } from '../lib/http/bodies.ts';
import { failureReason } from '../lib/sports/failure-reason.ts';
import { createResources, type ResourceContext, type Resources } from '../lib/sports/resources/index.ts';
import type { Upstream } from '../lib/sports/upstream.ts';
import { createLazyDynamoDbClient } from '../lib/tiers/dynamodb-lazy.ts';
import { createLazyDynamoDbTier } from '../lib/tiers/dynamodb-lazy-tier.ts';
import { withBreaker, withTimeout, type GuardedTier } from '../lib/tiers/guards.ts';
import { createSqsRefresher } from '../lib/tiers/sqs-refresher.ts';
import { createUpstashClient } from '../lib/tiers/upstash-client.ts';
import { createUpstashTier } from '../lib/tiers/upstash.ts';
import { createEspnUpstream } from '../lib/upstreams/espn/upstream.ts';
import { withLimits } from '../lib/upstreams/limits.ts';

// The number is the shape of the bodies. A deploy that changes it counts on, and never reads what the last one wrote.
const prefixOf = ({ upstreamLabel }: Config): string => `statline:2:${upstreamLabel}:`;

// An eighth of the function's memory: thousands of stat lines.
const MEMORY_BYTES = 64 * 1024 * 1024;

// Of the time Redis has: several times what it takes when it is well.
const PATIENCE = 0.3;

// Nothing is kept longer than a finished season: 30 days fresh, and 30 more for when the provider is out.
const LONGEST_LIFE = days(61);

export interface Composition {
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly upstream: Upstream;
  readonly drain: () => Promise<void>;
}

/** Builds everything a function needs. The only place that constructs a client. */
export const compose = (config: Config, observe: Observer): Composition => {
  const background = createBackground();
  const shared = sharedTiers(config, observe);
  const [nearest] = shared;
  const cache = createTieredCache({
    memory: createMemoryTier({
      maxBytes: MEMORY_BYTES,
      // While the nearest tier is out, memory spares the far one: its entries live longer.
      cap: () => (nearest?.available() === false ? minutes(30) : minutes(5)),
      onEvict: (key) => observe({ kind: 'evict', key }),
    }),
    shared,
    bodies: httpBodies,
    defer: (work) => background.defer(work),
    pause: (ms) => pause(ms),
    newStamp: () => ulid(),
    isOutlived: (stamp) => decodeTime(stamp) < Date.now() - LONGEST_LIFE,
    random: () => Math.random(),
    refresher:
      config.refreshQueueUrl === undefined ? undefined : createSqsRefresher({ queueUrl: config.refreshQueueUrl }),
    coherenceWindow: () => config.coherenceWindow,
    patience: config.redisTimeout * PATIENCE,
    describe: failureReason,
    observe,
  });
  const upstream = withLimits(createEspnUpstream({ ...config.espn, userAgent: config.userAgent }));
  const context: ResourceContext = { upstream, read: (query) => cache.read(query), clock: Date };
  return { cache, resources: createResources(context), upstream, drain: () => background.drain() };
};

const sharedTiers = (config: Config, observe: Observer): readonly GuardedTier[] => {
  const { redis, redisTimeout, tableName, tableTimeout } = config;
  const prefix = prefixOf(config);
  const dynamoDb = createLazyDynamoDbClient();
  const tiers: GuardedTier[] = [];
  if (redis !== undefined) {
    // The guard gives up first; this only ends the request that nobody waits for any more.
    const client = createUpstashClient({ ...redis, timeout: redisTimeout * 4 });
    const tier = withTimeout(createUpstashTier({ redis: client, prefix, observe }), {
      restore: redisTimeout * 4,
      otherwise: redisTimeout,
    });
    // Whatever Redis was asked, DynamoDB will be asked next.
    tiers.push(withBreaker(tier, { onOpen: () => tableName === undefined || dynamoDb.preload() }));
  }
  if (tableName !== undefined) {
    const tier = createLazyDynamoDbTier({ client: dynamoDb, tableName, prefix, observe });
    tiers.push(
      withBreaker(
        withTimeout(tier, { get: tableTimeout, otherwise: tableTimeout * 2 }, { prepare: () => dynamoDb.ready() }),
      ),
    );
  }
  return tiers;
};
