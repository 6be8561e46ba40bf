/** The parts of a stack that have been started, and how to close them. */
export interface StackParts {
  /** Starts a part that must be closed; a StackError names the part that failed and why. */
  readonly start: <T extends { close(): Promise<void> }>(name: string, begin: () => Promise<T>) => Promise<T>;
  /** Closes every part, the last one first. */
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
        // One part that fails to close must not keep the others open.
        await part.close().catch(() => undefined);
      }
    },
  };
};

/** Does a step of the start that needs no closing. */
export const attempt = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    throw new StackError(`${name} could not start: ${reasonOf(cause)}`, { cause });
  }
};

/** Waits for all, so that those that started can be closed, then rejects with the first failure. */
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
