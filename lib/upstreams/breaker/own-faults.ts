import type { Fault } from './health.ts';

/** Documents that failed while others were answered: what is wrong with them is not wrong with the provider. */
export interface OwnFaults {
  remember(faults: readonly Fault[]): void;
  has(document: string): boolean;
}

const REMEMBERED_MS = 600_000;
const MAX_REMEMBERED = 200;

export const createOwnFaults = (clock: { now(): number }): OwnFaults => {
  const until = new Map<string, number>();
  return {
    remember(faults) {
      for (const { document } of faults) {
        until.delete(document);
        until.set(document, clock.now() + REMEMBERED_MS);
      }
      for (const document of [...until.keys()].slice(0, Math.max(0, until.size - MAX_REMEMBERED))) {
        until.delete(document);
      }
    },
    has(document) {
      const end = until.get(document) ?? 0;
      const now = clock.now();
      // Later than that: the clock has been set back.
      return now < end && end <= now + REMEMBERED_MS;
    },
  };
};
