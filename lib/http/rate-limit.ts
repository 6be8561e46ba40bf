/** What a key may ask in a day, and what of it is left. */
export interface RateLimit {
  /** Requests a day, from midnight UTC. */
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until midnight UTC. */
  readonly resetsIn: number;
}

// The name of the one policy that keys have.
const POLICY = '"daily"';
const DAY_SECONDS = 86_400;

/** The fields of draft-ietf-httpapi-ratelimit-headers-10 (and -11): `q` quota, `w` window, `r` remaining, `t` seconds until more. */
export const rateLimitHeaders = ({ limit, remaining, resetsIn }: RateLimit): Readonly<Record<string, string>> => ({
  'ratelimit-policy': `${POLICY};q=${limit};w=${DAY_SECONDS}`,
  ratelimit: `${POLICY};r=${remaining};t=${Math.ceil(resetsIn / 1000)}`,
});
