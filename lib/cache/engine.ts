import type { Served } from './answer.ts';
import type { BodyCodec } from './codec.ts';
import { createCoherence, type Coherence } from './coherence.ts';
import { createEntries, type Entries } from './entries.ts';
import type { Observer } from './events.ts';
import { createFailures, type FailureDescription, type Failures } from './failures.ts';
import { createLoadTime, type LoadTime } from './load-time.ts';
import type { MemoryTier } from './memory-tier.ts';
import type { Stamp } from './purge-log.ts';
import type { CacheKey } from './query.ts';
import { createReliableTier, type ReliableTier } from './reliable-tier.ts';
import type { Guarded, SharedTier } from './tier.ts';
import { seconds, type Clock, type Deadline, type Pause } from './time.ts';

export interface TieredCacheOptions {
  readonly memory: MemoryTier;
  /** Nearest first. */
  readonly shared: readonly (SharedTier & Partial<Guarded>)[];
  readonly bodies: BodyCodec;
  /** What may be remembered of decoded bodies beside the entries in memory; an estimate of bytes. */
  readonly maxDecodedBytes?: number;
  /** Takes over what an answer does not wait for: fills, promotions, refreshes. */
  readonly defer: (work: Promise<unknown>) => void;
  /** Waits: for another environment's load. */
  readonly pause: Pause;
  /** A token that no purge has ever had: a ULID. */
  readonly newStamp: () => Stamp;
  /** Where stale keys go; without it they are loaded in this process. */
  readonly refresher?: Refresher | undefined;
  readonly observe?: Observer;
  /** Whether `observe` is told of hits, which most questions are. Default: where there is an observer. */
  readonly observesHits?: boolean;
  readonly clock?: Clock;
  readonly deadline?: Deadline;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** The most a load may take, in milliseconds. */
  readonly loadTimeout?: number;
  /** The same for a load that only replaces what has been served stale, and is done in this process. */
  readonly refreshTimeout?: number;
  /**
   * Milliseconds that a purge log may be relied on which was read at `from` (epoch ms): so soon is a purge by another
   * environment seen.
   */
  readonly coherenceWindow?: (namespace: string, from: number) => number;
  /** Milliseconds during which one request to refresh a key is enough for all environments. */
  readonly refreshRequestTtl?: number;
  /**
   * Milliseconds after which a near tier that has not answered no longer keeps the next one from being asked. Default: 45. A
   * function is asked for each search.
   */
  readonly hedgeAfter?: number | (() => number);
  /**
   * Until when (epoch ms) somebody waits for what is asked now; undefined: as long as it takes. Without a refresher
   * nobody could go on with a load, so nobody's wait is limited.
   */
  readonly waitLimit?: () => number | undefined;
  /** Runs a load, and whatever it asks for, for somebody who waits until then (epoch ms). */
  readonly runWithWaitLimit?: <T>(until: number, work: () => Promise<T>) => Promise<T>;
  /** Milliseconds that a question waits for a load where it can be answered with something stale. */
  readonly maxStaleWait?: number;
  /** Whether what a far tier has is copied to the nearer ones: for those who answer somebody. */
  readonly promotes?: boolean;
  /** Each call to the upstream is billed: one that may have to be given up is left to the refresher at once. */
  readonly isBilled?: boolean;
  /** Why loads are made now, to be kept with what they yield; undefined: because it was asked for. */
  readonly loadReason?: () => string | undefined;
  /** Whether a stamp is older than any entry that may still be served. */
  readonly isOutlived?: (stamp: Stamp) => boolean;
  /** What a failed load means to others. */
  readonly describe?: (error: unknown) => FailureDescription;
}

/** A key worth loading again, and what is known of it. */
export interface RefreshRequest {
  readonly namespace: string;
  readonly key: CacheKey;
  /** When the entry that asked for it was loaded (epoch ms): a newer one makes the request moot. */
  readonly loadedAt: number;
  /** The asking environment took the lease on the load and leaves it to whoever refreshes, until then (epoch ms). */
  readonly leaseUntil?: number;
}

