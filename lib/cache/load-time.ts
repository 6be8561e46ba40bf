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

export const createLoadTime = (): LoadTime => {
  let mean = FIRST_GUESS_MS;
  return {
    get expected() {
      return Math.min(Math.max(mean, MIN_EXPECTED_MS), MAX_EXPECTED_MS);
    },
    learn(elapsed) {
      mean += WEIGHT_OF_LAST * (elapsed - mean);
    },
  };
};
