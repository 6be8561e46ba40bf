import type { Body } from './body.ts';

/** A cached answer with its times (epoch ms). Immutable: every reader in this process shares it. */
export interface Entry {
  /** null: the upstream said there is no such thing (absent). */
  readonly body: Body | null;
  readonly etag: string;
  readonly loadedAt: number;
  readonly freshUntil: number;
  /** After this the entry may not be served at all, not even while the upstream is down. */
  readonly staleUntil: number;
  /** The purge scopes this entry belongs to. */
  readonly scopes: readonly string[];
}

export type Freshness = 'fresh' | 'stale' | 'expired';

export const freshnessOf = (entry: Entry, now: number): Freshness => {
  if (now < entry.freshUntil) return 'fresh';
  return now < entry.staleUntil ? 'stale' : 'expired';
};
