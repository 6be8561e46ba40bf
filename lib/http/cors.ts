/** The origins whose pages may read answers: exact ones, or `*`. */
export type CorsOrigins = readonly string[];

// Beside the few that a page may always read.
const EXPOSED =
  'age, cache-status, etag, preference-applied, ratelimit, ratelimit-policy, retry-after, server-timing, www-authenticate, x-request-id';

/** What lets a page of this origin read an answer. Empty for an origin that is not allowed. */
export const corsHeaders = (origins: CorsOrigins, origin: string | undefined): Readonly<Record<string, string>> => {
  const allowed = allowedOrigin(origins, origin);
  return allowed === undefined
    ? {}
    : { 'access-control-allow-origin': allowed, 'access-control-expose-headers': EXPOSED };
};

/** The answer to a preflight for a route that takes `methods`. Undefined for an origin that is not allowed. */
export const preflightHeaders = (
  origins: CorsOrigins,
  origin: string | undefined,
  methods: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  const allowed = allowedOrigin(origins, origin);
  return allowed === undefined
    ? undefined
    : {
        'access-control-allow-origin': allowed,
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': 'authorization, x-api-key, content-type, if-none-match, prefer',
        // Two hours: browsers believe no longer.
        'access-control-max-age': '7200',
        vary: 'origin, access-control-request-method, access-control-request-headers',
      };
};

const allowedOrigin = (origins: CorsOrigins, origin: string | undefined): string | undefined => {
  if (origins.includes('*')) return '*';
  return origin !== undefined && origins.includes(origin) ? origin : undefined;
};
