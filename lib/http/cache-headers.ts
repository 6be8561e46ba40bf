import type { Absent, Found } from '../cache/index.ts';

/** One answer that went into a response. */
export type Ingredient = Absent | Found<unknown>;

/**
 * Where a response came from (Cache-Status, RFC 9211), how old it is (Age) and how long it may be kept
 * (Cache-Control, RFC 9111 and 5861). A response made of several entries is as far, as old and as stale as the
 * worst of them.
 */
export const cacheHeaders = (
  tiers: readonly string[],
  ingredients: readonly [Ingredient, ...Ingredient[]],
  now: number,
): Record<string, string> => {
  const least = (part: (ingredient: Ingredient) => number): number => Math.min(...ingredients.map(part));
  const oldest = least(({ entry }) => entry.loadedAt);
  const maxAge = least(({ entry }) => Math.max(0, entry.freshUntil - now));
  const whileRevalidating = least(({ policy }) => policy.staleWhileRevalidate);
  const ifError = least(({ entry }) => entry.staleUntil - entry.freshUntil);
  return {
    'cache-status': cacheStatus(tiers, farthest(tiers, ingredients), now),
    age: wholeSeconds(Math.max(0, now - oldest)),
    'cache-control': [
      'private',
      `max-age=${wholeSeconds(maxAge)}`,
      `stale-while-revalidate=${wholeSeconds(whileRevalidating)}`,
      `stale-if-error=${wholeSeconds(ifError)}`,
    ].join(', '),
  };
};

/** The ingredient from the farthest tier, or from the upstream. */
export const farthest = (tiers: readonly string[], ingredients: readonly [Ingredient, ...Ingredient[]]): Ingredient =>
  ingredients.reduce((far, next) => (distance(tiers, next) > distance(tiers, far) ? next : far));

const wholeSeconds = (ms: number): string => String(Math.floor(ms / 1000));

/** 0 for the nearest tier; the upstream is behind all of them; stale is worse than fresh. */
const distance = (tiers: readonly string[], { served }: Ingredient): number => {
  if (served.by === 'upstream') return Infinity;
  return 2 * tiers.indexOf(served.tier) + (served.state === 'fresh' ? 0 : 1);
};

/** One member per tier that was asked, the one nearest the upstream first: `l2; hit; ttl=41, l1; fwd=miss`. */
const cacheStatus = (tiers: readonly string[], { entry, served }: Ingredient, now: number): string => {
  const miss = (tier: string): string => `${tier}; fwd=miss`;
  if (served.by === 'upstream') {
    const members = tiers.map(miss).reverse();
    return served.collapsed ? `${members.join(', ')}; collapsed` : members.join(', ');
  }
  // A negative ttl says for how long it has been stale.
  const ttl = Math.floor((entry.freshUntil - now) / 1000);
  const detail = served.state === 'fresh' ? '' : `; detail=${served.state}`;
  const nearer = tiers.slice(0, tiers.indexOf(served.tier)).map(miss).reverse();
  return [`${served.tier}; hit; ttl=${ttl}${detail}`, ...nearer].join(', ');
};
