import type { Clock, Deadline } from '../../lib/cache/index.ts';

/** Time that stands still until everything that it has set off is done. */
export interface SteppedTime extends Clock {
  sleep(ms: number): Promise<void>;
  readonly deadline: Deadline;
  at(when: number, what: () => void): void;
  /** Goes from one moment to the next until then (epoch ms). */
  runUntil(end: number): Promise<void>;
}

interface Moment {
  readonly when: number;
  readonly order: number;
  readonly what: () => void;
}

/** @example const time = createSteppedTime(Date.UTC(2026, 10, 22)); */
export const createSteppedTime = (start: number): SteppedTime => {
  let now = start;
  let order = 0;
  const heap: Moment[] = [];
  const isBefore = (a: Moment, b: Moment): boolean => a.when < b.when || (a.when === b.when && a.order < b.order);

  const swap = (a: number, b: number): void => {
    const [first, second] = [heap[a], heap[b]];
    if (first === undefined || second === undefined) return;
    heap[a] = second;
    heap[b] = first;
  };
  const isOutOfOrder = (parent: number, child: number): boolean => {
    const [above, below] = [heap[parent], heap[child]];
    return above !== undefined && below !== undefined && isBefore(below, above);
  };

  const push = (moment: Moment): void => {
    heap.push(moment);
    for (let child = heap.length - 1; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!isOutOfOrder(parent, child)) return;
      swap(parent, child);
      child = parent;
    }
  };

  const pop = (): Moment | undefined => {
    swap(0, heap.length - 1);
    const first = heap.pop();
    for (let parent = 0; ;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const least = isOutOfOrder(left, right) ? right : left;
      if (!isOutOfOrder(parent, least)) return first;
      swap(parent, least);
      parent = least;
    }
  };

  const at = (when: number, what: () => void): void => push({ when: Math.max(when, now), order: (order += 1), what });

  return {
    now: () => now,
    at,
    sleep: (ms) => new Promise((resolve) => at(now + ms, resolve)),
    deadline(ms) {
      const controller = new AbortController();
      at(now + ms, () => controller.abort());
      return controller.signal;
    },
    async runUntil(end) {
      while ((heap[0]?.when ?? Infinity) <= end) {
        now = heap[0]?.when ?? now;
        while (heap[0]?.when === now) pop()?.what();
        // Promises that have been settled go as far as they can before time does.
        await new Promise(setImmediate);
      }
      now = end;
    },
  };
};
