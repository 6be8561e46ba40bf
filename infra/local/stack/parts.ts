/** What has been started so far, and how it is ended. */
export interface StackParts {
  /** Starts what must be ended; a StackError names the part that failed, and why. */
  readonly start: <T extends { close(): Promise<void> }>(name: string, begin: () => Promise<T>) => Promise<T>;
  /** Ends everything, the last part first. */
  readonly close: () => Promise<void>;
}

/** A part of the stack did not start. */
export class StackError extends Error {
  override readonly name = 'StackError';
}

export const createStackParts = (): StackParts => {
  const started: { close(): Promise<void> }[] = [];
  return {
    start: async (name, begin) => {
      const part = await attempt(name, begin);
      started.push(part);
      return part;
    },
    close: async () => {
      for (const part of started.splice(0).reverse()) {
        // One that fails to end must not keep the others from it.
        await part.close().catch(() => undefined);
      }
    },
  };
};

/** Does what the start needs and nothing has to undo. */
export const attempt = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw new StackError(`${name} could not start: ${reasonOf(cause)}`, { cause });
  }
};

/** Waits for all, so that what did start can be ended; then fails as the first that failed. */
export const allStarted = async <T extends readonly unknown[] | []>(
  parts: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> => {
  await Promise.allSettled(parts);
  return Promise.all(parts);
};

const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  const { message, name } = cause;
  const code = 'code' in cause ? String(cause.code) : name;
  // A refused connection to a name with several addresses has a code and no message.
  const [first = ''] = message.split('\n');
  return first === '' ? code : first;
};
