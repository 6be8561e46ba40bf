import type { Deadline } from '../cache/index.ts';

/** A call that nobody waits for any longer. What it does later is nobody's business any more. */
export class CallTimeoutError extends Error {
  override readonly name = 'CallTimeoutError';
}

/** Settles as the call does, or rejects when `ms` have passed, whatever the call's client does. */
export type TimeLimit = <T>(what: string, call: () => Promise<T>) => Promise<T>;

export interface TimeLimitOptions {
  readonly ms: number;
  readonly deadline?: Deadline;
}

export const createTimeLimit =
  ({ ms, deadline = (after) => AbortSignal.timeout(after) }: TimeLimitOptions): TimeLimit =>
  async (what, call) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const signal = deadline(ms);
    // A process that was frozen finds its timer and its answer due at once: an answer that is there is still in time.
    const expire = (): void =>
      void setImmediate(() => reject(new CallTimeoutError(`${what} took longer than ${ms} ms`)));
    if (signal.aborted) expire();
    signal.addEventListener('abort', expire, { once: true });
    try {
      return await Promise.race([call(), late]);
    } finally {
      signal.removeEventListener('abort', expire);
    }
  };
