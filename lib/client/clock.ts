/** Time and chance, as the client uses them. */
export interface ClientClock {
  /** Epoch ms. */
  now(): number;
  /** From 0 to less than 1. */
  random(): number;
  /** Calls `run` after `ms`. The answer cancels that. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: ClientClock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
