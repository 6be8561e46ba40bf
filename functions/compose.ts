import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  type Observer,
  type SharedTier,
} from '../lib/cache/index.ts';
import type { Config } from '../lib/config.ts';
import { httpBodies } from '../lib/http/bodies.ts';
import { createBatchStats } from '../lib/sports/batch-stats.ts';
import { createSeasons } from '../lib/sports/current-season.ts';
import { createNameResolver } from '../lib/sports/resolution.ts';
import { createResources, type ResourceContext } from '../lib/sports/resources/index.ts';
import { createStatsLookup } from '../lib/sports/stats-lookup.ts';
import { createLazyDynamoDbClient } from '../lib/tiers/dynamodb-lazy.ts';
import { createDynamoDbTier } from '../lib/tiers/dynamodb.ts';
import { withTimeout } from '../lib/tiers/guards.ts';
import { createUpstashClient } from '../lib/tiers/upstash-client.ts';
import { createUpstashTier } from '../lib/tiers/upstash.ts';
import { createEspnUpstream } from '../lib/upstreams/espn/upstream.ts';
import { withLimits } from '../lib/upstreams/limits.ts';
import type { ApiDeps } from './api/deps.ts';

// The number is the shape of the bodies. A deploy that changes it counts on, and never reads what the last one wrote.
const prefixOf = ({ upstreamLabel }: Config): string => `statline:1:${upstreamLabel}:`;

// A quarter of the smallest function: thousands of stat lines.
const MEMORY_BYTES = 64 * 1024 * 1024;

const L2_TIMEOUT = 150;
const L3_TIMEOUT = 500;

export interface Composition {
  readonly api: ApiDeps;
  drain(): Promise<void>;
}

/** Builds everything a function needs. The only place that constructs a client. */
export const compose = (config: Config, observe: Observer): Composition => {
  const background = createBackground();
  const memory = createMemoryTier({
    maxBytes: MEMORY_BYTES,
    onEvict: (key) => observe({ kind: 'evict', key }),
  });
  const cache = createTieredCache({
    memory,
    shared: sharedTiers(config, observe),
    bodies: httpBodies,
    defer: (work) => background.defer(work),
    observe,
  });
  const upstream = withLimits(createEspnUpstream({ ...config.espn, userAgent: config.userAgent }));
  const context: ResourceContext = { upstream, read: (query) => cache.read(query), clock: Date };
  const resources = createResources(context);
  const resolver = createNameResolver({ cache, resources });
  const lookup = createStatsLookup({ cache, resources });
  return {
    api: {
      cache,
      resources,
      resolver,
      lookup,
      batch: createBatchStats({ resolver, lookup, resources }),
      seasons: createSeasons({ cache, resources, clock: Date }),
      clock: Date,
      upstream: { name: upstream.name, label: config.upstreamLabel },
    },
    drain: () => background.drain(),
  };
};

const sharedTiers = (config: Config, observe: Observer): readonly SharedTier[] => {
  const { redis, tableName } = config;
  const prefix = prefixOf(config);
  const tiers: SharedTier[] = [];
  if (redis !== undefined) {
    const client = createUpstashClient({ ...redis, timeout: L2_TIMEOUT });
    tiers.push(withTimeout(createUpstashTier({ redis: client, prefix }), L2_TIMEOUT));
  }
  if (tableName !== undefined) {
    const client = createLazyDynamoDbClient();
    tiers.push(withTimeout(createDynamoDbTier({ client, tableName, prefix, observe }), L3_TIMEOUT));
  }
  return tiers;
};
