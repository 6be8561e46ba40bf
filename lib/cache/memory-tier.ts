import { entryAsOf } from './clock-skew.ts';
import { createDerived, type Derived } from './derived.ts';
import { notDueBefore } from './early-refresh.ts';
import type { Entry } from './entry.ts';
import { countUse, createS3Fifo, type Live, type Resident } from './eviction.ts';
import type { KnownLog } from './coherence.ts';
import { isValid } from './purge-log.ts';
import type { CacheKey } from './query.ts';
import type { ReadyAnswer } from './ready-answer.ts';
import { latestBelievable, minutes, type Clock } from './time.ts';
import { withGetters } from './with-getters.ts';

/** An entry where memory holds it, with what was made of it. */
export interface Held {
  readonly entry: Entry;
  /** Until when (epoch ms) it is surely fresh, alive, and not due to be loaded early. */
  readonly calmUntil: number;
  /** Its decoded body, where that is remembered: within a bound of its own, which may let go of it at any time. */
  decoded: Resident<ReadyAnswer> | undefined;
}

/** The tier in this process. Synchronous, bounded by bytes, shared by every invocation of one environment. */
export interface MemoryTier {
  readonly name: string;
  /** Bytes held now, keys and bookkeeping estimated in, and what was derived of entries. */
  readonly bytes: number;
  /** What is kept in the room that entries leave. */
  readonly derived: Derived;
  readonly size: number;
  /**
   * Whatever is held and not expired; a stale entry is the caller's to judge. Counts as a use, which decides what stays
   * when room is needed: each question about a key counts one.
   */
  get(key: CacheKey, now?: number): Entry | undefined;
  /** The same without side effects: not a use. */
  peek(key: CacheKey, now?: number): Entry | undefined;
  /**
   * An entry that may be served as it is: fresh, and not purged in this log. Counts as a use only then. Reading the
   * clock is most of what a hit costs: a caller that has read it already passes the time. An entry is held against a log
   * once: a later look under the same version knows.
   */
  getFresh(key: CacheKey, known: KnownLog, now: number): Held | undefined;
  /** Whatever is there, be it expired: evidence of what the upstream once said, and never an answer. Not a use. */
  recall(key: CacheKey): Entry | undefined;
  /** Replaces what is there. An entry that alone is over the bound is not kept. */
  set(key: CacheKey, entry: Entry, now?: number): void;
}

export interface MemoryTierOptions {
  readonly name?: string;
  /** Beside these, up to a tenth more goes to the keys that eviction remembers. */
  readonly maxBytes: number;
  /** How long an entry may stay here, however long it is fresh: milliseconds. */
  readonly cap?: number;
  /** What is held lives longer while a far tier is down. Asked only about entries that are over the usual cap. */
  readonly outage?: { readonly cap: number; isOn(): boolean };
  readonly clock?: Clock;
  readonly onEvict?: (key: CacheKey) => void;
}

interface Stored extends Held {
  entry: Entry;
  calmUntil: number;
  storedAt: number;
  /** Of the log that it was valid under when it was last looked for. */
  validUnder: number;
}

// No log has it.
const UNKNOWN_VERSION = -1;

// What V8 spends on a slot beside the body: map cell, slot, entry, header fields, the buffer's object. On the high side:
// it is measured at 570 for an absence and 780 for gzip.
const OVERHEAD_BYTES = 896;

export const createMemoryTier = ({
  name = 'l1',
  maxBytes,
  cap = minutes(5),
  outage,
  clock = Date,
  onEvict = () => undefined,
}: MemoryTierOptions): MemoryTier => {
  const slots = createS3Fifo<Stored>({ maxBytes, onEvict });
  const derived = createDerived(() => maxBytes - slots.bytes);
  // Before it, an entry may have come in later than now: the clock has been set back.
  let lastStoredAt = Number.NEGATIVE_INFINITY;
  const isOutlived = (storedAt: number, now: number): boolean =>
    now >= storedAt + cap && (outage === undefined || now >= storedAt + outage.cap || !outage.isOn());
  const isAlive = (stored: Stored, now: number): boolean => {
    // Well later than now: the clock has been set back, and how long it has been here cannot be told.
    if (stored.storedAt > latestBelievable(now)) return false;
    if (stored.storedAt > now) takeBack(stored, now);
    return now < stored.entry.staleUntil && !isOutlived(stored.storedAt, now);
  };
  /** The clock has been set back a little: it is as if it had come in now. */
  const takeBack = (stored: Stored, now: number): void => {
    stored.entry = entryAsOf(stored.entry, now);
    stored.storedAt = now;
    stored.calmUntil = calmUntil(stored.entry, now);
  };
  const calmUntil = (entry: Entry, now: number): number =>
    Math.min(notDueBefore(entry), entry.freshUntil, entry.staleUntil, now + cap);

  /** What is not known at a glance to be fresh and valid. */
  const getJudged = (found: Live<Stored>, { log, version }: KnownLog, now: number): Held | undefined => {
    const stored = found.value;
    if (!isAlive(stored, now) || now >= stored.entry.freshUntil) return undefined;
    if (stored.validUnder !== version) {
      if (!isValid(stored.entry, log)) return undefined;
      stored.validUnder = version;
    }
    countUse(found);
    return stored;
  };

  const methods: Omit<MemoryTier, 'bytes' | 'size'> = {
    name,
    derived,
    get(key, now = clock.now()) {
      const found = slots.find(key);
      if (found === undefined) return undefined;
      if (isAlive(found.value, now)) {
        countUse(found);
        return found.value.entry;
      }
      slots.expire(key);
      return undefined;
    },
    peek(key, now = clock.now()) {
      const found = slots.find(key);
      return found !== undefined && isAlive(found.value, now) ? found.value.entry : undefined;
    },
    getFresh(key, known, now) {
      const found = slots.find(key);
      if (found === undefined) return undefined;
      const stored = found.value;
      if (now < lastStoredAt || now >= stored.calmUntil || stored.validUnder !== known.version)
        return getJudged(found, known, now);
      countUse(found);
      return stored;
    },
    recall: (key) => slots.find(key)?.value.entry,
    set(key, entry, storedAt = clock.now()) {
      lastStoredAt = Math.max(lastStoredAt, storedAt);
      const stored: Stored = {
        entry,
        calmUntil: calmUntil(entry, storedAt),
        decoded: undefined,
        storedAt,
        validUnder: UNKNOWN_VERSION,
      };
      slots.set(key, stored, sizeOf(key, entry));
      derived.fit();
    },
  };
  return withGetters<MemoryTier, 'bytes' | 'size'>(methods, {
    bytes: () => slots.bytes + derived.bytes,
    size: () => slots.size,
  });
};

const sizeOf = (key: CacheKey, entry: Entry): number => OVERHEAD_BYTES + key.length * 2 + bodyBytes(entry);

const bodyBytes = ({ body }: Entry): number => {
  if (body === null) return 0;
  // Bytes that are a part of a larger buffer keep all of it. A string costs one byte a character only while all of them
  // are Latin-1: count the worst.
  return body.encoding === 'gzip' ? body.bytes.buffer.byteLength : body.text.length * 2;
};
