import {
  ContradictedError,
  LoadBackedOffError,
  StillLoadingError,
  type FailureDescription,
} from '../../cache/index.ts';
import { UpstreamError } from './upstream-error.ts';

/** Why a load failed: an `UpstreamErrorCode` where the provider failed, else `contradicted`, `timeout` or `failed`. */
export const failureReason = (error: unknown): FailureDescription => {
  if (error instanceof UpstreamError) {
    const { code, retryAfter } = error;
    // Transient: prefetches are refused before questions are, and the budget is a new one tomorrow.
    const unasked = code === 'provider-unavailable' ? { unasked: true } : {};
    return { reason: code, retryAfter, transient: isBudgetRefusal(code), ...unasked };
  }
  if (error instanceof ContradictedError) return { reason: error.code, retryAfter: error.retryAfter };
  if (error instanceof StillLoadingError) return { reason: error.code, retryAfter: error.retryAfter, transient: true };
  if (error instanceof LoadBackedOffError) return { reason: error.reason, retryAfter: error.retryAfter };
  // The engine's own time limit.
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
  return { reason: isTimeout ? 'timeout' : 'failed' };
};

/** The provider was not asked, because the call was not allowed: nothing is known of the provider from it. */
export const isBudgetRefusal = (reason: string): boolean => reason === 'over-budget' || reason === 'ledger-unavailable';
