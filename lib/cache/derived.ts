import { withGetters } from './with-getters.ts';

/**
 * What was made of entries and can be made again: texts that were unpacked, answers put together of several. It is kept
 * where memory has room beside its entries, counts in memory's bytes, and goes before any entry does.
 */
export interface Derived {
  readonly bytes: number;
  /** Counts as a use. The caller's own object: it may add to it, and then weighs it anew by `set`. */
  get(name: string): object | undefined;
  /** Replaces what is there. What alone is over the room is not kept. `bytes`: without the name. */
  set(name: string, value: object, bytes: number): void;
}

interface DerivedInRoom extends Derived {
  /** Lets go of what is over the room. */
  fit(): void;
}

interface Kept {
  readonly value: object;
  readonly bytes: number;
  isUsed: boolean;
}

// What V8 spends beside texts: a cell of the map, the record, the object that is kept.
const OVERHEAD_BYTES = 256;

/** `room`: bytes that entries leave. The oldest goes first; what was used since has a second turn (CLOCK). */
export const createDerived = (room: () => number): DerivedInRoom => {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  const drop = (name: string, { bytes: its }: Kept): void => {
    kept.delete(name);
    bytes -= its;
  };

  const makeRoom = (needed: number): void => {
    const limit = room() - needed;
    // Amortised O(1): a step takes something away, or the mark of a use.
    while (bytes > limit) {
      const [oldest] = kept;
      if (oldest === undefined) return;
      const [name, its] = oldest;
      if (!its.isUsed) {
        drop(name, its);
        continue;
      }
      its.isUsed = false;
      kept.delete(name);
      kept.set(name, its);
    }
  };

  const methods: Omit<DerivedInRoom, 'bytes'> = {
    get(name) {
      const its = kept.get(name);
      if (its === undefined) return undefined;
      its.isUsed = true;
      return its.value;
    },
    set(name, value, own) {
      const known = kept.get(name);
      if (known !== undefined) drop(name, known);
      const its: Kept = { value, bytes: OVERHEAD_BYTES + name.length * 2 + own, isUsed: known?.isUsed ?? false };
      if (its.bytes > room()) return;
      makeRoom(its.bytes);
      kept.set(name, its);
      bytes += its.bytes;
    },
    fit: () => makeRoom(0),
  };
  return withGetters<DerivedInRoom, 'bytes'>(methods, { bytes: () => bytes });
};
