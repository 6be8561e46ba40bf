import type { Scope, Stamps } from './purge-log.ts';
import type { Policy } from './query.ts';
import { latestBelievable } from './time.ts';

/** What a hit hands out: the JSON text exactly as it is served, or its gzip, in a buffer of its own. */
export type Body =
  { readonly encoding: 'identity'; readonly text: string } | { readonly encoding: 'gzip'; readonly bytes: Uint8Array };

/** A cached answer with its times (epoch ms). Immutable: every reader in this process shares it. */
export interface Entry {
  /** null: the upstream said there is no such thing (absent). */
  readonly body: Body | null;
  readonly etag: string;
  readonly loadedAt: number;
  /** When the time began in which it is fresh, where that is not its load: a confirmed entry's. */
  readonly freshFrom?: number;
  readonly freshUntil: number;
  /** After this the entry may not be served at all, not even while the upstream is down. */
  readonly staleUntil: number;
  /** What the load took, in milliseconds: how early it is worth beginning the next one. */
  readonly loadDuration: number;
  /** Why it was loaded, in the words of whoever had it loaded; nobody's when a question did. */
  readonly loadReason?: string;
  /** What its load says of itself, for the next one to be weighed against. */
  readonly witness?: string;
  /** The purge scopes this entry belongs to. */
  readonly scopes: readonly Scope[];
  /** The stamps of its scopes when its load began: what it is held against when it is read. */
  readonly stamps: Stamps;
}

/** Loaded later; or of the same load, and known for longer to be still true. */
export const isNewer = (a: Entry, b: Entry): boolean =>
  a.loadedAt > b.loadedAt || (a.loadedAt === b.loadedAt && a.freshUntil > b.freshUntil);

/** When the time began in which it is fresh (epoch ms). */
export const freshFromOf = ({ freshFrom, loadedAt }: Entry): number => Math.max(freshFrom ?? loadedAt, loadedAt);

/** Whether the clock that wrote it was so far ahead of this one that nobody here can tell. */
export const isOfUnknownAge = (entry: Entry, now: number): boolean => freshFromOf(entry) > latestBelievable(now);

export type Freshness = 'fresh' | 'stale' | 'expired';

export const freshnessOf = (entry: Entry, now: number): Freshness => {
  if (now < entry.freshUntil) return 'fresh';
  return now < entry.staleUntil ? 'stale' : 'expired';
};

/** Stale, and within the time in which it is served at once while it is loaded again. */
export const mayServeWhileRevalidating = ({ staleWhileRevalidate }: Policy, entry: Entry, now: number): boolean =>
  freshnessOf(entry, now) === 'stale' && now < entry.freshUntil + staleWhileRevalidate && !isOfUnknownAge(entry, now);
