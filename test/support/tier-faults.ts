import { EMPTY_LOG, type SharedTier, type TierRead } from '../../lib/cache/index.ts';
import { delegateTier, interceptTier } from '../../lib/tiers/intercept.ts';

/** What a tier answers that holds nothing and of which nothing was purged. */
export const EMPTY_READ: TierRead = { entries: new Map(), purges: EMPTY_LOG, failures: new Map(), down: new Map() };

/** A tier that holds nothing, grants no lease and forgets what it is told. */
export const emptyTier = (name: string): SharedTier => ({
  name,
  getMany: () => Promise.resolve(EMPTY_READ),
  setMany: () => Promise.resolve(),
  acquire: () => Promise.resolve(new Set()),
  fail: () => Promise.resolve(),
  purge: () => Promise.resolve(),
  restore: () => Promise.resolve(),
  prune: () => Promise.resolve(),
  reportDown: () => Promise.resolve(),
});

/** A tier whose calls wait until the test settles them, oldest first. */
export const createHeldTier = (name: string) => {
  const held: PromiseWithResolvers<undefined>[] = [];
  return {
    tier: interceptTier(emptyTier(name), async (_operation, call) => {
      const turn = Promise.withResolvers<undefined>();
      held.push(turn);
      await turn.promise;
      return call();
    }),
    /** Calls that wait. */
    held: () => held.length,
    answer: () => held.shift()?.resolve(undefined),
    fail: (error: Error) => held.shift()?.reject(error),
  };
};

/** A tier that fails every call. */
export const brokenTier = (name: string, error: Error): SharedTier => delegateTier(name, () => Promise.reject(error));

/** A tier that counts its calls, and fails them while it is told to. */
export const createFlakyTier = (name: string) => {
  let fault: Error | undefined;
  let calls = 0;
  return {
    tier: interceptTier(emptyTier(name), (_operation, call) => {
      calls += 1;
      return fault === undefined ? call() : Promise.reject(fault);
    }),
    calls: () => calls,
    break: (error: Error) => {
      fault = error;
    },
    mend: () => {
      fault = undefined;
    },
  };
};
