import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Why the provider is asked: a question waits for it, a stale answer has been given, a game is followed to its end, an
 * operator wants to know whether it answers, or nobody has asked yet.
 */
export type LoadReason = 'ask' | 'refresh' | 'warm' | 'purge' | 'predict' | 'follow' | 'probe';

/** The reasons that stop when the day's budget is nearly spent: nobody waits for what they load. */
export const isSpeculative = (reason: LoadReason): boolean =>
  reason === 'warm' || reason === 'predict' || reason === 'follow';

// At module scope, and still no shared state: each run of work sees the reason it was started with.
const storage = new AsyncLocalStorage<LoadReason>();

/** Runs the work, and whatever it begins, for this reason. */
export const runWithReason = <T>(reason: LoadReason, work: () => Promise<T>): Promise<T> => storage.run(reason, work);

/** Why the provider would be asked now. Without a stated reason somebody waits for an answer: `ask`. */
export const currentReason = (): LoadReason => storage.getStore() ?? 'ask';
