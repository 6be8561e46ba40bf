import type { ApiKey } from '../../lib/http/api-keys.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import { rateLimitHeaders } from '../../lib/http/rate-limit.ts';
import type { KeyLimits } from '../../lib/ledgers/key-limits.ts';

/** Counts a request of a key with a daily limit. The headers that tell of it; throws a problem where there is no more. */
export type LimitKey = (key: ApiKey & { readonly dailyLimit: number }) => Promise<Readonly<Record<string, string>>>;

/** @example requireKey({ keys, limit: createLimitKey(createKeyLimits({ ledger, clock: Date, onFailure })) }) */
export const createLimitKey =
  (limits: KeyLimits): LimitKey =>
  async ({ sha256, dailyLimit: limit }) => {
    const { outcome, remaining, resetsIn, retryIn } = await limits.take({ id: sha256, limit });
    const headers = rateLimitHeaders({ limit, remaining, resetsIn });
    if (outcome === 'granted') return headers;
    const retryAfterSeconds = Math.max(1, Math.ceil(retryIn / 1000));
    throw outcome === 'spent'
      ? new HttpProblem('daily-limit-reached', `The key's ${limit} requests of today (UTC) are used up`, {
          retryAfterSeconds,
          headers,
        })
      : new HttpProblem('keys-unavailable', 'The requests of the API key cannot be counted now; try again later', {
          retryAfterSeconds,
          headers,
        });
  };
