/** What a script may branch on. docs/cli.md has them for people. */
export const EXIT = {
  answered: 0,
  /** Something went wrong that no code below is for; `doctor` has found a fault. */
  failed: 1,
  /** The command line or the profile file: nothing was sent. */
  usage: 2,
  /** The service has answered, and the answer is no: not found, ambiguous, no stats, not valid, not offered. */
  refused: 3,
  /** The key is missing, wrong, or may not do this. */
  unauthorized: 4,
  /** Nobody can be asked now, or the answer is still being loaded: try again. */
  unavailable: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line, the environment or the profile file is wrong; the message says how and never contains a key. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
