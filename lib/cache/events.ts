import type { CacheKey } from './query.ts';

/** What a shared tier was asked to do when it failed. */
export type TierOperation = 'get' | 'set' | 'acquire' | 'fail' | 'purge' | 'restore' | 'prune' | 'report';

/** Why a stale entry was served (RFC 5861). */
export type StaleReason = 'stale-while-revalidate' | 'stale-if-error';

/** Every decision of the engine, in the order taken. */
export type CacheEvent =
  | { readonly kind: 'hit'; readonly tier: string; readonly key: CacheKey; readonly absent: boolean }
  | { readonly kind: 'miss'; readonly tier: string; readonly key: CacheKey }
  | { readonly kind: 'stale'; readonly tier: string; readonly key: CacheKey; readonly reason: StaleReason }
  /** Found, but a purge has overtaken it: a miss. */
  | { readonly kind: 'purged'; readonly tier: string; readonly key: CacheKey }
  | { readonly kind: 'collapsed'; readonly key: CacheKey }
  /** Whether this environment may load, or another one is at it. */
  | { readonly kind: 'lease'; readonly lease: string; readonly held: boolean }
  | { readonly kind: 'wait'; readonly key: CacheKey }
  /** Not loaded, because it failed a moment ago. */
  | { readonly kind: 'backed-off'; readonly source: string; readonly reason: string }
  | { readonly kind: 'purge'; readonly namespace: string; readonly scopes: readonly string[] }
  | { readonly kind: 'suspended'; readonly tier: string; readonly until: number }
  | { readonly kind: 'refresh-failed'; readonly key: CacheKey; readonly error: unknown }
  /** Still true, and so fresh for another while: nobody was asked. */
  | { readonly kind: 'confirmed'; readonly key: CacheKey }
  | { readonly kind: 'confirm-failed'; readonly key: CacheKey; readonly error: unknown }
  | { readonly kind: 'load'; readonly source: string }
  | { readonly kind: 'loaded'; readonly source: string; readonly filled: number; readonly elapsed: number }
  | { readonly kind: 'load-failed'; readonly source: string; readonly elapsed: number; readonly error: unknown }
  /** The answer cannot be true, so the load has failed; or it is believed, because the upstream insists on it. */
  | {
      readonly kind: 'contradicted' | 'believed';
      readonly source: string;
      readonly doubt: string;
      /** Epoch ms of the first such answer. */
      readonly since: number;
      /** Such answers in a row. */
      readonly loads: number;
    }
  /** The upstream's documents of a kind are out of order, or back; told by the environment that found out. */
  | {
      readonly kind: 'breaker-opened' | 'breaker-closed';
      /** Host and kind: `site roster`. */
      readonly documents: string;
      /** Epoch ms of the opening. */
      readonly since: number;
    }
  /** A field that nearly all of the upstream's documents of a kind had, and none has now; or it is there again. */
  | {
      readonly kind: 'field-gone' | 'field-back';
      /** League and kind: `nfl roster`. */
      readonly documents: string;
      readonly field: string;
      /** Epoch ms of the first document without it. */
      readonly since: number;
      /** Told of before, and still so. */
      readonly again: boolean;
    }
  | { readonly kind: 'absent'; readonly key: CacheKey }
  | { readonly kind: 'fill'; readonly tier: string; readonly keys: readonly CacheKey[] }
  | { readonly kind: 'promote'; readonly tier: string; readonly keys: readonly CacheKey[] }
  | { readonly kind: 'refresh'; readonly key: CacheKey }
  | { readonly kind: 'evict'; readonly key: CacheKey }
  | { readonly kind: 'refused'; readonly tier: string; readonly key: CacheKey; readonly bytes: number }
  | {
      readonly kind: 'tier-failed';
      readonly tier: string;
      readonly operation: TierOperation;
      readonly elapsed: number;
      readonly error: unknown;
    };

/** Sees every event. Must not throw and must not wait. */
export type Observer = (event: CacheEvent) => void;
