import { seconds } from './time.ts';

/** How long loads take, learned from those of this process. */
export interface LoadTime {
  /** An exponentially weighted mean, in milliseconds. */
  readonly expected: number;
  /** What four in five of the last loads stayed within, in milliseconds; undefined before the first one. */
  readonly usual: number | undefined;
  learn(elapsed: number): void;
}

const WEIGHT_OF_LAST = 0.2;
// Before anything is known: an API across the internet, asked by an environment that is new itself.
const FIRST_GUESS_MS = 400;
const MIN_EXPECTED_MS = 20;
const MAX_EXPECTED_MS = seconds(2);
// No load is given longer.
const MAX_LEARNED_MS = seconds(30);
// A share of the last ones and not a mean with its deviation: one directory of 8 MB would make the next player's load
// look slow for a dozen loads.
const REMEMBERED = 16;
const USUAL_SHARE = 0.8;

export const createLoadTime = (): LoadTime => {
  let mean = FIRST_GUESS_MS;
  let learned = 0;
  const last: number[] = [];
  return {
    get expected() {
      return Math.min(Math.max(mean, MIN_EXPECTED_MS), MAX_EXPECTED_MS);
    },
    get usual() {
      return last.toSorted((a, b) => a - b)[Math.ceil(last.length * USUAL_SHARE) - 1];
    },
    learn(elapsed) {
      // The clock may have been set meanwhile.
      const took = Math.min(Math.max(elapsed, 0), MAX_LEARNED_MS);
      mean += WEIGHT_OF_LAST * (took - mean);
      last[learned % REMEMBERED] = took;
      learned += 1;
    },
  };
};
