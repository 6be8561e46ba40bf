import { readAsOf } from './clock-skew.ts';
import { seconds, type Clock } from './time.ts';
import type { Entry } from './entry.ts';
import type { Observer, TierOperation } from './events.ts';
import type { CacheKey } from './query.ts';
import type { Scope, Stamp } from './purge-log.ts';
import type { CopyLog, Guarded, LeaseName, LoadFailure, SharedTier, TierQuestion, TierRead } from './tier.ts';

/** A shared tier whose faults are reported and never thrown: undefined, or nothing, is what a fault comes to. */
export interface ReliableTier {
  readonly name: string;
  read(namespace: string, question: TierQuestion): Promise<TierRead | undefined>;
  /** Deferred: no answer waits for it. Answers whether it was written. */
  write(kind: 'fill' | 'promote', namespace: string, entries: ReadonlyMap<CacheKey, Entry>): Promise<boolean>;
  /** Undefined for a tier that cannot. */
  readonly forget?: (namespace: string, keys: readonly CacheKey[]) => Promise<boolean>;
  acquire(namespace: string, leases: readonly LeaseName[], ttl: number): Promise<ReadonlySet<LeaseName> | undefined>;
  fail(namespace: string, lease: LeaseName, failure: LoadFailure): Promise<boolean>;
  purge(namespace: string, scopes: readonly Scope[], stamp: Stamp): Promise<boolean>;
  restore(namespace: string, copy: CopyLog): Promise<boolean>;
  prune(namespace: string, keep: (scope: Scope, stamp: Stamp) => boolean): Promise<boolean>;
  suspend(until: number): void;
  reportDown(namespace: string, tier: string, until: number): Promise<boolean>;
}

/** Which tier answered what in one search. */
export type TierAnswer = readonly [ReliableTier, TierRead];

export interface ReliableTierOptions {
  readonly clock: Clock;
  readonly observe: Observer;
  readonly defer: (work: Promise<unknown>) => void;
  /** Called once each time the tier's guard gives it up, with the time until which others should leave it alone. */
  readonly onDown: (namespace: string, until: number) => void;
}

// About two half-open probes of a breaker: long enough to spare a fleet the wait, short enough to come back soon.
const DOWN_FOR_MS = seconds(10);

export const createReliableTier = (
  tier: SharedTier & Partial<Guarded>,
  { clock, observe, defer, onDown }: ReliableTierOptions,
): ReliableTier => {
  const available = (): boolean => tier.available?.() ?? true;

  let reportedUntil = Number.NEGATIVE_INFINITY;
  const reportOnce = (namespace: string, now: number): void => {
    if (now < reportedUntil && reportedUntil <= now + DOWN_FOR_MS) return;
    reportedUntil = now + DOWN_FOR_MS;
    onDown(namespace, reportedUntil);
  };

  // The one place that meets a tier's faults.
  const attempt = async <T>(namespace: string, operation: TierOperation, call: () => Promise<T>, fallback: T) => {
    // It has been given up a moment ago, and that has been reported. Its guard lets a purge try all the same.
    if (operation !== 'purge' && !available()) return fallback;
    const started = clock.now();
    try {
      return await call();
    } catch (error) {
      observe({ kind: 'tier-failed', tier: tier.name, operation, elapsed: clock.now() - started, error });
      if (!available()) reportOnce(namespace, clock.now());
      return fallback;
    }
  };

  const done = (namespace: string, operation: TierOperation, call: () => Promise<void>): Promise<boolean> =>
    attempt(namespace, operation, () => call().then(() => true), false);

  return {
    name: tier.name,
    read: (namespace, question) =>
      attempt(
        namespace,
        'get',
        async () => {
          const read = await tier.getMany(namespace, question);
          return readAsOf(read, { now: clock.now(), downFor: DOWN_FOR_MS });
        },
        undefined,
      ),
    write(kind, namespace, entries) {
      if (entries.size === 0) return Promise.resolve(true);
      const write = async (): Promise<void> => {
        await tier.setMany(namespace, entries);
        observe({ kind, tier: tier.name, keys: [...entries.keys()] });
      };
      const written = done(namespace, 'set', write);
      defer(written);
      return written;
    },
    ...(tier.deleteMany !== undefined && {
      forget: (namespace, keys) => done(namespace, 'set', async () => tier.deleteMany?.(namespace, keys)),
    }),
    acquire: (namespace, leases, ttl) =>
      attempt(namespace, 'acquire', () => tier.acquire(namespace, leases, ttl), undefined),
    fail: (namespace, lease, failure) => done(namespace, 'fail', () => tier.fail(namespace, lease, failure)),
    purge: (namespace, scopes, stamp) => done(namespace, 'purge', () => tier.purge(namespace, scopes, stamp)),
    restore: (namespace, copy) => done(namespace, 'restore', () => tier.restore(namespace, copy)),
    prune: (namespace, keep) => done(namespace, 'prune', () => tier.prune(namespace, keep)),
    suspend(until) {
      if (tier.suspend === undefined || !available() || until <= clock.now()) return;
      tier.suspend(until);
      observe({ kind: 'suspended', tier: tier.name, until });
    },
    reportDown: (namespace, name, until) => done(namespace, 'report', () => tier.reportDown(namespace, name, until)),
  };
};
