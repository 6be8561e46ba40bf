import type { Kind, Way } from './counted.ts';

// What cannot be counted on one machine. All of these are ASSUMPTIONS: change them to yours.

/** The share of each kind of answer among all questions. A deployment's `/v1/usage` shows its own. */
export const MIX: Readonly<Record<Way, number>> = { memory: 0.6, renewed: 0.1, shared: 0.25, stale: 0.02, load: 0.03 };

/** Billed milliseconds on Lambda's arm64, starting and background work included; a provider that takes 300 ms. */
export const MILLISECONDS: Readonly<Record<Kind, number>> = {
  memory: 3,
  renewed: 12,
  shared: 15,
  stale: 25,
  load: 450,
  refresh: 450,
  flush: 30,
  start: 500,
  warm: 3000,
  purge: 1000,
};

/** Of memory, as infra/stack.ts gives it to the functions. */
export const GIGABYTES = { api: 0.5, warm: 1, purge: 0.5 } as const;

/** API Gateway's line for a request, and Lambda's two for an invocation: bytes. */
export const ACCESS_LINE = 300;
export const PLATFORM_LINES = 700;

/** The line that a function writes for a request, and the ids on the other lines that a load leads to: bytes. */
export const REQUEST_LINE = 500;
/** Of the requests that a tier answers whole, the share that has a line: `logSample`. */
export const LOGGED_HITS = 1 / 100;

/** Questions a second that one environment answers before there is a second one. */
export const QUESTIONS_PER_ENVIRONMENT = 10;
/** Minutes without a question after which Lambda ends an environment, and hours after which it ends any. */
export const IDLE_MINUTES = 10;
export const LIFE_HOURS = 2;

/** GB of entries. */
export const TABLE_GB = 0.2;

/** Lambda looks after an empty queue with 5 pollers of 20 seconds: requests a second. */
export const POLLS = 0.25;
