import { hours, isUnderWay, minutes, seconds, type Clock, type TieredCache } from '../../lib/cache/index.ts';
import type { Calendar } from '../../lib/sports/calendar/index.ts';
import type { JobRun } from '../../lib/ledgers/job-runs.ts';
import type { LoadReason } from '../../lib/ledgers/load-reason.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import type { MovesRun, PurgeForMoves } from '../../lib/sports/moves/index.ts';

export interface PurgeDeps {
  readonly cache: Pick<TieredCache, 'reconcile' | 'tiers'>;
  readonly leagues: readonly LeagueId[];
  readonly purgeForMoves: PurgeForMoves;
  readonly calendar: Pick<Calendar, 'isHot' | 'windowAt'>;
  readonly clock: Clock;
  /** Waits between two checks while a league is hot. */
  readonly pause: (ms: number) => Promise<unknown>;
  readonly runWithReason: <T>(reason: LoadReason, work: () => Promise<T>) => Promise<T>;
  /** Called with the scopes whose purge had not reached every tier and now has. */
  readonly onReconciled: (league: LeagueId, scopes: readonly string[]) => void;
  /** Called for each league that was due. */
  readonly onPurged: (summary: MovesRun) => void;
  readonly onFailure: (league: LeagueId, error: unknown) => void;
  /** Remembers the run for operators. Must not reject. */
  readonly record: (run: JobRun) => Promise<void>;
  /** Milliseconds between two checks while a league is hot. */
  readonly hotPause?: number;
}

/** One run. `remaining` answers the milliseconds that the invocation has left. */
export type RunPurge = (remaining: () => number) => Promise<void>;

// A log grows by purges, and outside the windows there are few.
const PRUNE_EVERY_MS = hours(1);
// Longer than a breaker keeps a tier from being asked.
const RETRY_PAUSE_MS = seconds(6);
const MAX_RETRIES = 2;
// A timer may be a little early.
const TIMER_SLACK_MS = minutes(2);
// A check takes one call and some writes for each hot league.
const MAX_CHECK_MS = minutes(1);

/** What a run has done, of all leagues: moves that had not been seen, scopes purged for them, scopes whose purge was finished. */
interface Done {
  moves: number;
  scopes: number;
  reconciled: number;
}

/**
 * Purges for the moves of every league, repeatedly while one of them is hot, and makes the tiers' purge logs agree.
 * One league's failure does not stop the others. The run then fails, and the next run retries.
 * @example await createPurge(deps)(() => context.getRemainingTimeInMillis())
 */
export const createPurge = (deps: PurgeDeps): RunPurge => {
  const { cache, leagues, purgeForMoves, calendar, clock, pause, runWithReason, hotPause = minutes(1) } = deps;
  const { onReconciled, onPurged, onFailure, record } = deps;
  const prunedAt = new Map<LeagueId, number>();
  // Memory is the first.
  const canDisagree = cache.tiers.length > 2;
  // Leagues with a purge that has not reached every tier.
  const incomplete = new Set<LeagueId>();

  const isBrisk = (league: LeagueId): boolean =>
    calendar.isHot(league, clock.now()) || calendar.windowAt(league, clock.now())?.pace === 'brisk';

  // Somebody's purge may have reached one tier only: nobody but the logs can tell. A new process does not know when they
  // were pruned, and prunes them.
  const reconcile = async (league: LeagueId, done: Done): Promise<void> => {
    const now = clock.now();
    const pause = PRUNE_EVERY_MS - TIMER_SLACK_MS;
    const isPruned = isUnderWay((prunedAt.get(league) ?? -Infinity) + pause, pause, now);
    const prune = incomplete.has(league) || isBrisk(league) || !isPruned;
    if (!prune && !canDisagree) return;
    const { mended } = await cache.reconcile(league, { prune });
    if (prune) prunedAt.set(league, now);
    incomplete.delete(league);
    done.reconciled += mended.length;
    if (mended.length > 0) onReconciled(league, mended);
  };

  const check = async (league: LeagueId, done: Done): Promise<void> => {
    const summary = await runWithReason('purge', () => purgeForMoves(league));
    done.moves += summary.moves;
    done.scopes += summary.scopes.length;
    if (summary.lacking.length > 0) incomplete.add(league);
    if (summary.kind === 'checked') onPurged(summary);
  };

  return async (remaining) => {
    const startedAt = clock.now();
    const done: Done = { moves: 0, scopes: 0, reconciled: 0 };
    const failed: (readonly [LeagueId, unknown])[] = [];
    const attempt = async (
      some: readonly LeagueId[],
      work: (league: LeagueId, done: Done) => Promise<void>,
      retries = 0,
    ): Promise<void> => {
      const runs = await Promise.allSettled(some.map((league) => work(league, done)));
      const left = some.filter((_, index) => runs[index]?.status === 'rejected');
      if (left.length > 0 && retries > 0 && remaining() > RETRY_PAUSE_MS + MAX_CHECK_MS) {
        await pause(RETRY_PAUSE_MS);
        return attempt(left, work, retries - 1);
      }
      for (const [index, run] of runs.entries()) {
        const league = some[index];
        if (run.status === 'fulfilled' || league === undefined) continue;
        failed.push([league, run.reason]);
        onFailure(league, run.reason);
      }
    };
    await attempt(leagues, reconcile, MAX_RETRIES);
    await attempt(leagues, check);
    for (;;) {
      const hot = leagues.filter((league) => calendar.isHot(league, clock.now()));
      if (hot.length === 0 || remaining() < hotPause + MAX_CHECK_MS) break;
      await pause(hotPause);
      await attempt([...incomplete], reconcile);
      await attempt(hot, check);
    }
    await record({
      startedAt,
      endedAt: clock.now(),
      outcome: failed.length > 0 ? 'failed' : 'complete',
      counts: { ...done },
      failures: Object.fromEntries(failed.map(([league, reason]) => [league, String(reason)])),
    });
    const reasons = failed.map(([, reason]) => reason);
    if (failed.length > 0) throw new AggregateError(reasons, `${failed.length} steps failed for some leagues`);
  };
};
