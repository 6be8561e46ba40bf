/** Why the provider is asked: a question waits for it, a stale answer has been given, or nobody has asked yet. */
export type Cause = 'ask' | 'refresh' | 'warm' | 'purge' | 'predict';

/** Those that stop when the day's budget is nearly spent: nobody waits for what they load. */
export const isForesight = (cause: Cause): boolean => cause === 'warm' || cause === 'predict';
