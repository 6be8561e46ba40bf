import type { Observer, SharedTier, TierOperation } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import { noteSpent } from '../../lib/telemetry/trace.ts';
import { createLazyDynamoDbTier, type LazyDynamoDbClient } from '../../lib/tiers/dynamodb/lazy.ts';
import { withBreaker, type GuardedTier } from '../../lib/tiers/guards/breaker.ts';
import { withTimeout } from '../../lib/tiers/guards/timeout.ts';
import { interceptTier } from '../../lib/tiers/intercept.ts';
import { createUpstashClient } from '../../lib/tiers/upstash/client.ts';
import { createUpstashTier } from '../../lib/tiers/upstash/tier.ts';
import { entryName, storedPrefix } from './stored-names.ts';

/** Those that are configured, nearest first, each behind its guards. */
export const composeTiers = (
  config: Config,
  {
    dynamoDb,
    observe,
    onCommands,
  }: {
    readonly dynamoDb: LazyDynamoDbClient;
    readonly observe: Observer;
    /** Told of the commands that go to Redis. */
    readonly onCommands?: (count: number) => void;
  },
): readonly GuardedTier[] => {
  const { redis, redisTimeout, tableName, tableTimeout } = config;
  const prefix = storedPrefix(config);
  const tiers: GuardedTier[] = [];
  if (redis !== undefined) {
    // The guard gives up first; this only ends the request that nobody waits for any more.
    const client = createUpstashClient({ ...redis, timeout: redisTimeout * 4, ...(onCommands && { onCommands }) });
    const tier = withTimeout(createUpstashTier({ redis: client, prefix, entryName, observe }), {
      restore: redisTimeout * 4,
      // No question waits for it, and on a busy machine it would time out for nothing.
      purge: redisTimeout * 4,
      otherwise: redisTimeout,
    });
    // Whatever Redis was asked, DynamoDB will be asked next.
    tiers.push(withBreaker(timed(tier), { onOpen: () => tableName === undefined || dynamoDb.preload() }));
  }
  if (tableName !== undefined) {
    const tier = createLazyDynamoDbTier({ client: dynamoDb, tableName, prefix, entryName, observe });
    tiers.push(
      withBreaker(
        timed(
          withTimeout(tier, { get: tableTimeout, otherwise: tableTimeout * 2 }, { prepare: () => dynamoDb.ready() }),
        ),
      ),
    );
  }
  return tiers;
};

/** What a question may wait for. */
const WAITED_FOR: ReadonlySet<TierOperation> = new Set(['get', 'acquire', 'purge']);

/** Notes how long the tier took, for the line of the request that waited. */
const timed = (tier: SharedTier): SharedTier =>
  interceptTier(tier, async (operation, call) => {
    if (!WAITED_FOR.has(operation)) return call();
    const began = Date.now();
    try {
      return await call();
    } finally {
      noteSpent(tier.name, Math.max(0, Date.now() - began));
    }
  });
