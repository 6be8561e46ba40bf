import { AsyncLocalStorage } from 'node:async_hooks';
import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { UpstreamError, type Upstream } from '../sports/upstream/index.ts';
import { interceptUpstream } from './intercept.ts';

export interface UpstreamLimits {
  /** Calls that run at once. */
  readonly concurrent?: number;
  /** Calls that may wait; one more is refused. */
  readonly waiting?: number;
}

/**
 * The same upstream with at most `concurrent` calls of one environment at once: a request for a hundred players is a
 * hundred calls, and a public provider blocks clients that send them all at once. A career of several views counts as
 * one call, its further views run beside each other. A call that finds `waiting` others before it rejects with
 * `rate-limited` and asks for a pause of a second.
 *
 * @example
 * const upstream = withLimits(createEspnUpstream(options)); // 10 at once, 400 waiting
 */
export const withLimits = (upstream: Upstream, { concurrent = 10, waiting = 400 }: UpstreamLimits = {}): Upstream => {
  const limiter = bulkhead(concurrent, waiting);

  const whenAdmitted = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      // A waiting call is started by the call that ends before it: without the bind it would be counted for that one.
      // The limiter hands over a signal of its own, which must not take the place of the caller's.
      return await limiter.execute(AsyncLocalStorage.bind(() => call()));
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
