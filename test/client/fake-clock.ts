import type { ClientClock } from '../../lib/client/index.ts';

export interface FakeClientClock extends ClientClock {
  /** Moves on by `ms`, runs the timers that are due in their order, and lets what waits for them go on. */
  advance(ms: number): Promise<void>;
  /** Timers that are still to ring. */
  timers(): number;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

const START = Date.UTC(2026, 10, 29, 17);

/** Time that stands still until a test moves it, and a chance that is always the same. */
export const createFakeClientClock = (chance = 0.5): FakeClientClock => {
  let now = START;
  const timers = new Set<Timer>();
  const next = (until: number): Timer | undefined =>
    [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    random: () => chance,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settled();
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        timers.delete(timer);
        now = timer.at;
        timer.run();
        await settled();
      }
      now = until;
    },
    timers: () => timers.size,
  };
};

/** What waits for promises alone has gone on. Reading a body takes tasks. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
