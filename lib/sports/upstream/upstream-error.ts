import type { AllowanceName } from '../../ledgers/payer.ts';

export type UpstreamErrorCode =
  /** The request was refused unread: a 403, often an HTML page. Never "not found". */
  | 'blocked'
  | 'rate-limited'
  | 'timeout'
  | 'unreachable'
  /** The provider answered that it failed: a 5xx, or a 4xx that does not mean "no such thing". */
  | 'failed'
  /** The answer is not the document asked for: HTML, `{}`, cut JSON. */
  | 'malformed'
  | 'too-large'
  /** The provider does not offer this data; see `can`. No request was sent. */
  | 'unsupported'
  /** Documents of this kind have failed a moment ago, here or in another environment. No request was sent. */
  | 'provider-unavailable'
  /** The budget of provider calls is exhausted. No request was sent. */
  | 'over-budget'
  /** Calls cannot be counted now, and so must not be made. No request was sent. */
  | 'ledger-unavailable';

interface UpstreamErrorOptions {
  readonly retryAfter?: number | undefined;
  readonly allowance?: AllowanceName | undefined;
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/** The provider could not answer. It never means that the thing does not exist: that is null. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly code: UpstreamErrorCode;
  /** Milliseconds for which the provider asked us to pause; undefined where it did not. */
  readonly retryAfter: number | undefined;
  /** Whose allowance is spent, where it is over budget; undefined: everybody's budget. */
  readonly allowance: AllowanceName | undefined;
  /** The HTTP status of what `failed`, where the provider gave one. */
  readonly status: number | undefined;

  constructor(code: UpstreamErrorCode, message: string, options: UpstreamErrorOptions = {}) {
    const { retryAfter, allowance, status, cause } = options;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfter = retryAfter;
    this.allowance = allowance;
    this.status = status;
  }
}
