import { withGetters } from './with-getters.ts';

/**
 * Work an answer does not wait for, but the invocation does: an environment is frozen when it returns, and a promise
 * left hanging resumes in somebody else's invocation.
 */
export interface Background {
  /** Nothing is deferred. */
  readonly isIdle: boolean;
  /** Takes over work that reports its own failures. */
  defer(work: Promise<unknown>): void;
  /** Settles when nothing deferred is left, work deferred meanwhile included. Never rejects. */
  drain(): Promise<void>;
}

export const createBackground = (): Background => {
  const pending = new Set<Promise<unknown>>();
  const methods: Omit<Background, 'isIdle'> = {
    defer(work) {
      const tracked: Promise<unknown> = work.catch(() => undefined).finally(() => pending.delete(tracked));
      pending.add(tracked);
    },
    async drain() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
  return withGetters<Background, 'isIdle'>(methods, { isIdle: () => pending.size === 0 });
};
