import { days, hours, minutes } from '../../cache/index.ts';
import type { Calendar, Pace } from '../calendar/index.ts';
import type { LeagueId } from '../model.ts';
import type { MovesNote } from './state.ts';
import { SLACK } from './slack.ts';

/** What of the calendar decides when a league is looked at. */
export type Pacing = Pick<Calendar, 'windowAt' | 'isHot' | 'boundaries'>;

/** Milliseconds between two looks; undefined: never. */
type ByPace = Readonly<Record<Pace | 'hot', number | undefined>>;

// Each run, where moves are told; and where nobody tells them, as often as the rosters may all be asked for again.
// Never while nobody may be moved.
const TOLD: ByPace = { quiet: undefined, slow: hours(1), brisk: 0, hot: 0 };
const UNTOLD: ByPace = { quiet: undefined, slow: undefined, brisk: hours(1), hot: minutes(15) };

// The moves of a window's last minutes are listed when it is over, and some of them late.
const AFTERMATH = hours(1) - SLACK;
// What could not be read for so long is no longer tried for: rosters have been loaded again by themselves.
const LONGEST_AFTERMATH = days(2);

/** When a league is next to be looked at (epoch ms), as long as its pace does not change; Infinity: not at this pace. */
export const nextDue = (
  calendar: Pacing,
  league: LeagueId,
  { readAt, rostersAt, since }: Pick<MovesNote, 'readAt' | 'rostersAt' | 'since'>,
  { now, isTold }: { readonly now: number; readonly isTold: boolean },
): number => {
  const intervals = isTold ? TOLD : UNTOLD;
  const last = isTold ? readAt : rostersAt;
  const after = dueAfterClose(calendar, league, { last: last ?? since, intervals, now });
  const pace = calendar.isHot(league, now) ? 'hot' : calendar.windowAt(league, now)?.pace;
  const interval = pace === undefined ? undefined : intervals[pace];
  if (interval === undefined) return after;
  return Math.min(after, last === null ? now : last + Math.max(0, interval - SLACK));
};

/** When a window has closed: at once, and once more when what came late is there. */
const dueAfterClose = (
  calendar: Pacing,
  league: LeagueId,
  { last, intervals, now }: { readonly last: number; readonly intervals: ByPace; readonly now: number },
): number => {
  const since = Math.max(last - AFTERMATH, now - LONGEST_AFTERMATH);
  const closed = calendar
    .boundaries(league, Math.min(since, now), now)
    .findLast(({ kind, window }) => kind === 'closes' && intervals[window.pace] !== undefined);
  if (closed === undefined) return Infinity;
  return last < closed.at ? now : closed.at + AFTERMATH;
};
