import { hours, minutes } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId } from '../model.ts';
import type { MovesNote } from './note.ts';

/** What of the calendar decides when a league is looked at. */
export type Pacing = Pick<Calendar, 'windowAt' | 'isHot'>;

/** Milliseconds between two looks; undefined: never. */
type ByPace = Readonly<Record<'slow' | 'brisk' | 'hot', number | undefined>>;

// Each run, where moves are told; and where nobody tells them, as often as the rosters may all be asked for again.
const TOLD: ByPace = { slow: hours(1), brisk: 0, hot: 0 };
const UNTOLD: ByPace = { slow: undefined, brisk: hours(1), hot: minutes(15) };

// Runs come by a timer that may be early or late: an hour is the sixth run from now, not the seventh.
const SLACK = minutes(2);

/** When a league is next to be looked at (epoch ms), as long as its pace does not change; Infinity: not at this pace. */
export const nextDue = (
  calendar: Pacing,
  league: LeagueId,
  { readAt, rostersAt }: Pick<MovesNote, 'readAt' | 'rostersAt'>,
  { now, isTold }: { readonly now: number; readonly isTold: boolean },
): number => {
  const pace = calendar.isHot(league, now) ? 'hot' : calendar.windowAt(league, now)?.pace;
  // While nobody may be moved, and while few are.
  if (pace === undefined || pace === 'quiet') return Infinity;
  const interval = (isTold ? TOLD : UNTOLD)[pace];
  const last = isTold ? readAt : rostersAt;
  if (interval === undefined) return Infinity;
  return last === null ? now : last + Math.max(0, interval - SLACK);
};
