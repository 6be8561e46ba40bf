import { days } from '../../cache/index.ts';
import type { LeagueId, Pace } from '../model/index.ts';
import { wallTimeAt, wallYear } from './eastern-time.ts';
import { windowsOfSeason } from './season-windows.ts';
import type { Interval, Window, WindowOverride } from './window.ts';

/** A window opens or closes. */
export interface Boundary {
  /** Epoch ms. */
  readonly at: number;
  readonly kind: 'opens' | 'closes';
  readonly window: Window;
}

/** When players of a league change teams. All times are epoch ms; the end of an interval is not part of it. */
export interface Calendar {
  /** The windows that overlap an interval, sorted by their start. Throws RangeError above 20 years. */
  windowsOf(league: LeagueId, interval: { readonly from: number; readonly to: number }): readonly Window[];
  /** Of the open windows the most intense one: hot before brisk before slow before quiet. */
  windowAt(league: LeagueId, now: number): Window | undefined;
  /** Whether moves are expected by the minute. */
  isHot(league: LeagueId, now: number): boolean;
  /** The window that opens next, within two years. */
  next(league: LeagueId, now: number): Window | undefined;
  /** When a window next opens, closes, or becomes or stops being hot; two years from now at the latest. */
  nextChange(league: LeagueId, now: number): number;
  /** What opened and closed after `from`, up to and including `to`, in the order of time. */
  boundaries(league: LeagueId, from: number, to: number): readonly Boundary[];
}

export interface CalendarOptions {
  /** Rows that replace the built-in windows of their league, kind and season. */
  readonly overrides?: readonly WindowOverride[];
}

const MAX_INTERVAL_MS = days(20 * 366);
const LOOK_AHEAD_MS = days(2 * 365);
// Eight leagues, a few seasons each; questions about the far past or future must not fill the memory.
const MAX_REMEMBERED_SEASONS = 200;

/**
 * The windows by configuration, else by the built-in table, else by rule. Remembers the seasons it has worked out.
 *
 * @example
 * const calendar = createCalendar({ overrides: config.windows });
 * const pace = calendar.windowAt('nfl', clock.now())?.pace;
 */
export const createCalendar = ({ overrides = [] }: CalendarOptions = {}): Calendar => {
  const seasons = new Map<string, readonly Window[]>();
  const stretches = new Map<LeagueId, Stretch>();

  const seasonOf = (league: LeagueId, season: number): readonly Window[] => {
    const name = `${league}:${season}`;
    const known = seasons.get(name);
    if (known !== undefined) return known;
    if (seasons.size >= MAX_REMEMBERED_SEASONS) seasons.clear();
    const windows = windowsOfSeason(league, season, overrides);
    seasons.set(name, windows);
    return windows;
  };

  const windowsOf = (league: LeagueId, from: number, to: number): readonly Window[] => {
    if (!(to - from <= MAX_INTERVAL_MS)) throw new RangeError('A calendar question spans at most 20 years');
    const windows: Window[] = [];
    // A season's windows open in the year that names it, the one before or the one after, and last a year at most.
    const last = wallYear(wallTimeAt(to)) + 1;
    for (let season = wallYear(wallTimeAt(from)) - 2; season <= last; season += 1) {
      windows.push(...seasonOf(league, season));
    }
    return windows.filter(({ start, end }) => start < to && end > from).sort(byStart);
  };

  const stretch = (league: LeagueId, now: number): Stretch => {
    const known = stretches.get(league);
    if (known !== undefined && contains(known, now)) return known;
    const found = stretchAt(windowsOf(league, now - LOOK_AHEAD_MS, now + LOOK_AHEAD_MS), now);
    stretches.set(league, found);
    return found;
  };

  return {
    windowsOf: (league, { from, to }) => windowsOf(league, from, to),
    windowAt: (league, now) => stretch(league, now).window,
    isHot: (league, now) => stretch(league, now).isHot,
    next: (league, now) => windowsOf(league, now, now + LOOK_AHEAD_MS).find(({ start }) => start > now),
    nextChange: (league, now) => stretch(league, now).end,
    boundaries(league, from, to) {
      // A window that closes at `from` has closed before it; one that opens at `to` overlaps only a longer interval.
      const windows = windowsOf(league, from, to + 1);
      const all = windows.flatMap((window): Boundary[] => [
        { at: window.start, kind: 'opens', window },
        { at: window.end, kind: 'closes', window },
      ]);
      return all.filter(({ at }) => at > from && at <= to).sort((a, b) => a.at - b.at);
    },
  };
};

const byStart = (a: Interval, b: Interval): number => a.start - b.start;

/** A time in which none of the calendar's answers changes. */
interface Stretch extends Interval {
  /** The most intense window, where one is open. */
  readonly window: Window | undefined;
  readonly isHot: boolean;
}

const INTENSITY: Readonly<Record<Pace, number>> = { quiet: 0, slow: 1, brisk: 2 };
const HOT = 3;

/** The stretch around `now`. `windows`: all that touch the two years before and after it. */
const stretchAt = (windows: readonly Window[], now: number): Stretch => {
  let start = now - LOOK_AHEAD_MS;
  let end = now + LOOK_AHEAD_MS;
  for (const change of windows.flatMap(changesOf)) {
    if (change <= now) start = Math.max(start, change);
    else end = Math.min(end, change);
  }
  const [window] = windows
    .filter((candidate) => contains(candidate, now))
    // Of two equally intense windows the one that opened last: it is the news.
    .sort((a, b) => intensityAt(b, now) - intensityAt(a, now) || b.start - a.start);
  return { start, end, window, isHot: window !== undefined && intensityAt(window, now) === HOT };
};

const changesOf = ({ start, end, hot }: Window): readonly number[] =>
  hot === undefined ? [start, end] : [start, end, hot.start, hot.end];

const intensityAt = ({ hot, pace }: Window, now: number): number =>
  hot !== undefined && contains(hot, now) ? HOT : INTENSITY[pace];

const contains = ({ start, end }: Interval, now: number): boolean => start <= now && now < end;
