import type { BodyCodec } from './codec.ts';
import { seconds, type Clock } from './time.ts';
import type { Deadline } from './time.ts';
import type { Observer } from './events.ts';
import type { FailureDescription } from './failures.ts';
import type { MemoryTier } from './memory-tier.ts';
import type { Stamp } from './purge-log.ts';
import type { Refresher } from './refresher.ts';
import type { Guarded, SharedTier } from './tier.ts';
import type { Pause } from './time.ts';

export interface TieredCacheOptions {
  readonly memory: MemoryTier;
  /** Nearest first. */
  readonly shared: readonly (SharedTier & Partial<Guarded>)[];
  readonly bodies: BodyCodec;
  /** Takes over what an answer does not wait for: fills, promotions, refreshes. */
  readonly defer: (work: Promise<unknown>) => void;
  /** Waits: for another environment's load. */
  readonly pause: Pause;
  /** A token that no purge has ever had: a ULID. */
  readonly newStamp: () => Stamp;
  /** Where stale keys go; without it they are loaded in this process. */
  readonly refresher?: Refresher | undefined;
  readonly observe?: Observer;
  readonly clock?: Clock;
  readonly deadline?: Deadline;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** The most a load may take, in milliseconds. */
  readonly loadTimeout?: number;
  /** The same for one that only replaces what has been served stale, and is done in this process. */
  readonly refreshTimeout?: number;
  /** Milliseconds within which a purge by another environment is seen. */
  readonly coherenceWindow?: (namespace: string) => number;
  /** Milliseconds during which one request to refresh a key is enough for everybody. */
  readonly refreshRequestTtl?: number;
  /** Milliseconds after which a near tier that has not answered no longer keeps the next one from being asked. */
  readonly hedgeAfter?: number;
  /** Why loads are made now, to be kept with what they yield; undefined: because it was asked for. */
  readonly loadReason?: () => string | undefined;
  /** Whether a stamp is older than any entry that may still be served. */
  readonly isOutlived?: (stamp: Stamp) => boolean;
  /** What a failed load means to others. */
  readonly describe?: (error: unknown) => FailureDescription;
}

/** The defaults, in one place. */
export const resolveOptions = ({
  refresher,
  observe = () => undefined,
  clock = Date,
  deadline = (ms) => AbortSignal.timeout(ms),
  random = () => 0,
  loadTimeout = seconds(8),
  refreshTimeout = seconds(2),
  coherenceWindow = () => seconds(30),
  refreshRequestTtl = seconds(30),
  hedgeAfter: patience = 45,
  isOutlived = () => false,
  loadReason: cause = () => undefined,
  describe = () => ({ reason: 'failed' }),
  ...required
}: TieredCacheOptions) => ({
  ...required,
  refresher,
  observe,
  clock,
  deadline,
  random,
  loadTimeout,
  refreshTimeout,
  coherenceWindow,
  refreshRequestTtl,
  patience,
  isOutlived,
  cause,
  describe,
});
