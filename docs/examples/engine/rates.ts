import { createCache, createResource, days, hours, minutes } from 'statline/cache';
import { createDynamoDbTier } from 'statline/cache/dynamodb';
import { createUpstashTier } from 'statline/cache/upstash';

/** What a currency costs in dollars. */
interface Rate {
  readonly currency: string;
  readonly dollars: number;
}

interface Settings {
  readonly upstash: { readonly url: string; readonly token: string };
  readonly dynamodb: Parameters<typeof createDynamoDbTier>[0];
  /** Where rates are asked for. */
  readonly provider: string;
}

/** An answer, and how it came to be. */
export interface RateAnswer {
  readonly status: 200 | 404 | 503;
  readonly rate?: Rate;
  readonly from?: string;
  readonly stale?: boolean;
}

/** A function that answers with exchange rates. Its module calls this once, outside the handler: that is what stays warm. */
export const createRates = ({ upstash, dynamodb, provider }: Settings) => {
  const cache = createCache({
    maxBytes: 8 * 1024 * 1024,
    tiers: [createUpstashTier(upstash), createDynamoDbTier(dynamodb)],
  });
  const rates = createResource<Rate>(cache, {
    namespace: 'rates',
    name: 'rate',
    policy: {
      freshFor: minutes(5),
      staleWhileRevalidate: hours(1),
      staleIfError: days(1),
      absentFor: minutes(1),
    },
    async load(currency, { signal }) {
      const response = await fetch(`${provider}/${encodeURIComponent(currency)}`, { signal });
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`The provider answered ${response.status}`);
      return (await response.json()) as Rate;
    },
  });

  const answer = async (currency: string): Promise<RateAnswer> => {
    const found = await rates.read(currency);
    if (found.kind === 'absent') return { status: 404 };
    if (found.kind === 'failed') return { status: 503 };
    const { served } = found;
    return {
      status: 200,
      rate: found.value(),
      from: served.by === 'tier' ? served.tier : 'provider',
      stale: served.by === 'tier' && served.state !== 'fresh',
    };
  };

  return {
    async handler({ currency }: { readonly currency: string }): Promise<RateAnswer> {
      try {
        return await answer(currency);
      } finally {
        // The environment is frozen when this returns.
        await cache.settle();
      }
    },
    /** What the central bank has corrected: no environment answers with it after the coherence window. */
    correct: (currencies: readonly string[]) => rates.purge(currencies),
  };
};
