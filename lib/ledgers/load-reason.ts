import { AsyncLocalStorage } from 'node:async_hooks';

/** Why the provider is asked: a question waits for it, a stale answer has been given, or nobody has asked yet. */
export type LoadReason = 'ask' | 'refresh' | 'warm' | 'purge' | 'predict';

/** The reasons that stop when the day's budget is nearly spent: nobody waits for what they load. */
export const isSpeculative = (cause: LoadReason): boolean => cause === 'warm' || cause === 'predict';

// Holds nothing of its own: what it carries belongs to the work it was given.
const reason = new AsyncLocalStorage<LoadReason>();

/** Runs the work, and whatever it begins, for this reason. */
export const runWithReason = <T>(cause: LoadReason, work: () => Promise<T>): Promise<T> => reason.run(cause, work);

/** Why the provider would be asked now. Where nothing has been said, somebody waits for an answer: `ask`. */
export const currentReason = (): LoadReason => reason.getStore() ?? 'ask';
