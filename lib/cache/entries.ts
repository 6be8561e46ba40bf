import type { BodyCodec } from './codec.ts';
import type { Entry } from './entry.ts';
import type { Served } from './answer.ts';
import { countUse, createS3Fifo } from './eviction.ts';
import type { Held } from './memory-tier.ts';
import { stampsOf, type PurgeLog, type Scope } from './purge-log.ts';
import type { LoadedEntry, Policy, Query } from './query.ts';
import { ReadyAnswer } from './ready-answer.ts';
import { withGetters } from './with-getters.ts';

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
  /**
   * The decoded body; decoded once for as long as there is room to remember it. `held`: where memory holds the entry, to be
   * told of it.
   */
  valueOf(entry: Entry, query: Query<unknown>, held?: Held): unknown;
  /** What the remembered values weigh. */
  readonly decodedBytes: number;
}

// Keys filled together must not end together: up to a twentieth of the time is taken off.
const JITTER = 0.05;

// Bytes for each character of a text that a decoded value takes, with what readers remember beside it, unless its query
// knows better: no less than is measured for players, rosters and careers.
const DECODED_WEIGHT = 4;
const DECODED_OVERHEAD_BYTES = 512;

export const createEntries = ({
  bodies,
  random,
  maxDecodedBytes,
  nearest,
}: {
  readonly bodies: BodyCodec;
  readonly random: () => number;
  readonly maxDecodedBytes: number;
  /** As whose a hit in memory is served. */
  readonly nearest: Served;
}): Entries => {
  // By key, and bounded: a decoded body takes several times the memory of its entry, and a batch decodes hundreds.
  const decoded = createS3Fifo<ReadyAnswer>({ maxBytes: maxDecodedBytes });

  const methods: Omit<Entries, 'decodedBytes'> = {
    present({ value, policy, scopes, loadedAt, witness }, under) {
      const { body, etag } = bodies.encode(JSON.stringify(value));
      const freshUntil = under.now + Math.round(policy.freshFor * (1 - JITTER * random()));
      return {
        body,
        etag,
        loadedAt: loadedAt ?? under.now,
        ...(loadedAt !== undefined && { freshFrom: under.now }),
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
        // Absence is never served stale: what was not there may have come meanwhile.
        staleUntil: until,
        ...origin(scopes, under),
      };
    },
    valueOf(entry, query, held) {
      if (entry.body === null) return null;
      const { key, decodedWeight = DECODED_WEIGHT } = query;
      const known = decoded.find(key);
      if (known?.value.entry === entry) {
        countUse(known);
        if (held !== undefined) held.decoded = known;
        return known.value.value();
      }
      const text = bodies.decode(entry.body);
      const value = query.decode(JSON.parse(text));
      const ready = new ReadyAnswer(entry, nearest, value);
      const kept = decoded.set(key, ready, text.length * decodedWeight + DECODED_OVERHEAD_BYTES);
      if (held !== undefined) held.decoded = kept;
      return value;
    },
  };
  return withGetters<Entries, 'decodedBytes'>(methods, { decodedBytes: () => decoded.bytes });
};

const origin = (scopes: readonly Scope[], { loadDuration, loadReason, log }: LoadedUnder) => ({
  loadDuration,
  ...(loadReason !== undefined && { loadReason }),
  scopes,
  stamps: stampsOf(log, scopes),
});
