import type { Meta } from './results.ts';

/** How old an answer is and where from, by the headers that each answer has. */
export const metaOf = (headers: Headers, isReused = false): Meta => ({
  ageSeconds: wholeNumber(headers.get('age')),
  ...originOf(headers.get('cache-status') ?? ''),
  reused: isReused,
  sharedBy: 1,
  requestId: headers.get('x-request-id'),
});

const wholeNumber = (text: string | null): number | null =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;

/** `l2; hit; ttl=-7; detail=stale-if-error, l1; fwd=miss`. Proxies on the way may have added members of their own. */
const originOf = (cacheStatus: string): Pick<Meta, 'source' | 'stale'> => {
  const [, tier, rest = ''] = /(?:^|,)\s*(l\d)\s*;\s*hit([^,]*)/.exec(cacheStatus) ?? [];
  const stale = /stale-(?:if-error|while-revalidate)/.exec(rest)?.[0] ?? false;
  const isMissed = /(?:^|,)\s*l\d\s*;/.test(cacheStatus);
  return { source: (tier ?? (isMissed ? 'provider' : null)) as Meta['source'], stale: stale as Meta['stale'] };
};

/** Seconds, by a number or a date. `now` is epoch ms. */
export const retryAfterSecondsOf = (headers: Headers, now: number): number | null => {
  const text = headers.get('retry-after');
  const ms = text === null ? NaN : Date.parse(text) - now;
  return wholeNumber(text) ?? (Number.isNaN(ms) ? null : Math.max(0, Math.ceil(ms / 1000)));
};
