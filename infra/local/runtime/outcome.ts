/** A function's error in the format of the Runtime API. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace?: readonly string[];
}

/** How one invocation in one environment ended. After `timed-out` and `crashed` the environment is gone. */
export type RunOutcome =
  | { readonly kind: 'response'; readonly payload: string }
  | { readonly kind: 'failed' | 'timed-out' | 'crashed'; readonly error: FunctionError };

export type InvokeResult =
  | (RunOutcome & Answered)
  /** The environment never got ready. */
  | ({ readonly kind: 'init-failed'; readonly error: FunctionError } & Answered)
  /** No environment was invoked. */
  | {
      readonly kind: 'refused';
      readonly reason: RefusalReason;
      readonly message: string;
    };

export interface Answered {
  /** From 1. */
  readonly environment: number;
  readonly coldStart: boolean;
  /** Milliseconds in the handler, without waiting and starting. */
  readonly duration: number;
}

export type RefusalReason = 'throttled' | 'no-such-environment' | 'closed';

export const refused = (reason: RefusalReason, message: string): InvokeResult => ({ kind: 'refused', reason, message });

/** Parses whatever a runtime posted as an error. */
export const parseFunctionError = (text: string): FunctionError => {
  const fields = parseObject(text);
  const { errorType, errorMessage, stackTrace } = fields;
  return {
    errorType: typeof errorType === 'string' ? errorType : 'Runtime.Unknown',
    errorMessage: typeof errorMessage === 'string' ? errorMessage : 'Unknown error',
    ...(Array.isArray(stackTrace) ? { stackTrace: stackTrace.filter((line) => typeof line === 'string') } : {}),
  };
};

const parseObject = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
