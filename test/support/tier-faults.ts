import type { SharedTier, TierRead } from '../../lib/cache/index.ts';

/** A tier whose calls wait until the test settles them, oldest first. */
export const createHeldTier = (name: string) => {
  const held: PromiseWithResolvers<TierRead>[] = [];
  const hold = (): Promise<TierRead> => {
    const call = Promise.withResolvers<TierRead>();
    held.push(call);
    return call.promise;
  };
  const tier: SharedTier = {
    name,
    getMany: hold,
    async setMany() {
      await hold();
    },
  };
  return {
    tier,
    answer: () => held.shift()?.resolve({ entries: new Map() }),
    fail: (error: Error) => held.shift()?.reject(error),
  };
};

/** A tier that fails every call. */
export const brokenTier = (name: string, error: Error): SharedTier => ({
  name,
  getMany: () => Promise.reject(error),
  setMany: () => Promise.reject(error),
});
