import type { Entry } from './entry.ts';
import type { CacheKey } from './key.ts';

/** What one look into a shared tier answered. */
export interface TierRead {
  /** Only what the tier has and what is not expired; a key that is missing here is a miss. */
  readonly entries: ReadonlyMap<CacheKey, Entry>;
}

/**
 * A remote tier, shared by every environment. Batch-first. A fault rejects: it is the caller that reports it
 * as a miss, so that no adapter has to decide what a fault means.
 */
export interface SharedTier {
  /** `l2`, `l3`: as it appears in Cache-Status and in events. */
  readonly name: string;
  /** Duplicate keys are allowed. Nothing unreadable, unknown or expired is ever returned. */
  getMany(namespace: string, keys: readonly CacheKey[]): Promise<TierRead>;
  /** Keeps each entry until its staleUntil or the tier's own cap, whichever is first. Expired ones are not written. */
  setMany(namespace: string, entries: ReadonlyMap<CacheKey, Entry>): Promise<void>;
}
