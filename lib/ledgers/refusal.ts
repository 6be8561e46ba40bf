import type { AllowanceName } from './payer.ts';

/** Why a call must not be made. */
export interface Refusal {
  /** `ledger-unavailable`: nobody knows what is left, because calls cannot be counted now. */
  readonly reason: 'over-budget' | 'ledger-unavailable';
  /** Milliseconds after which a call would be granted; undefined for a speculative load, which nothing waits for. */
  readonly retryAfter: number | undefined;
  /** Whose allowance is spent; undefined: everybody's budget. */
  readonly allowance?: AllowanceName | undefined;
  readonly cause?: unknown;
}

/** The budget refuses a call, which must then not be made. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError';
  readonly reason: Refusal['reason'];
  readonly retryAfter: number | undefined;
  readonly allowance: AllowanceName | undefined;

  constructor(message: string, { reason, retryAfter, allowance, cause }: Refusal) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.allowance = allowance;
  }
}
