import type { BodyCodec } from './codec.ts';
import type { Entry } from './entry.ts';
import type { Policy } from './query.ts';
import { stampsOf, type PurgeLog, type Scope } from './purge-log.ts';
import type { LoadedEntry } from './query.ts';

/** The circumstances of a load, which its entries keep. */
export interface LoadedUnder {
  readonly now: number;
  /** Milliseconds it took. */
  readonly loadDuration: number;
  /** Why; undefined: because it was asked for. */
  readonly loadReason?: string | undefined;
  /** The purge log as it was known when the load began. */
  readonly log: PurgeLog;
}

export interface FreshEntryOptions {
  readonly bodies: BodyCodec;
  readonly random: () => number;
}

// Keys filled together must not end together: up to a twentieth of the time is taken off.
const JITTER = 0.05;

export const createFreshEntries = ({ bodies, random }: FreshEntryOptions) => ({
  present(
    { value, policy, scopes, loadedAt }: LoadedEntry,
    { now, loadDuration: cost, log, loadReason: cause }: LoadedUnder,
  ): Entry {
    const { body, etag } = bodies.encode(JSON.stringify(value));
    const freshUntil = now + Math.round(policy.freshFor * (1 - JITTER * random()));
    return {
      body,
      etag,
      loadedAt: loadedAt ?? now,
      freshUntil,
      staleUntil: freshUntil + policy.staleIfError,
      loadDuration: cost,
      ...(cause !== undefined && { loadReason: cause }),
      scopes,
      stamps: stampsOf(log, scopes),
    };
  },
  absent(
    { absentFor }: Policy,
    scopes: readonly Scope[],
    { now, loadDuration: cost, log, loadReason: cause }: LoadedUnder,
  ): Entry {
    return {
      body: null,
      etag: '"absent"',
      loadedAt: now,
      freshUntil: now + absentFor,
      // Absence is never served stale: a player may have been signed meanwhile.
      staleUntil: now + absentFor,
      loadDuration: cost,
      ...(cause !== undefined && { loadReason: cause }),
      scopes,
      stamps: stampsOf(log, scopes),
    };
  },
});
