import * as v from 'valibot';
import { ENV } from './env.ts';
import type { ApiKey } from './http/api-keys.ts';
import type { BudgetPlan } from './ledgers/quota-ledger.ts';
import { LEAGUES } from './sports/leagues.ts';
import type { WindowOverride } from './sports/calendar/index.ts';
import type { LeagueId } from './sports/model/index.ts';
import type { ParsedWindows } from './windows-config.ts';
import { httpUrl, headerText, milliseconds, calls, keyHashes, leagueIds, origins, share } from './config-values.ts';

export { ENV };

/** Which provider is asked, and where it is. */
export type UpstreamConfig =
  | {
      readonly kind: 'espn';
      readonly siteUrl: string;
      readonly webUrl: string;
      readonly coreUrl: string;
      readonly partnersUrl: string;
    }
  | { readonly kind: 'rapidapi'; readonly url: string; readonly key: string };

export interface Config {
  /** The function's memory in megabytes: what it remembers itself is a share of it. */
  readonly memorySize: number;
  /** Undefined: there is no L2. */
  readonly redis: { readonly url: string; readonly token: string } | undefined;
  /** Milliseconds that one call of Redis may take. */
  readonly redisTimeout: number;
  /** Undefined: there is no L3. */
  readonly tableName: string | undefined;
  readonly tableTimeout: number;
  /** Undefined: stale keys are loaded again by the function that served them. */
  readonly refreshQueueUrl: string | undefined;
  /** Milliseconds within which a purge is seen by every environment. */
  readonly coherenceWindow: number;
  readonly upstream: UpstreamConfig;
  readonly userAgent: string;
  /**
   * Names the provider: shown by /v1/health and part of every stored key, so that nobody takes a simulated provider's
   * answers for the real one's, and two providers can share a Redis and a table.
   */
  readonly upstreamLabel: string;
  /** Calls to the provider, of all environments together. */
  readonly budget: BudgetPlan;
  /** The leagues to serve and to warm. */
  readonly leagues: readonly LeagueId[];
  /** In front of the built-in calendar's; docs/windows.md. */
  readonly windows: readonly WindowOverride[];
  /** Whether questions lead to prefetching what is likely to be asked for next. */
  readonly prediction: boolean;
  /** Of CloudWatch: one for each deployment. */
  readonly metricsNamespace: string;
  /** Of answers that a tier had whole, one in so many is logged; 0: none. */
  readonly logSample: number;
  /** Whose pages may read answers; `*`: all. Empty: none. */
  readonly corsOrigins: readonly string[];
  readonly apiKeys: {
    readonly listed: readonly ApiKey[];
    /** The name or ARN of the secret that holds further keys; undefined: there is none. */
    readonly secret: string | undefined;
  };
}

/** The configuration cannot be used; the message names every variable that is wrong, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

// Set by Lambda. What runs elsewhere remembers as much as the deployed functions do.
const MEMORY_SIZE = 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE';
const DEFAULT_MEMORY_SIZE = 512;

// ESPN publishes no limit: this one is ours. RapidAPI's is the size of its free plan.
const PLANS: Readonly<Record<UpstreamConfig['kind'], BudgetPlan>> = {
  espn: { perDay: 20_000, perMinute: 120 },
  rapidapi: { perDay: 100, perMinute: undefined },
};

const Environment = v.object({
  [ENV.redisUrl]: v.optional(httpUrl),
  [ENV.redisToken]: v.optional(headerText),
  [ENV.redisTimeout]: milliseconds(10, 5000, '150'),
  [ENV.tableTimeout]: milliseconds(50, 5000, '500'),
  [ENV.tableName]: v.optional(
    v.pipe(v.string(), v.regex(/^[\w.-]{3,255}$/, 'must be 3 to 255 letters, digits, dots, dashes or underscores')),
  ),
  [ENV.refreshQueueUrl]: v.optional(httpUrl),
  [ENV.coherenceWindow]: milliseconds(100, 600_000, '30000'),
  [ENV.espnSiteUrl]: v.optional(httpUrl, 'https://site.api.espn.com'),
  [ENV.espnWebUrl]: v.optional(httpUrl, 'https://site.web.api.espn.com'),
  [ENV.espnCoreUrl]: v.optional(httpUrl, 'https://sports.core.api.espn.com'),
  [ENV.espnPartnersUrl]: v.optional(httpUrl, 'https://partners.api.espn.com'),
  [ENV.rapidApiUrl]: v.optional(httpUrl, 'https://nfl-api-data.p.rapidapi.com'),
  [ENV.rapidApiKey]: v.optional(
    v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters without spaces')),
  ),
  [ENV.upstream]: v.optional(v.picklist(['espn', 'rapidapi'], 'must be espn or rapidapi'), 'espn'),
  // The provider refuses browser strings and bare names; it accepts a name with an address.
  [ENV.userAgent]: v.optional(headerText, 'Statline/1.0 (+https://github.com/statline/statline)'),
  [ENV.upstreamLabel]: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 lower-case letters, digits or dashes')),
  ),
  [ENV.dailyBudget]: calls(10_000_000),
  [ENV.minuteBudget]: calls(100_000),
  [ENV.leagues]: v.optional(leagueIds),
  [ENV.prediction]: v.optional(v.picklist(['on', 'off'], 'must be on or off')),
  [ENV.metricsNamespace]: v.optional(
    v.pipe(v.string(), v.regex(/^[\w./#:-]{1,200}$/, 'must be 1 to 200 letters, digits or . - _ / # :')),
    'Statline',
  ),
  [ENV.logSample]: share(1_000_000, '100'),
  [ENV.corsOrigins]: v.optional(origins),
  [ENV.apiKeyHashes]: v.optional(keyHashes),
  [ENV.apiKeysSecret]: v.optional(
    v.pipe(v.string(), v.regex(/^[\w/+=.@:-]{1,600}$/, 'must be the name or ARN of a secret')),
  ),
});

/** What is set, by the names of the variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads what is set; an unset or empty variable means its default or off. `parseWindows` reads WINDOWS, and is needed
 * where that is set: few deployments have windows of their own. Throws ConfigError.
 */
