import type { Entry } from './entry.ts';
import type { CacheKey } from './query.ts';
import { stampsOf, type PurgeLog, type Scope } from './purge-log.ts';
import type { LeaseName, LoadFailure } from './tier.ts';

/** A key to be found in the shared tiers. */
export interface Wanted {
  readonly key: CacheKey;
  /** The source that would be asked for it. */
  readonly source: string;
  readonly scopes: readonly Scope[];
  /** Whether it has to be loaded, given the best that the tiers have. */
  needsLoad(entry: Entry | undefined): boolean;
}

/** Where an entry was found. */
export interface Located {
  readonly entry: Entry;
  readonly tier: string;
}

/** What the shared tiers say of a key. */
export interface Finding {
  /** Fresh where any tier has it fresh, else the newest stale one. */
  readonly located: Located | undefined;
  /** held: load it. lost: another environment is at it. free: nobody could be asked; load it. */
  readonly lease: 'held' | 'lost' | 'free';
  /** A load that failed a moment ago, in whichever environment. */
  readonly failure: LoadFailure | undefined;
}

export const NOT_FOUND: Finding = { located: undefined, lease: 'free', failure: undefined };

/**
 * The right to load `source`, given what has been purged: a purge opens a new lease, so nobody waits for a load that
 * began before it.
 */
export const leaseOf = ({ source, scopes }: Pick<Wanted, 'source' | 'scopes'>, log: PurgeLog): LeaseName => {
  const stamps = Object.values(stampsOf(log, scopes));
  return stamps.length === 0 ? source : `${source}@${stamps.join('.')}`;
};
