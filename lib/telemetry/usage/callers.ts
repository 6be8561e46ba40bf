/** What is counted of a caller. Short: a write is billed by the size of the page. */
export const CALLER_STORED_AS = { questions: 'q', failed: 'f', calls: 'c' } as const;
export type CallerCount = keyof typeof CALLER_STORED_AS;

// Keys are named by operators, and their names are on every page.
const MAX_NAME_CHARS = 40;

/** The name of the amount that counts something of a caller; undefined: nobody needs a key here. */
export const callerAmount = (counted: CallerCount, caller: string | undefined): string =>
  caller === undefined ? CALLER_STORED_AS[counted] : `${CALLER_STORED_AS[counted]}.${caller.slice(0, MAX_NAME_CHARS)}`;
