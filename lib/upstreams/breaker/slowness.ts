/** How long documents of a kind take in this environment, where that is long: nobody begins what they will give up. */
export interface Slowness {
  isLongerThan(wait: number): boolean;
  /** After `elapsed` milliseconds. */
  answered(elapsed: number): void;
  /** Nobody waited any longer, after `elapsed` milliseconds. */
  givenUp(elapsed: number): void;
}

// Shorter answers are usual, and calls that are given up sooner say nothing of the provider.
const MIN_SLOW_MS = 1000;
// As long as it has been slow already: the next try costs somebody their wait, and the refresh queue loads meanwhile.
const MIN_BELIEVED_MS = 15_000;
const MAX_BELIEVED_MS = 30_000;

export const createSlowness = (clock: { now(): number }): Slowness => {
  let since = Number.NEGATIVE_INFINITY;
  let took = 0;
  let until = Number.NEGATIVE_INFINITY;

  const believe = (): void => {
    const now = clock.now();
    if (now > until + MAX_BELIEVED_MS || now < since) since = now;
    until = now + Math.min(MAX_BELIEVED_MS, Math.max(MIN_BELIEVED_MS, now - since));
  };

  // Later than that: the clock has been set back.
  const isBelieved = (now: number): boolean => now < until && until <= now + MAX_BELIEVED_MS;

  return {
    isLongerThan: (wait) => isBelieved(clock.now()) && wait <= took,
    answered(elapsed) {
      took = elapsed;
      if (elapsed >= MIN_SLOW_MS) believe();
      else until = Number.NEGATIVE_INFINITY;
    },
    givenUp(elapsed) {
      if (elapsed < MIN_SLOW_MS) return;
      // It would have taken longer: by how much nobody knows.
      took = Math.max(elapsed * 2, isBelieved(clock.now()) ? took : 0);
      believe();
    },
  };
};
