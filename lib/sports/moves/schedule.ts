import { days, hours, minutes } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId, Pace } from '../model/index.ts';
import type { MovesState } from './state.ts';

/** What of the calendar decides when a league is due. */
export type ScheduleCalendar = Pick<Calendar, 'windowAt' | 'isHot' | 'boundaries'>;

/** The timer that starts runs may be early or late: an hour is the sixth run from now, not the seventh. */
export const TIMER_TOLERANCE_MS = minutes(2);

/** Milliseconds between two checks; undefined: never. */
type IntervalByPace = Readonly<Record<Pace | 'hot', number | undefined>>;

// A feed is read in each run. Without one all rosters are purged, as often as they may all be loaded again. Neither
// happens while no player may change teams.
const FEED_INTERVALS: IntervalByPace = { quiet: undefined, slow: hours(1), brisk: 0, hot: 0 };
const FULL_PURGE_INTERVALS: IntervalByPace = { quiet: undefined, slow: undefined, brisk: hours(1), hot: minutes(15) };

// The feed lists the moves of a window's last minutes when the window is over, and some of them late.
const SECOND_CHECK_AFTER_CLOSE_MS = hours(1) - TIMER_TOLERANCE_MS;
// By then rosters have expired and have been loaded again, so a feed that is still unavailable is no longer needed.
const MAX_WAIT_AFTER_CLOSE_MS = days(2);

/** When a league is next due (epoch ms), as long as its pace does not change; Infinity: not at this pace. */
export const nextDue = (
  calendar: ScheduleCalendar,
  league: LeagueId,
  { readAt, fullPurgeAt, watchedSince }: Pick<MovesState, 'readAt' | 'fullPurgeAt' | 'watchedSince'>,
  { now, hasTransactionsFeed }: { readonly now: number; readonly hasTransactionsFeed: boolean },
): number => {
  const intervals = hasTransactionsFeed ? FEED_INTERVALS : FULL_PURGE_INTERVALS;
  const last = hasTransactionsFeed ? readAt : fullPurgeAt;
  const afterClose = dueAfterClose(calendar, league, { last: last ?? watchedSince, intervals, now });
  const pace = calendar.isHot(league, now) ? 'hot' : calendar.windowAt(league, now)?.pace;
  const interval = pace === undefined ? undefined : intervals[pace];
  if (interval === undefined) return afterClose;
  return Math.min(afterClose, last === null ? now : last + Math.max(0, interval - TIMER_TOLERANCE_MS));
};

/** After a window has closed: at once, and a second time for the moves that are listed late. */
const dueAfterClose = (
  calendar: ScheduleCalendar,
  league: LeagueId,
  { last, intervals, now }: { readonly last: number; readonly intervals: IntervalByPace; readonly now: number },
): number => {
  const since = Math.max(last - SECOND_CHECK_AFTER_CLOSE_MS, now - MAX_WAIT_AFTER_CLOSE_MS);
  const closed = calendar
    .boundaries(league, Math.min(since, now), now)
    .findLast(({ kind, window }) => kind === 'closes' && intervals[window.pace] !== undefined);
  if (closed === undefined) return Infinity;
  return last < closed.at ? now : closed.at + SECOND_CHECK_AFTER_CLOSE_MS;
};
