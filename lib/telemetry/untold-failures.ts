import { LoadBackedOffError, type Observer } from '../cache/index.ts';

/** Keeps one failure from being logged twice: as the engine's event, and by whoever caught what was thrown. */
export interface UntoldFailures {
  readonly observe: Observer;
  /** Whether no event of the engine has told of this error. */
  isUntold(error: unknown): boolean;
}

/** @example const untold = createUntoldFailures(); compose(config, (event) => { log(event); untold.observe(event); }); */
export const createUntoldFailures = (): UntoldFailures => {
  const told = new WeakSet();
  return {
    observe(event) {
      if ('error' in event && typeof event.error === 'object' && event.error !== null) told.add(event.error);
    },
    isUntold: (error) =>
      // Backing off is an event without an error: one is made for each caller.
      !(error instanceof LoadBackedOffError) && !(typeof error === 'object' && error !== null && told.has(error)),
  };
};
