import type { CacheKey } from './key.ts';

/** Why a stale entry was served (RFC 5861). */
export type StaleReason = 'stale-while-revalidate' | 'stale-if-error';

/** Every decision of the engine, in the order taken. */
export type CacheEvent =
  | { readonly kind: 'hit'; readonly tier: string; readonly key: CacheKey; readonly absent: boolean }
  | { readonly kind: 'miss'; readonly tier: string; readonly key: CacheKey }
  | { readonly kind: 'stale'; readonly tier: string; readonly key: CacheKey; readonly reason: StaleReason }
  | { readonly kind: 'collapsed'; readonly key: CacheKey }
  | { readonly kind: 'load'; readonly source: string }
  | { readonly kind: 'loaded'; readonly source: string; readonly filled: number; readonly elapsed: number }
  | { readonly kind: 'load-failed'; readonly source: string; readonly elapsed: number; readonly error: unknown }
  | { readonly kind: 'absent'; readonly key: CacheKey }
  | { readonly kind: 'fill'; readonly tier: string; readonly keys: readonly CacheKey[] }
  | { readonly kind: 'promote'; readonly tier: string; readonly keys: readonly CacheKey[] }
  | { readonly kind: 'refresh'; readonly key: CacheKey }
  | { readonly kind: 'evict'; readonly key: CacheKey }
  | { readonly kind: 'refused'; readonly tier: string; readonly key: CacheKey; readonly bytes: number }
  | {
      readonly kind: 'tier-failed';
      readonly tier: string;
      readonly operation: 'get' | 'set';
      readonly elapsed: number;
      readonly error: unknown;
    };

/** Sees every event. Must not throw and must not wait. */
export type Observer = (event: CacheEvent) => void;
