import { withinLimit, type Deadline } from '../../async/time-limit.ts';
import type { SharedTier, TierOperation } from '../../cache/index.ts';
import { interceptTier } from '../intercept.ts';

/** Milliseconds that each operation may take; `otherwise` for those not named. */
export type TimeLimits = Readonly<Partial<Record<TierOperation, number>>> & { readonly otherwise: number };

export interface TimeoutOptions {
  readonly deadline?: Deadline;
  /**
   * What has to be there before the first call, such as a client's code. It has a limit of its own, and does not count
   * against the tier's. Tried again when it failed.
   */
  readonly prepare?: () => Promise<void>;
  /** Milliseconds. */
  readonly prepareLimit?: number;
}

/** A tier did not answer in time. What it does later is ignored. */
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

/**
 * Rejects with TierTimeoutError when the tier has not answered within its limit, whatever its client does.
 *
 * @example
 * const tier = withTimeout(createUpstashTier({ redis, prefix }), { get: 150, otherwise: 600 });
 */
export const withTimeout = (
  tier: SharedTier,
  limits: number | TimeLimits,
  { deadline, prepare, prepareLimit = 2000 }: TimeoutOptions = {},
): SharedTier => {
  const limitOf = (operation: TierOperation): number =>
    typeof limits === 'number' ? limits : (limits[operation] ?? limits.otherwise);
  const within = <T>(operation: TierOperation, ms: number, call: () => Promise<T>): Promise<T> =>
    withinLimit({ ms, ...(deadline && { deadline }) }, call, () => new TierTimeoutError(tier.name, operation, ms));
  let prepared = prepare === undefined;

  return interceptTier(tier, async (operation, call) => {
    if (!prepared && prepare !== undefined) {
      await within(operation, prepareLimit, prepare);
      prepared = true;
    }
    return within(operation, limitOf(operation), call);
  });
};
