import type { Clock } from '../../lib/cache/index.ts';

export interface FakeClock extends Clock {
  /** Moves on by `ms` milliseconds. */
  advance(ms: number): void;
}

/** Stands still until it is moved. Starts on an evening of the season. */
export const createFakeClock = (start = Date.UTC(2025, 8, 7, 17)): FakeClock => {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
};
