/** The CloudWatch metrics, by name: shared by the functions that emit them and the stack that watches them. */
export const METRICS_NAMESPACE = 'Statline';

export const METRIC = {
  /** Answers a tier had; dimension `tier` beside `service`. */
  hits: 'Hits',
  /** Questions no tier could answer. */
  misses: 'Misses',
  /** Answers past their freshness. */
  stale: 'Stale',
  loads: 'Loads',
  loadFailures: 'LoadFailures',
  /** Of the failed loads, those whose answer could not be true. */
  contradictions: 'Contradictions',
  /** Questions that joined a load under way. */
  collapsed: 'Collapsed',
  /** Kinds of documents of the provider that were found out of order. */
  upstreamOutages: 'UpstreamOutages',
  /** Fields that the provider's documents had and lack now, told again twice a day; of `statline` as a whole. */
  fieldsGone: 'FieldsGone',
  upstreamCalls: 'UpstreamCalls',
  /** Calls to the provider that a hit made unnecessary. */
  callsSaved: 'CallsSaved',
  /** Percent of the day's calls that are spent. */
  budgetUsed: 'BudgetUsed',
  /** Refusals of a tier whose plan is spent; of `statline` as a whole. */
  limitReached: 'LimitReached',
  /** Commands sent to Redis, as Upstash bills them; of `statline` as a whole. */
  redisCommands: 'RedisCommands',
  /** Powertools names it; dimension `function_name` beside `service`. */
  coldStart: 'ColdStart',
} as const;

export const DIMENSION = { service: 'service', tier: 'tier', functionName: 'function_name' } as const;

/** What a function calls itself, in logs and metrics. */
export const SERVICE = {
  api: 'statline-api',
  refresh: 'statline-refresh',
  warm: 'statline-warm',
  purge: 'statline-purge',
  /** Of all functions together: an alarm pays for each metric that it looks at. */
  all: 'statline',
  /** It emits no metrics. */
  mcp: 'statline-mcp',
} as const;

export { TIERS } from './usage/tiers.ts';
