import type { CacheKey } from './query.ts';

/** A key worth loading again, and what is known of it. */
export interface RefreshRequest {
  readonly namespace: string;
  readonly key: CacheKey;
  /** When the entry that asked for it was loaded (epoch ms): a newer one makes the request moot. */
  readonly loadedAt: number;
}

/** Takes stale keys off the request path, to be loaded elsewhere. */
export interface Refresher {
  /** Hands requests over; rejects when they could not be, and then they are loaded in this process. */
  refresh(requests: readonly RefreshRequest[]): Promise<void>;
}
