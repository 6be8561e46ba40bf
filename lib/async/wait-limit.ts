import { AsyncLocalStorage } from 'node:async_hooks';

// At module scope, and still no shared state: each run of work sees the limit it was started with.
const storage = new AsyncLocalStorage<number>();

/** Runs the work, and whatever it begins, for somebody who waits until then (epoch ms), or less if they do already. */
export const runWithWaitLimit = <T>(until: number, work: () => Promise<T>): Promise<T> =>
  storage.run(Math.min(until, currentWaitLimit() ?? until), work);

/** Until when (epoch ms) somebody waits for what is done now; undefined: as long as it takes. */
export const currentWaitLimit = (): number | undefined => storage.getStore();