/** Takes stale keys off the request path, to be loaded elsewhere. */
export interface Refresher {
  /** Hands requests over; rejects when they could not be, and then they are loaded in this process. */
  refresh(requests: readonly RefreshRequest[]): Promise<void>;
}

type Settings = Required<
  Omit<TieredCacheOptions, 'shared' | 'bodies' | 'describe' | 'refresher' | 'maxDecodedBytes' | 'hedgeAfter'>
>;

/** What every part of one cache works with: its settings, and what this process has learned. */
export interface Engine extends Settings {
  readonly refresher: Refresher | undefined;
  /** The shared tiers, nearest first. Their faults are reported and not thrown. */
  readonly tiers: readonly ReliableTier[];
  readonly coherence: Coherence;
  readonly failures: Failures;
  readonly loadTime: LoadTime;
  readonly entries: Entries;
  /** Milliseconds that the next search gives a near tier before the one behind it is asked as well. */
  readonly hedgeAfter: () => number;
  /** As whose a hit in memory is served. */
  readonly nearest: Served;
  /** Milliseconds that a lease on a load lasts. */
  readonly leaseTtl: () => number;
}

export const createEngine = ({
  shared,
  bodies,
  maxDecodedBytes = 32 * 1024 * 1024,
  refresher,
  observe: told,
  observesHits = told !== undefined,
  clock = Date,
  deadline = (ms) => AbortSignal.timeout(ms),
  random = () => 0,
  loadTimeout = seconds(8),
  refreshTimeout = seconds(2),
  coherenceWindow = () => seconds(30),
  refreshRequestTtl = seconds(30),
  hedgeAfter = 45,
  waitLimit = () => undefined,
  runWithWaitLimit = (_until, work) => work(),
  maxStaleWait = seconds(1.5),
  promotes = true,
  isBilled = false,
  loadReason = () => undefined,
  isOutlived = () => false,
  describe = () => ({ reason: 'failed' }),
  ...required
}: TieredCacheOptions): Engine => {
  const { defer } = required;
  const nearest: Served = { by: 'tier', tier: required.memory.name, state: 'fresh' };
  const observe = told ?? ((): void => undefined);
  const loadTime = createLoadTime();
  const limit = refresher === undefined ? (): undefined => undefined : waitLimit;
  const tiers: readonly ReliableTier[] = shared.map((tier, distance) =>
    createReliableTier(tier, {
      clock,
      observe,
      defer,
      onDown(namespace, until) {
        for (const far of tiers.slice(distance + 1)) defer(far.reportDown(namespace, tier.name, until));
      },
    }),
  );
  return {
    ...required,
    refresher,
    observe,
    observesHits,
    clock,
    deadline,
    random,
    loadTimeout,
    refreshTimeout,
    coherenceWindow,
    refreshRequestTtl,
    hedgeAfter: typeof hedgeAfter === 'number' ? () => hedgeAfter : hedgeAfter,
    waitLimit: limit,
    runWithWaitLimit,
    maxStaleWait,
    promotes,
    isBilled,
    loadReason,
    isOutlived,
    tiers,
    coherence: createCoherence({ clock, window: coherenceWindow, alone: shared.length === 0 }),
    failures: createFailures({ clock, describe }),
    loadTime,
    nearest,
    entries: createEntries({ bodies, random, maxDecodedBytes, nearest }),
    // Some loads' time: it outlasts an average load, and a holder that died does not block the others for long.
    leaseTtl: () =>
      // Whoever cannot wait leaves the lease to the refresher, which begins later.
      limit() === undefined
        ? Math.min(loadTimeout, Math.max(seconds(1), Math.round(loadTime.expected * 5)))
        : loadTimeout,
  };
};
