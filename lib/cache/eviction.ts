import type { CacheKey } from './query.ts';
import { createQueue, type Queue, type Queued } from './queue.ts';
import { withGetters } from './with-getters.ts';

/** A map bounded by bytes that decides which key goes when it is full. */
export interface EvictingMap<V> {
  /** The sum of what is held; never over the bound. */
  readonly bytes: number;
  readonly size: number;
  /** Keys known beside those held, by which a returning one is recognised. */
  readonly remembered: number;
  /** What is held, with its standing. Not a use: the caller counts one when it takes the value. */
  find(key: CacheKey): Live<V> | undefined;
  /** Finds and counts a use. */
  get(key: CacheKey): V | undefined;
  /** Replaces what is there and keeps its standing. A value that alone is over the bound is not kept: undefined then. */
  set(key: CacheKey, value: V, bytes: number): Resident<V> | undefined;
  /** Lets go of a value whose time is up. It is not reported, and not held against its key. */
  expire(key: CacheKey): void;
}

export interface Resident<V> {
  /** Undefined when the map has let it go: whoever kept the resident keeps nothing with it. */
  readonly value: V | undefined;
  /** Written by the map, and by `countUse`. */
  uses: number;
}

/** A resident that the map holds. */
export interface Live<V> extends Resident<V> {
  readonly value: V;
}

export interface EvictionOptions {
  readonly maxBytes: number;
  readonly onEvict?: (key: CacheKey) => void;
}

/** A slot outlives its value: in the ghost queue it is no more than a key that is remembered. */
interface Slot<V> extends Queued<Slot<V>>, Resident<V> {
  readonly key: CacheKey;
  value: V | undefined;
  uses: number;
  queue: Queue<Slot<V>>;
}

/** Of the bound. The rest is the main queue's, and the ghost remembers as much as the main queue can hold. */
const SMALL_SHARE = 0.1;
/** More uses than these earn nothing: a key that was popular once has to leave some day. */
const MAX_USES = 3;
/** Uses that take a key from the small queue to the main one. */
const USES_TO_PROMOTE = 2;
/** What a remembered key weighs at least: about ten times its memory, so that ghosts of tiny values stay few. */
const MIN_GHOST_BYTES = 2048;

/** Counts a use of what a map holds: what is used stays. */
export const countUse = (resident: Resident<unknown>): void => {
  if (resident.uses < MAX_USES) resident.uses += 1;
};

/**
 * S3-FIFO (Yang et al., SOSP 2023). New keys pass through a small queue, and only those used there reach the main one:
 * what is asked for once, by a scan or a warming run, never displaces what is popular. A key that returns soon after
 * it was let go is admitted to the main queue at once. A hit only counts; keys are moved when room is needed.
 */
export const createS3Fifo = <V>({ maxBytes, onEvict = () => undefined }: EvictionOptions): EvictingMap<V> => {
  const slots = new Map<CacheKey, Slot<V>>();
  const small = createQueue<Slot<V>>();
  const main = createQueue<Slot<V>>();
  const ghost = createQueue<Slot<V>>();
  const smallBytes = maxBytes * SMALL_SHARE;
  const ghostBytes = maxBytes - smallBytes;

  const move = (slot: Slot<V>, queue: Queue<Slot<V>>, bytes = slot.bytes): void => {
    slot.queue.remove(slot);
    slot.queue = queue;
    queue.push(slot, bytes);
  };

  const forget = (slot: Slot<V>): void => {
    slot.queue.remove(slot);
    slots.delete(slot.key);
    slot.value = undefined;
  };

  const remember = (slot: Slot<V>): void => {
    slot.value = undefined;
    slot.uses = 0;
    move(slot, ghost, Math.max(slot.bytes, MIN_GHOST_BYTES));
    while (ghost.bytes > ghostBytes && ghost.oldest !== undefined) forget(ghost.oldest);
  };

  const evict = (slot: Slot<V>): void => {
    if (slot.queue === small) remember(slot);
    else forget(slot);
    onEvict(slot.key);
  };

  /** Gives the next in line another turn in the main queue if it has earned one. */
  const decide = (slot: Slot<V>): void => {
    if (slot.uses < (slot.queue === small ? USES_TO_PROMOTE : 1)) {
      evict(slot);
    } else {
      slot.uses = slot.queue === small ? 0 : slot.uses - 1;
      move(slot, main);
    }
  };

  // Amortised O(1): a step takes a slot away, promotes it once, or takes back one of the uses that hits have counted.
  const makeRoom = (bytes: number): void => {
    while (small.bytes + main.bytes + bytes > maxBytes) {
      const next = small.bytes > smallBytes ? small.oldest : (main.oldest ?? small.oldest);
      if (next === undefined) return;
      decide(next);
    }
  };

  const admit = (key: CacheKey, value: V, bytes: number): Slot<V> => {
    makeRoom(bytes);
    const slot: Slot<V> = { key, value, bytes, uses: 0, queue: small, newer: undefined, older: undefined };
    slots.set(key, slot);
    small.push(slot, bytes);
    return slot;
  };

  /** Out of its queue while room is made, so that it cannot be the one to go. */
  const readmit = (slot: Slot<V>, value: V, bytes: number): void => {
    const queue = slot.queue === ghost ? main : slot.queue;
    slot.queue.remove(slot);
    makeRoom(bytes);
    slot.value = value;
    slot.queue = queue;
    queue.push(slot, bytes);
  };

  const find = (key: CacheKey): Live<V> | undefined => {
    const slot = slots.get(key);
    return slot === undefined || !isLive(slot) ? undefined : slot;
  };

  const methods: Omit<EvictingMap<V>, 'bytes' | 'size' | 'remembered'> = {
    find,
    get(key) {
      const resident = find(key);
      if (resident === undefined) return undefined;
      countUse(resident);
      return resident.value;
    },
    set(key, value, bytes) {
      const slot = slots.get(key);
      if (bytes > maxBytes) {
        if (slot !== undefined) forget(slot);
        return undefined;
      }
      if (slot === undefined) return admit(key, value, bytes);
      if (slot.queue !== ghost && small.bytes + main.bytes - slot.bytes + bytes <= maxBytes) {
        slot.value = value;
        slot.queue.weigh(slot, bytes);
      } else {
        readmit(slot, value, bytes);
      }
      return slot;
    },
    expire(key) {
      const slot = slots.get(key);
      // A popular key that ages out is about to be filled again: it goes back to where it was.
      if (slot?.queue === main) remember(slot);
      else if (slot?.queue === small) forget(slot);
    },
  };
  return withGetters<EvictingMap<V>, 'bytes' | 'size' | 'remembered'>(methods, {
    bytes: () => small.bytes + main.bytes,
    size: () => small.length + main.length,
    remembered: () => ghost.length,
  });
};

const isLive = <V>(slot: Slot<V>): slot is Slot<V> & Live<V> => slot.value !== undefined;
