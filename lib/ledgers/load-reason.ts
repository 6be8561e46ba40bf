import { AsyncLocalStorage } from 'node:async_hooks';
import type { Cause } from './cause.ts';

// Holds nothing of its own: what it carries belongs to the work it was given.
const occasion = new AsyncLocalStorage<Cause>();

/** Does the work, and whatever it begins, for this cause. */
export const during = <T>(cause: Cause, work: () => Promise<T>): Promise<T> => occasion.run(cause, work);

/** Why the provider would be asked now; unless it is said, because somebody waits for an answer. */
export const causeNow = (): Cause => occasion.getStore() ?? 'ask';
