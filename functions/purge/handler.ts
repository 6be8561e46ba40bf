import { hours, minutes, type Clock, type TieredCache } from '../../lib/cache/index.ts';
import type { Calendar } from '../../lib/sports/calendar/index.ts';
import type { LoadReason } from '../../lib/ledgers/load-reason.ts';
import type { LeagueId } from '../../lib/sports/model.ts';
import type { MovesRun, PurgeForMoves } from '../../lib/sports/moves/index.ts';

export interface PurgeDeps {
  readonly cache: Pick<TieredCache, 'reconcile'>;
  readonly leagues: readonly LeagueId[];
  readonly purgeForMoves: PurgeForMoves;
  readonly calendar: Pick<Calendar, 'isHot' | 'windowAt'>;
  readonly clock: Clock;
  /** Waits between two looks while moves come by the minute. */
  readonly pause: (ms: number) => Promise<unknown>;
  readonly runWithReason: <T>(cause: LoadReason, work: () => Promise<T>) => Promise<T>;
  /** Told what had to be mended: a purge that had not reached every tier. */
  readonly onMended: (league: LeagueId, scopes: readonly string[]) => void;
  /** Told of each league that something was due for. */
  readonly onPurged: (summary: MovesRun) => void;
  readonly onFailure: (league: LeagueId, error: unknown) => void;
  /** Milliseconds between two looks while a league is hot. */
  readonly hotPause?: number;
}

/** One run. `remaining` tells the milliseconds that the invocation has left. */
export type RunPurge = (remaining: () => number) => Promise<void>;

// Outside the windows purges come from nobody but an operator.
const RECONCILE_EVERY = hours(1);
// Of a timer that is a little early.
const SLACK = minutes(2);
// A look takes a call and some writes for each league that is hot.
const LONGEST_LOOK = minutes(1);

/**
 * Purges for the moves of every league, over and over while one of them is hot, and makes the tiers' purge logs agree.
 * A league that fails keeps no other from it; the run fails at its end, and the next one does it again.
 */
export const createPurge = (deps: PurgeDeps): RunPurge => {
  const { cache, leagues, purgeForMoves, calendar, clock, pause, runWithReason, hotPause = minutes(1) } = deps;
  const { onMended, onPurged, onFailure } = deps;
  const reconciledAt = new Map<LeagueId, number>();
  // A purge of theirs has not reached every tier.
  const lacking = new Set<LeagueId>();

  const isBrisk = (league: LeagueId): boolean =>
    calendar.isHot(league, clock.now()) || calendar.windowAt(league, clock.now())?.pace === 'brisk';

  // A process that has just begun does not know when it was done last, and does it.
  const reconcile = async (league: LeagueId): Promise<void> => {
    const now = clock.now();
    const last = reconciledAt.get(league) ?? -Infinity;
    if (!lacking.has(league) && !isBrisk(league) && now - last < RECONCILE_EVERY - SLACK) return;
    const { mended } = await cache.reconcile(league);
    reconciledAt.set(league, now);
    lacking.delete(league);
    if (mended.length > 0) onMended(league, mended);
  };

  const look = async (league: LeagueId): Promise<void> => {
    const summary = await runWithReason('purge', () => purgeForMoves(league));
    if (summary.lacking.length > 0) lacking.add(league);
    if (summary.kind === 'checked') onPurged(summary);
  };

  return async (remaining) => {
    const failed: unknown[] = [];
    const attempt = async (some: readonly LeagueId[], work: (league: LeagueId) => Promise<void>): Promise<void> => {
      const runs = await Promise.allSettled(some.map(work));
      for (const [index, run] of runs.entries()) {
        const league = some[index];
        if (run.status === 'fulfilled' || league === undefined) continue;
        failed.push(run.reason);
        onFailure(league, run.reason);
      }
    };
    await attempt(leagues, reconcile);
    await attempt(leagues, look);
    for (;;) {
      const hot = leagues.filter((league) => calendar.isHot(league, clock.now()));
      if (hot.length === 0 || remaining() < hotPause + LONGEST_LOOK) break;
      await pause(hotPause);
      await attempt([...lacking], reconcile);
      await attempt(hot, look);
    }
    if (failed.length > 0)
      throw new AggregateError(failed, `${failed.length} things could not be done for some leagues`);
  };
};
