import type { Clock, PurgeLog, SharedTier } from '../../lib/cache/index.ts';
import type { FakeClock } from '../support/fake-clock.ts';

/** A store that tiers can be opened on. */
export interface TierStore {
  /** Another instance on the same store, as another environment would have. */
  tier(prefix: string): SharedTier;
  /** Calls that left this process so far. */
  calls(): number;
  /** Writes a stored value as it is, past the tier. A store that holds no stored values leaves it out. */
  plant?(storedKey: string, header: string, body: string): Promise<void>;
  /** The log of a namespace that nobody wrote: undefined where it may as well have been evicted. */
  readonly firstLog: PurgeLog | undefined;
  /** Whether it can tell others that a tier is down. */
  readonly keepsReports: boolean;
  /** Lets time pass for leases: on the clock, and in earnest for a store that has a clock of its own. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export type OpenTierStore = (clock: FakeClock) => Promise<TierStore>;

/** What the parts of the contract look at; new for every test. */
export interface TierUnderTest {
  readonly clock: FakeClock & Clock;
  readonly store: TierStore;
  readonly prefix: string;
  readonly tier: SharedTier;
}

export const NAMESPACE = 'nfl';
