import { hours, type Absent, type Found } from '../cache/index.ts';

/** One answer that went into a response. */
export type Ingredient = Absent | Found<unknown>;

/** When a response is written, and until when it may be used by a client that does not ask again. Epoch ms. */
export interface ReuseLimit {
  readonly now: number;
  /** A purge is seen by every environment by then: clients see it as soon. */
  readonly reusableUntil: number;
}

// After a purge nobody but us can know that a client's copy is wrong, and while we are out nobody can say so.
const MAX_STALE_IF_ERROR_MS = hours(1);

/**
 * Where a response came from (Cache-Status, RFC 9211), how old its data are (Age) and how long a client may use it
 * without asking again (Cache-Control, RFC 9111 and 5861). A response made of several entries is as far, as old and as
 * stale as the worst of them.
 */
export const cacheHeaders = (
  tiers: readonly string[],
  ingredients: readonly [Ingredient, ...Ingredient[]],
  limit: ReuseLimit,
): Record<string, string> => {
  const oldest = earliest(ingredients, 'loadedAt');
  return {
    'cache-status': cacheStatus(tiers, farthest(tiers, ingredients), limit.now),
    age: wholeSeconds(Math.max(0, limit.now - oldest)),
    'cache-control': cacheControl(ingredients, limit),
  };
};

/**
 * The lifetime is the same however a client counts it: caches after RFC 9111 subtract Age from max-age, others count
 * from Date. Never more, so that the latter do not outlast a purge; the former ask again, and a 304 is cheap.
 */
const cacheControl = (ingredients: readonly Ingredient[], { now, reusableUntil }: ReuseLimit): string => {
  const freshUntil = earliest(ingredients, 'freshUntil');
  const staleUntil = earliest(ingredients, 'staleUntil');
  const maxAge = Math.max(0, Math.floor((Math.min(freshUntil, reusableUntil) - now) / 1000));
  const ifError = Math.min(MAX_STALE_IF_ERROR_MS, staleUntil - now - maxAge * 1000);
  // No stale-while-revalidate: an answer that is reused while another one is fetched is reused past the window.
  return `private, max-age=${maxAge}${ifError >= 1000 ? `, stale-if-error=${wholeSeconds(ifError)}` : ''}`;
};

const earliest = (ingredients: readonly Ingredient[], time: 'loadedAt' | 'freshUntil' | 'staleUntil'): number => {
  let first = Infinity;
  for (const { entry } of ingredients) first = Math.min(first, entry[time]);
  return first;
};

/** The ingredient from the farthest tier, or from the upstream. */
export const farthest = (tiers: readonly string[], ingredients: readonly [Ingredient, ...Ingredient[]]): Ingredient =>
  ingredients.length === 1
    ? ingredients[0]
    : ingredients.reduce((far, next) => (distance(tiers, next) > distance(tiers, far) ? next : far));

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
  if (served.tier === tiers[0]) return `${served.tier}; hit; ttl=${ttl}${detail}`;
  const nearer = tiers.slice(0, tiers.indexOf(served.tier)).map(miss).reverse();
  return [`${served.tier}; hit; ttl=${ttl}${detail}`, ...nearer].join(', ');
};
