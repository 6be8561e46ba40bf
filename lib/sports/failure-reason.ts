import { LoadBackedOffError, type FailureDescription } from '../cache/index.ts';
import { UpstreamError } from './upstream.ts';

/** Why a load failed, in the provider port's own words, wherever the failure comes from. */
export const failureReason = (error: unknown): FailureDescription => {
  if (error instanceof UpstreamError) {
    const { code, retryAfter } = error;
    // Foresight is refused while questions are not, and what is refused today is not tomorrow.
    return { reason: code, retryAfter, transient: code === 'over-budget' };
  }
  if (error instanceof LoadBackedOffError) return { reason: error.reason, retryAfter: error.retryAfter };
  // It was the engine that stopped waiting.
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
  return { reason: isTimeout ? 'timeout' : 'failed' };
};
