import type { Engine } from './engine.ts';
import { isNewer, mayServeWhileRevalidating, type Entry } from './entry.ts';
import { isValid, NO_STAMPS, stampsOf } from './purge-log.ts';
import type { CacheKey, Query } from './query.ts';
import type { LeaseName, LoadFailure } from './tier.ts';

/** A key to be found in the shared tiers. */
export interface Wanted {
  readonly key: CacheKey;
  readonly query: Query<unknown>;
  readonly purpose: Purpose;
}

/** Why the shared tiers are searched. */
export type Purpose =
  /** read: load what may not be served. present: take what there is. recall: the same, as evidence only. */
  | { readonly intent: 'read' | 'present' | 'recall' }
  /** refresh: load again whatever is not newer than this (epoch ms). */
  | { readonly intent: 'refresh'; readonly loadedAt: number };

/** An entry, and the tier it was found in. */
export interface FoundEntry {
  readonly entry: Entry;
  readonly tier: string;
}

/** What the shared tiers say of a key. */
export interface SearchResult {
  /** Fresh where any tier has it fresh, else the newest stale one. */
  readonly found: FoundEntry | undefined;
  /** What a tier still has although nobody may be answered with it: purged or expired. Only evidence. */
  readonly hidden: Entry | undefined;
  /**
   * held: load it. lost: another environment is loading it. free: no tier could give a lease; load it. unasked: none was
   * asked for.
   */
  readonly lease: 'held' | 'lost' | 'free' | 'unasked';
  /** A load that failed a moment ago, in whichever environment. */
  readonly failure: LoadFailure | undefined;
}

export const NOT_FOUND: SearchResult = { found: undefined, hidden: undefined, lease: 'free', failure: undefined };

/** What to ask the shared tiers of a query. */
export const wantedOf = (query: Query<unknown>, purpose: Purpose): Wanted => ({ key: query.key, query, purpose });

/** Whether it is sure to be loaded, and so needs a lease, given the best that the tiers have. */
export const needsLease = (
  engine: Engine,
  { query, purpose }: Wanted,
  entry: Entry | undefined,
  now: number,
): boolean => {
  if (purpose.intent === 'present' || purpose.intent === 'recall') return false;
  if (purpose.intent === 'refresh') return isOutdated(entry, purpose.loadedAt) && !isConfirmable(query, entry);
  if (entry !== undefined && now < entry.freshUntil) return false;
  const best = newest(inMemory(engine, query, now), entry);
  const mayBeServed =
    best !== undefined && (now < best.freshUntil || mayServeWhileRevalidating(query.policy, best, now));
  return !mayBeServed && !isConfirmable(query, best);
};

/** Whether its owner may know, without the upstream and so without a lease, that it is still true. */
export const isConfirmable = (query: Query<unknown>, entry: Entry | undefined): boolean =>
  query.confirm !== undefined && entry?.body != null;

/** Whether there is nothing newer than what was loaded at `loadedAt` (epoch ms). */
export const isOutdated = (entry: Entry | undefined, loadedAt: number): boolean =>
  entry === undefined || entry.loadedAt <= loadedAt;

/** What memory holds, fresh or not, that no known purge has overtaken. Not a use. */
export const inMemory = (
  { memory, coherence, clock }: Engine,
  { key, namespace }: Query<unknown>,
  now = clock.now(),
): Entry | undefined => {
  const entry = memory.peek(key, now);
  return entry !== undefined && isValid(entry, coherence.log(namespace)) ? entry : undefined;
};

/** The newer of what memory and the shared tiers hold. Memory takes over what is newer there. */
export const newestFound = (
  engine: Engine,
  query: Query<unknown>,
  shared: FoundEntry | undefined,
  now = engine.clock.now(),
): FoundEntry | undefined => {
  const near = inMemory(engine, query, now);
  if (shared !== undefined && (near === undefined || isNewer(shared.entry, near))) {
    engine.memory.set(query.key, shared.entry, now);
    return shared;
  }
  return near && { entry: near, tier: engine.memory.name };
};

/**
 * The right to load a query's source, given what is known to have been purged: a purge opens a new lease, so nobody waits
 * for a load that began before it. A failure is remembered under it.
 */
export const leaseOfQuery = ({ coherence }: Engine, { namespace, source, scopes }: Query<unknown>): LeaseName => {
  const stamps = stampsOf(coherence.log(namespace), scopes);
  return stamps === NO_STAMPS ? source.key : `${source.key}@${Object.values(stamps).join('.')}`;
};

/** The one that was loaded later, or the only one. */
export const newest = (a: Entry | undefined, b: Entry | undefined): Entry | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return isNewer(b, a) ? b : a;
};
