import type { Entry } from './entry.ts';
import { createS3Fifo } from './eviction.ts';
import type { CacheKey } from './query.ts';
import { minutes, type Clock } from './time.ts';

/** The tier in this process. Synchronous, bounded by bytes, shared by every invocation of one environment. */
export interface MemoryTier {
  readonly name: string;
  /** Bytes held now, keys and bookkeeping estimated in. */
  readonly bytes: number;
  readonly size: number;
  /**
   * Whatever is held and not expired; a stale entry is the caller's to judge. Reading the clock is most of what a hit
   * costs: a caller that has read it already passes the time.
   */
  get(key: CacheKey, now?: number): Entry | undefined;
  /** Replaces what is there. An entry that alone is over the bound is not kept. */
  set(key: CacheKey, entry: Entry): void;
}

export interface MemoryTierOptions {
  readonly name?: string;
  /** Beside these, up to a tenth more goes to the keys that eviction remembers. */
  readonly maxBytes: number;
  /**
   * How long an entry may stay here, however long it is fresh: milliseconds. A function is asked at each read, so that
   * what is held lives longer while a far tier is down.
   */
  readonly cap?: number | (() => number);
  readonly clock?: Clock;
  readonly onEvict?: (key: CacheKey) => void;
}

interface Slot {
  readonly entry: Entry;
  readonly storedAt: number;
}

// What V8 spends on a slot beside the body: map cell, slot, entry, header fields. An estimate, on the high side.
const OVERHEAD_BYTES = 512;

export const createMemoryTier = ({
  name = 'l1',
  maxBytes,
  cap = minutes(5),
  clock = Date,
  onEvict = () => undefined,
}: MemoryTierOptions): MemoryTier => {
  const held = createS3Fifo<Slot>({ maxBytes, onEvict });
  const capNow = typeof cap === 'number' ? () => cap : cap;

  return {
    name,
    get bytes() {
      return held.bytes;
    },
    get size() {
      return held.size;
    },
    get(key, now = clock.now()) {
      const found = held.get(key);
      if (found === undefined) return undefined;
      if (now < found.entry.staleUntil && now < found.storedAt + capNow()) return found.entry;
      held.expire(key);
      return undefined;
    },
    set(key, entry) {
      held.set(key, { entry, storedAt: clock.now() }, sizeOf(key, entry));
    },
  };
};

const sizeOf = (key: CacheKey, entry: Entry): number => OVERHEAD_BYTES + key.length * 2 + bodyBytes(entry);

const bodyBytes = ({ body }: Entry): number => {
  if (body === null) return 0;
  // A string costs one byte a character only while all of them are Latin-1: count the worst.
  return body.encoding === 'gzip' ? body.bytes.byteLength : body.text.length * 2;
};
