import { days, hours, minutes, type TieredCache } from '../../cache/index.ts';
import { speculativeCallsLeft, type DayBudget } from '../../ledgers/day-budget.ts';
import type { LeagueId } from '../model/index.ts';
import type { Resources } from '../resources/index.ts';
import { nextDue, type ScheduleCalendar } from './schedule.ts';
import type { Recalled } from './state.ts';
import { isOutageTooLong, type FeedReading } from './transactions.ts';

/** Whether all rosters of a league are purged in this run. */
export interface FullPurge {
  /** Windows that have opened or closed. */
  readonly boundaries: number;
  readonly isPlanned: boolean;
  /** It is required and would do more harm than good now; the next run tries again. */
  readonly isPostponed: boolean;
}

export interface FullPurgeOptions {
  readonly calendar: ScheduleCalendar;
  readonly mayPurge: MayPurge;
}

/** What a run knows before it plans. */
export interface Findings extends Recalled {
  readonly now: number;
  readonly reading: FeedReading;
  readonly hasTransactionsFeed: boolean;
}

// No roster and no player is served for longer than this after it was loaded.
const MAX_AGE_SERVED_MS = days(60);
// In a window a roster that somebody asks for is loaded at least once an hour.
const RECENT_LOAD_MS = hours(1) + minutes(5);

/**
 * All rosters are purged when a window has opened or closed, when the stored state is lost, and at intervals while no
 * transactions feed says who moves.
 */
export const planFullPurge = async (
  { calendar, mayPurge }: FullPurgeOptions,
  league: LeagueId,
  { now, state, isLost, reading, hasTransactionsFeed }: Findings,
): Promise<FullPurge> => {
  const boundaries = calendar.boundaries(league, Math.max(state.checkedUntil, now - MAX_AGE_SERVED_MS), now).length;
  const isRequired = isLost || boundaries > 0;
  const lacksFeed = !hasTransactionsFeed || isOutageTooLong(reading, now);
  const isIntervalOver = lacksFeed && nextDue(calendar, league, state, { now, hasTransactionsFeed: false }) <= now;
  if (!isRequired && !isIntervalOver) return { boundaries, isPlanned: false, isPostponed: false };
  const loadedSince = requiredLoad(reading, isRequired, now);
  const isPlanned = await mayPurge(league, { rosters: undefined, loadedSince });
  return { boundaries, isPlanned, isPostponed: isRequired && !isPlanned };
};

/** Since when some roster must have been loaded, to show that the provider answers; undefined: nothing casts doubt. */
const requiredLoad = (
  { outcome, unavailableSince }: FeedReading,
  isRequired: boolean,
  now: number,
): number | undefined => {
  const recently = now - RECENT_LOAD_MS;
  // Nothing is fresh beyond a boundary, so rosters are loaded again anyway as long as the provider answers.
  if (isRequired) return outcome === 'unavailable' ? recently : undefined;
  return Math.max(unavailableSince ?? recently, recently);
};

/** Whether rosters may be purged that no move has made wrong: a cached roster is better than one that cannot be loaded. */
export type MayPurge = (league: LeagueId, question: PurgeQuestion) => Promise<boolean>;

export interface PurgeQuestion {
  /** Rosters that would have to be loaded; undefined: all of them. */
  readonly rosters: number | undefined;
  /** Where the provider may be down: one roster must have been loaded since (epoch ms). */
  readonly loadedSince: number | undefined;
}

export interface PurgeGuardOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'roster' | 'teams'>;
  /** Undefined: calls are not counted. */
  readonly dayBudget?: (() => Promise<DayBudget | undefined>) | undefined;
}

// The largest professional leagues have as many. Assumed where the list of teams is not cached.
const USUAL_TEAMS = 32;
// Colleges have hundreds of rosters; some of them show as well whether the provider answers.
const MAX_ROSTERS_CHECKED = 64;

export const createPurgeGuard = ({ cache, resources, dayBudget }: PurgeGuardOptions): MayPurge => {
  const callsLeft = async (): Promise<number> => {
    if (dayBudget === undefined) return Infinity;
    try {
      const budget = await dayBudget();
      return budget === undefined ? Infinity : speculativeCallsLeft(budget);
    } catch {
      // Calls that cannot be counted are not made.
      return 0;
    }
  };

  return async (league, { rosters, loadedSince }) => {
    const [list] = await cache.getAllPresent([resources.teams(league)]);
    const teams =
      list?.kind === 'value' ? list.value().teams.filter(({ exhibition }) => exhibition !== true) : undefined;
    const calls = rosters ?? teams?.length ?? USUAL_TEAMS;
    // Without a call left nothing is purged, not even no roster: the directory goes with it and could not be loaded.
    if ((await callsLeft()) < Math.max(1, calls)) return false;
    if (loadedSince === undefined || teams === undefined) return true;
    const checked = teams.slice(0, MAX_ROSTERS_CHECKED).map(({ id }) => resources.roster(league, id));
    const found = await cache.getAllPresent(checked);
    const loaded = found.flatMap((answer) => (answer?.kind === 'value' ? [answer.entry.loadedAt] : []));
    // Where none is cached, none can be lost.
    return loaded.length === 0 || Math.max(...loaded) >= loadedSince;
  };
};
