import { UpstreamError } from '../../sports/upstream/index.ts';
import type { Verdict } from './breaker.ts';

interface EndedCall {
  /** Milliseconds. */
  readonly elapsed: number;
  /** Whether its caller has stopped waiting. */
  readonly isGivenUp: boolean;
}

// No caller gives up a document of the usual size after so long: the provider hangs.
const MIN_HANG_MS = 3900;

/** What a request that failed says of the provider. */
export const verdictOn = (error: unknown, { elapsed, isGivenUp }: EndedCall): Verdict => {
  if (!(error instanceof UpstreamError)) return { kind: 'unasked' };
  switch (error.code) {
    case 'timeout':
    case 'unreachable':
      return isGivenUp && elapsed < MIN_HANG_MS ? { kind: 'given-up', elapsed } : { kind: 'faulty' };
    case 'rate-limited':
      // It knows what it does, and says when it may be asked again.
      return error.retryAfter === undefined ? { kind: 'faulty' } : { kind: 'answered', elapsed };
    case 'failed':
      // A 404 that does not say what there is not: one path is wrong, and the provider is well.
      return (error.status ?? 500) < 500 ? { kind: 'answered', elapsed } : { kind: 'faulty' };
    case 'blocked':
    case 'malformed':
    case 'too-large':
      return { kind: 'faulty' };
    case 'unsupported':
    case 'provider-unavailable':
    case 'over-budget':
    case 'ledger-unavailable':
      return { kind: 'unasked' };
  }
};
