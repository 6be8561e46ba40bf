import type { Deadline, SharedTier } from '../cache/index.ts';

export type TierOperation = 'get' | 'set';

/** A tier did not answer in time. What it does later is nobody's business any more. */
export class TierTimeoutError extends Error {
  override readonly name = 'TierTimeoutError';
  readonly tier: string;
  readonly operation: TierOperation;
  readonly ms: number;

  constructor(tier: string, operation: TierOperation, ms: number) {
    super(`${tier} did not answer a ${operation} within ${ms} ms`);
    this.tier = tier;
    this.operation = operation;
    this.ms = ms;
  }
}

/** Rejects with TierTimeoutError when the tier has not answered within `ms`, whatever its client does. */
export const withTimeout = (
  tier: SharedTier,
  ms: number,
  // Unreferenced: a signal nobody waits for any more keeps no process alive.
  deadline: Deadline = (after) => AbortSignal.timeout(after),
): SharedTier =>
  guarded(tier, async (operation, call) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const signal = deadline(ms);
    const expire = (): void => reject(new TierTimeoutError(tier.name, operation, ms));
    if (signal.aborted) expire();
    signal.addEventListener('abort', expire, { once: true });
    try {
      // The race also listens to the loser, so a call that fails later is not an unhandled rejection.
      return await Promise.race([call(), late]);
    } finally {
      signal.removeEventListener('abort', expire);
    }
  });

/** Decides how a tier's call is run. Every guard is one of these, so that guards stack in any order. */
type Guard = <T>(operation: TierOperation, call: () => Promise<T>) => Promise<T>;

const guarded = (tier: SharedTier, guard: Guard): SharedTier => ({
  name: tier.name,
  getMany: (namespace, keys) => guard('get', () => tier.getMany(namespace, keys)),
  setMany: (namespace, entries) => guard('set', () => tier.setMany(namespace, entries)),
});
