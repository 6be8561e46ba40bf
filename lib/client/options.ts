import type { ClientClock } from './clock.ts';

/** What sends requests. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface ClientOptions {
  /** The address of the API: `https://abc.execute-api.eu-west-1.amazonaws.com`. */
  readonly url: string;
  /** An API key. Not needed where the deployment has none. */
  readonly key?: string | undefined;
  /** Instead of the platform's own. */
  readonly fetch?: Fetch | undefined;
  /** Milliseconds that a question may take in all, retries included. Default: 10000. */
  readonly timeout?: number | undefined;
  /** How often a request is sent again after a failure that passes. Default: 2. */
  readonly retries?: number | undefined;
  /** The longest `Retry-After` that is waited out, in milliseconds. A longer one is told at once. Default: 2000. */
  readonly maxRetryDelay?: number | undefined;
  /** How many answers are held to be confirmed by their ETag instead of being sent again; 0: none. Default: 200. */
  readonly heldAnswers?: number | undefined;
  /** For tests. */
  readonly clock?: ClientClock | undefined;
}

/** How long one question may take. */
export interface CallOptions {
  /** Ends the question: its promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, instead of the client's. */
  readonly timeout?: number | undefined;
  /**
   * Seconds (0.1 to 10) in which the service is to answer, with something older or with `pending` if need be. A Discord
   * bot has three.
   */
  readonly wait?: number | undefined;
}
