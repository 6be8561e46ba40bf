import { CallTimeoutError, withinLimit } from '../../lib/async/time-limit.ts';
import { storeLimitReached } from '../../lib/async/refused.ts';
import type { Clock, PurgeLog } from '../../lib/cache/index.ts';
import type { TierHealth } from '../../lib/http/answers/index.ts';
import type { GuardedTier } from '../../lib/tiers/guards/breaker.ts';

/** What a tier said of a league. */
export interface LeagueLog {
  readonly league: string;
  /** Undefined: it has none. */
  readonly purges: PurgeLog | undefined;
  /** Tiers that an environment has found out of order, and until when (epoch ms). */
  readonly down?: ReadonlyMap<string, number>;
}

export interface TierCheck {
  readonly tier: Pick<GuardedTier, 'name' | 'available'>;
  /** Milliseconds that a question waits for the tier. */
  readonly limit: number;
  /** Milliseconds that this check waits. */
  readonly patience: number;
  /** One command. */
  readonly readLogs: () => Promise<readonly LeagueLog[]>;
  readonly clock: Clock;
}

const MAX_FAULT_CHARS = 300;

/** Asks a tier for its purge logs, beside its breaker. Never rejects. */
export const checkTier = async (check: TierCheck): Promise<{ health: TierHealth; logs: readonly LeagueLog[] }> => {
  const { tier, limit, patience, readLogs, clock } = check;
  const about = { name: tier.name, limitMs: limit, available: tier.available(), reportedDownUntil: null };
  const started = clock.now();
  const late = (): Error => new CallTimeoutError(`${tier.name} did not answer within ${patience} ms`);
  try {
    const logs = await withinLimit({ ms: patience }, readLogs, late);
    const roundTripMs = Math.max(0, clock.now() - started);
    const purgeLogs = Object.fromEntries(logs.map(({ league, purges }) => [league, purges?.size ?? null]));
    return { health: { ...about, state: roundTripMs > limit ? 'slow' : 'answered', roundTripMs, purgeLogs }, logs };
  } catch (error) {
    const state = error instanceof CallTimeoutError ? 'timed-out' : 'failed';
    const fault = String(error).slice(0, MAX_FAULT_CHARS);
    const spent = storeLimitReached(error) && { limitReached: true as const };
    return { health: { ...about, state, roundTripMs: null, fault, ...spent, purgeLogs: {} }, logs: [] };
  }
};

/** The same tiers, each with until when any log says to leave it alone. */
export const withReports = (
  tiers: readonly { readonly health: TierHealth; readonly logs: readonly LeagueLog[] }[],
  now: number,
): readonly TierHealth[] => {
  const reports = tiers.flatMap(({ logs }) => logs.flatMap(({ down }) => [...(down ?? [])]));
  return tiers.map(({ health }) => {
    const until = Math.max(...reports.flatMap(([name, at]) => (name === health.name && at > now ? [at] : [])));
    return Number.isFinite(until) ? { ...health, reportedDownUntil: new Date(until).toISOString() } : health;
  });
};
