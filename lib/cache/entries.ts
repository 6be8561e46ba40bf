import type { BodyCodec } from './codec.ts';
import type { Entry } from './entry.ts';
import { stampsOf, type PurgeLog, type Scope } from './purge-log.ts';
import type { LoadedEntry, Policy, Query } from './query.ts';

/** The circumstances of a load, which its entries keep. */
export interface LoadedUnder {
  readonly now: number;
  /** Milliseconds it took. */
  readonly loadDuration: number;
  /** Undefined: because it was asked for. */
  readonly loadReason?: string | undefined;
  /** The purge log as it was known when the load began. */
  readonly log: PurgeLog;
}

/** From loaded values to entries, and back. */
export interface Entries {
  present(loaded: LoadedEntry, under: LoadedUnder): Entry;
  absent(policy: Policy, scopes: readonly Scope[], under: LoadedUnder): Entry;
  /** The decoded body; decoded at most once for as long as the entry is in memory. */
  valueOf(entry: Entry, query: Query<unknown>): unknown;
}

// Keys filled together must not end together: up to a twentieth of the time is taken off.
const JITTER = 0.05;

export const createEntries = ({
  bodies,
  random,
}: {
  readonly bodies: BodyCodec;
  readonly random: () => number;
}): Entries => {
  const decoded = new WeakMap<Entry, { readonly value: unknown }>();
  return {
    present({ value, policy, scopes, loadedAt, witness }, under) {
      const { body, etag } = bodies.encode(JSON.stringify(value));
      const freshUntil = under.now + Math.round(policy.freshFor * (1 - JITTER * random()));
      return {
        body,
        etag,
        loadedAt: loadedAt ?? under.now,
        freshUntil,
        staleUntil: freshUntil + policy.staleIfError,
        ...(witness !== undefined && { witness }),
        ...origin(scopes, under),
      };
    },
    absent({ absentFor }, scopes, under) {
      const until = under.now + absentFor;
      return {
        body: null,
        etag: '"absent"',
        loadedAt: under.now,
        freshUntil: until,
        // Absence is never served stale: a player may have been signed meanwhile.
        staleUntil: until,
        ...origin(scopes, under),
      };
    },
    valueOf(entry, query) {
      const known = decoded.get(entry);
      if (known !== undefined) return known.value;
      const value = entry.body === null ? null : query.decode(JSON.parse(bodies.decode(entry.body)));
      decoded.set(entry, { value });
      return value;
    },
  };
};

const origin = (scopes: readonly Scope[], { loadDuration, loadReason, log }: LoadedUnder) => ({
  loadDuration,
  ...(loadReason !== undefined && { loadReason }),
  scopes,
  stamps: stampsOf(log, scopes),
});
