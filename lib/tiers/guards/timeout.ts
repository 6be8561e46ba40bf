import type { Deadline, SharedTier, TierOperation } from '../../cache/index.ts';
import { interceptTier } from '../intercept.ts';

/** Milliseconds that each operation may take; `otherwise` for those not named. */
export type TimeLimits = Readonly<Partial<Record<TierOperation, number>>> & { readonly otherwise: number };

export interface TimeoutOptions {
  readonly deadline?: Deadline;
  /**
   * What has to be there before the first call, such as a client's code. Its time is not the tier's: it has a limit of
   * its own. Tried again when it failed.
   */
  readonly prepare?: () => Promise<void>;
  readonly prepareLimit?: number;
}

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

/** Rejects with TierTimeoutError when the tier has not answered within its limit, whatever its client does. */
export const withTimeout = (
  tier: SharedTier,
  limits: number | TimeLimits,
  {
    // Unreferenced: a signal nobody waits for any more keeps no process alive.
    deadline = (after) => AbortSignal.timeout(after),
    prepare,
    prepareLimit = 2000,
  }: TimeoutOptions = {},
): SharedTier => {
  const limitOf = (operation: TierOperation): number =>
    typeof limits === 'number' ? limits : (limits[operation] ?? limits.otherwise);
  let prepared = prepare === undefined;

  const within = async <T>(operation: TierOperation, ms: number, call: () => Promise<T>): Promise<T> => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const signal = deadline(ms);
    // A process that was busy or frozen finds its timer and its answer due at once, the timer first: an answer that is
    // there already is still in time.
    const expire = (): void => void setImmediate(() => reject(new TierTimeoutError(tier.name, operation, ms)));
    if (signal.aborted) expire();
    signal.addEventListener('abort', expire, { once: true });
    try {
      // The race also listens to the loser, so a call that fails later is not an unhandled rejection.
      return await Promise.race([call(), late]);
    } finally {
      signal.removeEventListener('abort', expire);
    }
  };

  return interceptTier(tier, async (operation, call) => {
    if (!prepared && prepare !== undefined) {
      await within(operation, prepareLimit, prepare);
      prepared = true;
    }
    return within(operation, limitOf(operation), call);
  });
};
