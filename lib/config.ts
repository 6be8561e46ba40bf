import * as v from 'valibot';

/** The names of the environment variables, shared by the functions that read them and the stacks that set them. */
export const ENV = {
  redisUrl: 'UPSTASH_REDIS_REST_URL',
  redisToken: 'UPSTASH_REDIS_REST_TOKEN',
  redisTimeout: 'UPSTASH_TIMEOUT_MS',
  tableName: 'TABLE_NAME',
  tableTimeout: 'TABLE_TIMEOUT_MS',
  espnSiteUrl: 'ESPN_SITE_URL',
  espnWebUrl: 'ESPN_WEB_URL',
  espnCoreUrl: 'ESPN_CORE_URL',
  userAgent: 'UPSTREAM_USER_AGENT',
  upstreamLabel: 'UPSTREAM_LABEL',
  refreshQueueUrl: 'REFRESH_QUEUE_URL',
  coherenceWindow: 'COHERENCE_WINDOW_MS',
} as const;

export interface Config {
  /** Undefined: there is no L2. */
  readonly redis: { readonly url: string; readonly token: string } | undefined;
  /** Milliseconds after which Redis is given up for this question. */
  readonly redisTimeout: number;
  /** Undefined: there is no L3. */
  readonly tableName: string | undefined;
  readonly tableTimeout: number;
  /** Undefined: stale keys are loaded again by the function that met them. */
  readonly refreshQueueUrl: string | undefined;
  /** Milliseconds within which a purge is seen by every environment. */
  readonly coherenceWindow: number;
  readonly espn: { readonly siteUrl: string; readonly webUrl: string; readonly coreUrl: string };
  readonly userAgent: string;
  /**
   * Names the provider: shown by /v1/health and part of every stored key, so that nobody takes a simulated provider's
   * answers for the real one's, and two providers can share a Redis and a table.
   */
  readonly upstreamLabel: string;
}

/** The configuration cannot be used; the message names every variable that is wrong, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const httpUrl = v.pipe(
  v.string(),
  v.trim(),
  v.url('must be a URL'),
  v.regex(/^https?:\/\//, 'must be an http or https URL'),
  v.transform((url) => url.replace(/\/+$/, '')),
);
// Printable ASCII: what may stand in a header line.
const headerText = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters'));

const milliseconds = (least: number, most: number, fallback: string) => {
  const message = `must be a number of milliseconds from ${least} to ${most}`;
  return v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,7}$/, message),
      v.transform(Number),
      v.minValue(least, message),
      v.maxValue(most, message),
    ),
    fallback,
  );
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
  // The provider refuses browser strings and bare names; a name with an address passes.
  [ENV.userAgent]: v.optional(headerText, 'Statline/1.0 (+https://github.com/statline/statline)'),
  [ENV.upstreamLabel]: v.optional(
    v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 lower-case letters, digits or dashes')),
    'espn',
  ),
});

/** Reads what is set; an unset or empty variable means its default or off. Throws ConfigError. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = v.safeParse(Environment, set, { abortPipeEarly: true });
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'environment'} ${issue.message}`);
    throw new ConfigError(faults.join('; '));
  }
  const values = parsed.output;
  const url = values[ENV.redisUrl];
  const token = values[ENV.redisToken];
  if ((url === undefined) !== (token === undefined)) {
    const missing = url === undefined ? ENV.redisUrl : ENV.redisToken;
    throw new ConfigError(`${missing} is missing: ${ENV.redisUrl} and ${ENV.redisToken} go together`);
  }
  return {
    redis: url === undefined || token === undefined ? undefined : { url, token },
    redisTimeout: values[ENV.redisTimeout],
    tableName: values[ENV.tableName],
    tableTimeout: values[ENV.tableTimeout],
    refreshQueueUrl: values[ENV.refreshQueueUrl],
    coherenceWindow: values[ENV.coherenceWindow],
    espn: {
      siteUrl: values[ENV.espnSiteUrl],
      webUrl: values[ENV.espnWebUrl],
      coreUrl: values[ENV.espnCoreUrl],
    },
    userAgent: values[ENV.userAgent],
    upstreamLabel: values[ENV.upstreamLabel],
  };
};
