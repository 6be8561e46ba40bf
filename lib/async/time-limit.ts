/** Makes a signal that aborts after `ms` milliseconds. */
export type Deadline = (ms: number) => AbortSignal;

export interface TimeLimit {
  readonly ms: number;
  /** Default: real time, on a timer that keeps no process alive. */
  readonly deadline?: Deadline;
}

/** Nobody waits for the call any longer. What it does later is ignored. */
export class CallTimeoutError extends Error {
  override readonly name = 'CallTimeoutError';
}

/** Settles as `call` does, or rejects with `timeout()` when its time is over, whatever the call's client does. */
export const withinLimit = async <T>(
  { ms, deadline = (after) => AbortSignal.timeout(after) }: TimeLimit,
  call: () => Promise<T>,
  timeout: () => Error,
): Promise<T> => {
  let reject: (reason: Error) => void = () => undefined;
  const late = new Promise<never>((_, refuse) => (reject = refuse));
  const signal = deadline(ms);
  // A process that was busy or frozen finds its timer and its answer due at once, the timer first: an answer that is
  // there already is still in time.
  const expire = (): void => void setImmediate(() => reject(timeout()));
  if (signal.aborted) expire();
  signal.addEventListener('abort', expire, { once: true });
  try {
    // The race also listens to the loser, so a call that fails later is not an unhandled rejection.
    return await Promise.race([call(), late]);
  } finally {
    signal.removeEventListener('abort', expire);
  }
};
