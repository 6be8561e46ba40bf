import { EMPTY_LOG, type SharedTier, type TierRead } from '../../lib/cache/index.ts';

/** What a tier answers that holds nothing and of which nothing was purged. */
export const EMPTY_READ: TierRead = { entries: new Map(), purges: EMPTY_LOG, failures: new Map(), down: new Map() };

/** A tier whose calls wait until the test settles them, oldest first. */
export const createHeldTier = (name: string) => {
  const held: PromiseWithResolvers<TierRead>[] = [];
  const hold = (): Promise<TierRead> => {
    const call = Promise.withResolvers<TierRead>();
    held.push(call);
    return call.promise;
  };
  const holdWrite = async (): Promise<void> => {
    await hold();
  };
  const tier: SharedTier = {
    name,
    getMany: hold,
    setMany: holdWrite,
    acquire: async () => {
      await hold();
      return new Set();
    },
    fail: holdWrite,
    purge: holdWrite,
    restore: holdWrite,
    prune: holdWrite,
    reportDown: holdWrite,
  };
  return {
    tier,
    /** Calls that wait. */
    held: () => held.length,
    answer: () => held.shift()?.resolve(EMPTY_READ),
    fail: (error: Error) => held.shift()?.reject(error),
  };
};

/** A tier that fails every call. */
export const brokenTier = (name: string, error: Error): SharedTier => {
  const fail = (): Promise<never> => Promise.reject(error);
  return {
    name,
    getMany: fail,
    setMany: fail,
    acquire: fail,
    fail,
    purge: fail,
    restore: fail,
    prune: fail,
    reportDown: fail,
  };
};

/** A tier that counts its calls, and fails them while it is told to. */
export const createFlakyTier = (name: string) => {
  let fault: Error | undefined;
  let calls = 0;
  const attempt = <T>(answer: T): Promise<T> => {
    calls += 1;
    return fault === undefined ? Promise.resolve(answer) : Promise.reject(fault);
  };
  const write = (): Promise<void> => attempt(undefined);
  const tier: SharedTier = {
    name,
    getMany: () => attempt(EMPTY_READ),
    setMany: write,
    acquire: () => attempt(new Set()),
    fail: write,
    purge: write,
    restore: write,
    prune: write,
    reportDown: write,
  };
  return {
    tier,
    calls: () => calls,
    break: (error: Error) => {
      fault = error;
    },
    mend: () => {
      fault = undefined;
    },
  };
};
