import type { Clock, LeaseName, LoadFailure, SharedTier } from '../../cache/index.ts';
import { readFailure, writeFailure } from '../lease-failure.ts';
import { send, withoutPayload, type UpstashRedis } from './calls.ts';

// No token begins like this.
const FAILED = '!';

export interface UpstashLeases extends Pick<SharedTier, 'acquire' | 'fail'> {
  keyOf(lease: LeaseName): string;
  /** The failure in what is stored under a lease, if there is one that still counts. */
  failureIn(value: string): LoadFailure | undefined;
}

export interface UpstashLeasesOptions {
  readonly redis: UpstashRedis;
  readonly prefix: string;
  readonly clock: Clock;
}

/** A lease is a key that Redis itself drops when its time is up. */
export const createUpstashLeases = ({ redis, prefix, clock }: UpstashLeasesOptions): UpstashLeases => {
  const keyOf = (lease: LeaseName): string => `${prefix}lease:${lease}`;
  return {
    keyOf,
    failureIn: (value) => (value.startsWith(FAILED) ? readFailure(value.slice(FAILED.length), clock.now()) : undefined),

    async acquire(_namespace, leases, ttl) {
      const names = [...new Set(leases)];
      if (names.length === 0) return new Set();
      const token = crypto.randomUUID();
      const pipeline = redis.pipeline();
      for (const name of names) pipeline.set(keyOf(name), token, { nx: true, px: wholeMs(ttl) });
      const answers = await send(pipeline);
      return new Set(names.filter((_, index) => answers[index] === 'OK'));
    },

    async fail(_namespace, lease, failure) {
      const px = wholeMs(failure.retryAt - clock.now());
      await withoutPayload(redis.set(keyOf(lease), FAILED + writeFailure(failure), { px }));
    },
  };
};

/** Redis takes whole milliseconds from 1 on; a time that is over leaves the lease free at once. */
const wholeMs = (ms: number): number => Math.max(1, Math.ceil(ms));
