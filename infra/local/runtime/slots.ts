import type { Environment } from './environment.ts';

/** A place for an execution environment. It keeps its number when its environment is replaced. */
export interface Slot {
  /** From 1. */
  readonly number: number;
  environment: Environment | undefined;
  /** Starting or in an invocation. */
  busy: boolean;
  /** Grows with every use of any slot. */
  lastUsed: number;
}

export const createSlots = (count: number): readonly Slot[] =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    environment: undefined,
    busy: false,
    lastUsed: 0,
  }));

/**
 * The slot an invocation runs in now: a warm one, the most recently used first as Lambda tends to, else an empty one
 * for a cold start. Undefined: all are busy, or the wanted one is.
 */
export const pickSlot = (slots: readonly Slot[], wanted: number | undefined): Slot | undefined => {
  const free = slots.filter(({ busy, number }) => !busy && (wanted === undefined || wanted === number));
  const warm = free.filter(({ environment }) => environment !== undefined).sort((a, b) => b.lastUsed - a.lastUsed);
  return warm[0] ?? free[0];
};
