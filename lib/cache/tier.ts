import type { Entry } from './entry.ts';
import type { CacheKey } from './query.ts';
import type { PurgeLog, Scope, Stamp } from './purge-log.ts';

/**
 * The right to load something, by name: a source's key and the stamps its load starts from, so that a purge always
 * opens a new one. Printable ASCII without spaces.
 */
export type LeaseName = string;

/** A load that failed a moment ago, as its holder left it for the others. */
export interface LoadFailure {
  /** The holder's word for it: `blocked`, `timeout`, … */
  readonly reason: string;
  /** Epoch ms before which it is not worth trying again. */
  readonly retryAt: number;
  /** When it failed (epoch ms). */
  readonly since?: number;
}

/** What one look into a shared tier answered: one snapshot. */
export interface TierRead {
  /** Only what the tier has and what is not expired; a key that is missing here is a miss. */
  readonly entries: ReadonlyMap<CacheKey, Entry>;
  /** Asked keys that have expired and are still there: evidence of what the upstream once said, and never an answer. */
  readonly expired?: ReadonlyMap<CacheKey, Entry>;
  /**
   * The namespace's log, read beside the values. Undefined: the tier has none, which does not mean that nothing was
   * purged: it may have been evicted or flushed, and so may nothing in `entries` be believed.
   */
  readonly purges: PurgeLog | undefined;
  /** The asked leases whose load failed and may not be tried yet. */
  readonly failures: ReadonlyMap<LeaseName, LoadFailure>;
  /** Tiers that some environment found out of order, and until when (epoch ms) to leave them alone. */
  readonly down: ReadonlyMap<string, number>;
}

/** A tier that knows when it is out of order, and can be told. */
export interface Guarded {
  available(): boolean;
  /** Leave it alone until then (epoch ms). */
  suspend(until: number): void;
}

/** Reads the log of another tier now; undefined when it cannot be read. */
export type CopyLog = () => Promise<PurgeLog | undefined>;

export interface TierQuestion {
  /** Duplicates are allowed. May be empty: then only the log is asked for. */
  readonly keys: readonly CacheKey[];
  /** Leases to look up failures of. */
  readonly leases?: readonly LeaseName[];
}

/**
 * A remote tier, shared by every environment. Batch-first. A fault rejects: it is the caller that reports it
 * as a miss, so that no adapter has to decide what a fault means.
 */
export interface SharedTier {
  /** `l2`, `l3`: as it appears in Cache-Status and in events. */
  readonly name: string;
  /** One round trip, one atomic snapshot where the store has such a thing. Nothing unreadable or expired is returned. */
  getMany(namespace: string, question: TierQuestion): Promise<TierRead>;
  /** Keeps each entry until its staleUntil or the tier's own cap, whichever is first. Expired ones are not written. */
  setMany(namespace: string, entries: ReadonlyMap<CacheKey, Entry>): Promise<void>;
  /**
   * Forgets entries, in one request for any number of them. A tier that has this keeps of a load what was asked for, and
   * forgets the rest, which the farthest tier keeps; one without it keeps all.
   */
  deleteMany?(namespace: string, keys: readonly CacheKey[]): Promise<void>;
  /** Takes those leases that nobody holds, for `ttl` milliseconds. A failure left under a lease holds it too. */
  acquire(namespace: string, leases: readonly LeaseName[], ttl: number): Promise<ReadonlySet<LeaseName>>;
  /** Leaves a failure under a lease, until `failure.retryAt`. */
  fail(namespace: string, lease: LeaseName, failure: LoadFailure): Promise<void>;
  /** Gives each scope this stamp. Atomic: a concurrent purge of another scope is not lost. */
  purge(namespace: string, scopes: readonly Scope[], stamp: Stamp): Promise<void>;
  /**
   * Puts a log where there is none; leaves one that is there alone. `copy` is called only after the tier has made sure
   * that it will not lose what is purged from then on: a copy made earlier could miss a purge that this tier took and
   * then forgot.
   */
  restore(namespace: string, copy: CopyLog): Promise<void>;
  /**
   * Removes from the log what `keep` does not want, unless it has changed meanwhile. Safe at any time: a scope that is
   * not in the log is valid, so only stamps older than every living entry may go.
   */
  prune(namespace: string, keep: (scope: Scope, stamp: Stamp) => boolean): Promise<void>;
  /** Notes for other environments that `tier` is out of order until then (epoch ms). May be nothing for a near tier. */
  reportDown(namespace: string, tier: string, until: number): Promise<void>;
}
