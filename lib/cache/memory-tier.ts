import type { Clock } from './clock.ts';
import { minutes } from './clock.ts';
import type { Entry } from './entry.ts';
import type { CacheKey } from './key.ts';

/** The tier in this process. Synchronous, bounded by bytes, shared by every invocation of one environment. */
export interface MemoryTier {
  readonly name: string;
  /** Bytes held now, keys and bookkeeping estimated in. */
  readonly bytes: number;
  readonly size: number;
  /** Whatever is held and not expired; a stale entry is the caller's to judge. */
  get(key: CacheKey): Entry | undefined;
  /** Replaces what is there. An entry that alone is over the bound is not kept. */
  set(key: CacheKey, entry: Entry): void;
}

export interface MemoryTierOptions {
  readonly name?: string;
  readonly maxBytes: number;
  /** How long an entry may stay here, however long it is fresh: milliseconds. */
  readonly cap?: number;
  readonly clock?: Clock;
  readonly onEvict?: (key: CacheKey) => void;
}

interface Slot {
  readonly entry: Entry;
  readonly bytes: number;
  readonly until: number;
}

// What V8 spends on a slot beside the body: map cell, slot, entry, header fields. An estimate, on the high side.
const OVERHEAD = 512;

/** The least recently used entry goes first. */
export const createMemoryTier = ({
  name = 'l1',
  maxBytes,
  cap = minutes(5),
  clock = Date,
  onEvict = () => undefined,
}: MemoryTierOptions): MemoryTier => {
  // A Map iterates in insertion order: the first key is the least recently used one.
  const slots = new Map<CacheKey, Slot>();
  let bytes = 0;

  const remove = (key: CacheKey, slot: Slot): void => {
    slots.delete(key);
    bytes -= slot.bytes;
  };

  const makeRoom = (): void => {
    for (const [key, slot] of slots) {
      if (bytes <= maxBytes) return;
      remove(key, slot);
      onEvict(key);
    }
  };

  return {
    name,
    get bytes() {
      return bytes;
    },
    get size() {
      return slots.size;
    },
    get(key) {
      const slot = slots.get(key);
      if (slot === undefined) return undefined;
      if (clock.now() >= slot.until) {
        remove(key, slot);
        return undefined;
      }
      slots.delete(key);
      slots.set(key, slot);
      return slot.entry;
    },
    set(key, entry) {
      const before = slots.get(key);
      if (before !== undefined) remove(key, before);
      const slot = { entry, bytes: sizeOf(key, entry), until: Math.min(clock.now() + cap, entry.staleUntil) };
      if (slot.bytes > maxBytes) return;
      slots.set(key, slot);
      bytes += slot.bytes;
      makeRoom();
    },
  };
};

const sizeOf = (key: CacheKey, entry: Entry): number => OVERHEAD + key.length * 2 + bodyBytes(entry);

const bodyBytes = ({ body }: Entry): number => {
  if (body === null) return 0;
  // A string costs one byte a character only while all of them are Latin-1: count the worst.
  return body.encoding === 'gzip' ? body.bytes.byteLength : body.text.length * 2;
};
