import type { Clock, Observer } from '../cache/index.ts';

/** A load that ended, at `at` (epoch ms). */
export interface EndedLoad {
  readonly at: number;
  readonly source: string;
}

/** The last loads of this environment that succeeded and that failed: what it knows itself of the provider. */
export interface LoadOutcomes {
  readonly observe: Observer;
  success(): EndedLoad | undefined;
  failure(): (EndedLoad & { readonly error: unknown }) | undefined;
}

export const createLoadOutcomes = (clock: Clock): LoadOutcomes => {
  let success: ReturnType<LoadOutcomes['success']>;
  let failure: ReturnType<LoadOutcomes['failure']>;
  return {
    observe(event) {
      if (event.kind === 'loaded') success = { at: clock.now(), source: event.source };
      else if (event.kind === 'load-failed') failure = { at: clock.now(), source: event.source, error: event.error };
    },
    success: () => success,
    failure: () => failure,
  };
};
