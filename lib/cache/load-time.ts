import { seconds } from './time.ts';

/** How long loads take, learned from those of this process: an exponentially weighted mean, in milliseconds. */
export interface LoadTime {
  readonly expected: number;
  learn(elapsed: number): void;
}

const WEIGHT_OF_LAST = 0.2;
// Before anything is known: an API across the internet, asked by an environment that is new itself.
const FIRST_GUESS_MS = 400;
const MIN_EXPECTED_MS = 20;
const MAX_EXPECTED_MS = seconds(2);
// No load is given longer.
const MAX_LEARNED_MS = seconds(30);

export const createLoadTime = (): LoadTime => {
  let mean = FIRST_GUESS_MS;
  return {
    get expected() {
      return Math.min(Math.max(mean, MIN_EXPECTED_MS), MAX_EXPECTED_MS);
    },
    learn(elapsed) {
      // The clock may have been set meanwhile.
      mean += WEIGHT_OF_LAST * (Math.min(Math.max(elapsed, 0), MAX_LEARNED_MS) - mean);
    },
  };
};
