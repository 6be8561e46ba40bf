/** Makes a signal that aborts after `ms` milliseconds. */
export type Deadline = (ms: number) => AbortSignal;

/**
 * Settles as `work` does, or rejects with the signal's reason as soon as it aborts. Work that settles later is
 * ignored, its failure too.
 */
export const before = async <T>(signal: AbortSignal, work: Promise<T>): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};
