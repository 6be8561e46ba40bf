import { LoadBackedOffError, type Observer } from '../cache/index.ts';

/** Keeps one failure from being logged twice: as the engine's event, and by whoever caught what was thrown. */
export interface UntoldFailures {
  /** Passes each event on to `log`. */
  readonly observe: Observer;
  /** Whether no event of the engine has told of this error. */
  isUntold(error: unknown): boolean;
}

/** @example const { observe, isUntold } = createUntoldFailures(logEvents(log)); */
export const createUntoldFailures = (log: Observer): UntoldFailures => {
  const told = new WeakSet();
  return {
    observe(event) {
      log(event);
      if ('error' in event && typeof event.error === 'object' && event.error !== null) told.add(event.error);
    },
    isUntold: (error) =>
      // Backing off is an event without an error: one is made for each caller.
      !(error instanceof LoadBackedOffError) && !(typeof error === 'object' && error !== null && told.has(error)),
  };
};
