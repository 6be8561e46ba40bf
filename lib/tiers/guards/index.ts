/** What stands between the engine and a tier: SharedTier -> SharedTier. In production: withBreaker(withTimeout(tier)). */
export { TierTimeoutError, withTimeout, type TimeLimits, type TimeoutOptions } from './timeout.ts';
export {
  TierUnavailableError,
  withBreaker,
  type Availability,
  type BreakerOptions,
  type GuardedTier,
} from './breaker.ts';
