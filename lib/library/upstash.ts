import type { Observer } from '../cache/index.ts';
import { withBreaker, type GuardedTier } from '../tiers/guards/breaker.ts';
import { withTimeout } from '../tiers/guards/timeout.ts';
import { createUpstashClient } from '../tiers/upstash/client.ts';
import { createUpstashTier as createTier } from '../tiers/upstash/tier.ts';

export type { GuardedTier } from '../tiers/guards/breaker.ts';

export interface UpstashTierOptions {
  readonly url: string;
  readonly token: string;
  /** Stands before every stored name, so that several caches can share a database. Default: `cache:`. */
  readonly prefix?: string;
  /** Milliseconds that a read may take before the next tier is asked. Default: 150. */
  readonly timeout?: number;
  /** Milliseconds for which it is left alone after a fault. Default: 5,000; a minute where its plan is spent. */
  readonly pauseAfterFault?: number;
  /** Told of the commands that are about to be sent, as Upstash bills them. */
  readonly onCommands?: (count: number) => void;
  /** Sees entries that are too large to be kept there. */
  readonly observe?: Observer;
}

/**
 * Redis over Upstash's REST protocol, behind a time limit and a breaker. Needs the package `@upstash/redis`.
 * @example createUpstashTier({ url: 'https://eu1-x.upstash.io', token })
 */
export const createUpstashTier = ({
  url,
  token,
  prefix = 'cache:',
  timeout = 150,
  pauseAfterFault,
  onCommands,
  observe,
}: UpstashTierOptions): GuardedTier => {
  // The guard gives up first; this only ends the request that nobody waits for any more.
  const patience = timeout * 4;
  const redis = createUpstashClient({ url, token, timeout: patience, ...(onCommands && { onCommands }) });
  const tier = createTier({ redis, prefix, ...(observe && { observe }) });
  return withBreaker(
    withTimeout(tier, { restore: patience, purge: patience, otherwise: timeout }),
    pauseAfterFault === undefined ? {} : { halfOpenAfter: pauseAfterFault },
  );
};