export const readConfig = (env: Variables, parseWindows?: (text: string) => ParsedWindows): Config => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = v.safeParse(Environment, set, { abortPipeEarly: true });
  const issues = parsed.success ? [] : parsed.issues;
  const faults = issues.map((issue) => `${v.getDotPath(issue) ?? 'environment'} ${issue.message}`);
  const windows = windowsIn(set[ENV.windows], parseWindows);
  if (windows.kind === 'faults') faults.push(...windows.faults.map((fault) => `${ENV.windows} ${fault}`));
  if (!parsed.success || windows.kind === 'faults') throw new ConfigError(faults.join('; '));
  const values = parsed.output;
  const url = values[ENV.redisUrl];
  const token = values[ENV.redisToken];
  if ((url === undefined) !== (token === undefined)) {
    const missing = url === undefined ? ENV.redisUrl : ENV.redisToken;
    throw new ConfigError(`${missing} is missing: ${ENV.redisUrl} and ${ENV.redisToken} go together`);
  }
  return {
    memorySize: Number(set[MEMORY_SIZE]) || DEFAULT_MEMORY_SIZE,
    redis: url === undefined || token === undefined ? undefined : { url, token },
    redisTimeout: values[ENV.redisTimeout],
    tableName: values[ENV.tableName],
    tableTimeout: values[ENV.tableTimeout],
    refreshQueueUrl: values[ENV.refreshQueueUrl],
    coherenceWindow: values[ENV.coherenceWindow],
    upstream: upstreamOf(values),
    userAgent: values[ENV.userAgent],
    upstreamLabel: values[ENV.upstreamLabel] ?? values[ENV.upstream],
    budget: budgetOf(values),
    leagues: values[ENV.leagues] ?? LEAGUES.map(({ id }) => id),
    windows: windows.rows,
    // Where calls are billed, nobody pays for questions that may never be asked unless they say so.
    prediction: (values[ENV.prediction] ?? (values[ENV.upstream] === 'rapidapi' ? 'off' : 'on')) === 'on',
    metricsNamespace: values[ENV.metricsNamespace],
    logSample: values[ENV.logSample],
    corsOrigins: values[ENV.corsOrigins] ?? [],
    apiKeys: { listed: values[ENV.apiKeyHashes] ?? [], secret: values[ENV.apiKeysSecret] },
  };
};

const windowsIn = (text: string | undefined, parse?: (text: string) => ParsedWindows): ParsedWindows => {
  if (text === undefined) return { kind: 'rows', rows: [] };
  return parse === undefined ? { kind: 'faults', faults: ['cannot be read here'] } : parse(text);
};

const budgetOf = (values: v.InferOutput<typeof Environment>): BudgetPlan => {
  const { perDay, perMinute } = PLANS[values[ENV.upstream]];
  return { perDay: values[ENV.dailyBudget] ?? perDay, perMinute: values[ENV.minuteBudget] ?? perMinute };
};

const upstreamOf = (values: v.InferOutput<typeof Environment>): UpstreamConfig => {
  const kind = values[ENV.upstream];
  switch (kind) {
    case 'espn':
      return {
        kind,
        siteUrl: values[ENV.espnSiteUrl],
        webUrl: values[ENV.espnWebUrl],
        coreUrl: values[ENV.espnCoreUrl],
        partnersUrl: values[ENV.espnPartnersUrl],
      };
    case 'rapidapi': {
      const key = values[ENV.rapidApiKey];
      if (key === undefined) throw new ConfigError(`${ENV.rapidApiKey} is missing: ${ENV.upstream} rapidapi needs it`);
      return { kind, url: values[ENV.rapidApiUrl], key };
    }
  }
};
