import { AsyncLocalStorage } from 'node:async_hooks';
import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { UpstreamError, type Upstream } from '../sports/upstream.ts';
import { interceptUpstream } from './intercept.ts';

export interface UpstreamLimits {
  /** Calls under way at once. */
  readonly concurrent?: number;
  /** Calls that may wait for their turn; one more is refused. */
  readonly waiting?: number;
}

/**
 * Keeps one environment from flooding the provider: a question about a hundred players is a hundred calls, but not at
 * the same moment. Public clients that are left in peace ask for a few things at a time.
 */
export const withLimits = (upstream: Upstream, { concurrent = 10, waiting = 400 }: UpstreamLimits = {}): Upstream => {
  const limiter = bulkhead(concurrent, waiting);

  const whenAdmitted = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      // A call that has waited is begun by whoever makes room for it, and would be counted as his.
      return await limiter.execute(AsyncLocalStorage.bind(call));
    } catch (error) {
      if (!isBulkheadRejectedError(error)) throw error;
      throw new UpstreamError('rate-limited', 'Too many calls are waiting for the provider', {
        retryAfter: 1000,
        cause: error,
      });
    }
  };

  return interceptUpstream(upstream, whenAdmitted);
};
