import { seconds } from './time.ts';

/** How long loads take, learned from those of this process: an exponentially weighted mean, in milliseconds. */
export interface LoadTime {
  readonly expected: number;
  learn(elapsed: number): void;
}

const WEIGHT = 0.2;
// Before anything is known: an API across the internet, asked by an environment that is new itself.
const GUESS = 400;

export const createLoadTime = (): LoadTime => {
  let mean = GUESS;
  return {
    get expected() {
      return Math.min(Math.max(mean, 20), seconds(2));
    },
    learn(elapsed) {
      mean += WEIGHT * (elapsed - mean);
    },
  };
};
