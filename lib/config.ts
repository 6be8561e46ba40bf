import * as v from 'valibot';

/** The names of the environment variables, shared by the functions that read them and the stacks that set them. */
export const ENV = {
  redisUrl: 'UPSTASH_REDIS_REST_URL',
  redisToken: 'UPSTASH_REDIS_REST_TOKEN',
  tableName: 'TABLE_NAME',
  espnSiteUrl: 'ESPN_SITE_URL',
  espnWebUrl: 'ESPN_WEB_URL',
  espnCoreUrl: 'ESPN_CORE_URL',
  userAgent: 'UPSTREAM_USER_AGENT',
  upstreamLabel: 'UPSTREAM_LABEL',
} as const;

export interface Config {
  /** Undefined: there is no L2. */
  readonly redis: { readonly url: string; readonly token: string } | undefined;
  /** Undefined: there is no L3. */
  readonly tableName: string | undefined;
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

const Environment = v.object({
  [ENV.redisUrl]: v.optional(httpUrl),
  [ENV.redisToken]: v.optional(headerText),
  [ENV.tableName]: v.optional(
    v.pipe(v.string(), v.regex(/^[\w.-]{3,255}$/, 'must be 3 to 255 letters, digits, dots, dashes or underscores')),
  ),
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
    tableName: values[ENV.tableName],
    espn: {
      siteUrl: values[ENV.espnSiteUrl],
      webUrl: values[ENV.espnWebUrl],
      coreUrl: values[ENV.espnCoreUrl],
    },
    userAgent: values[ENV.userAgent],
    upstreamLabel: values[ENV.upstreamLabel],
  };
};
