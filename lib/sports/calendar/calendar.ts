import { days } from '../../cache/index.ts';
import type { LeagueId } from '../model.ts';
import { windowsOfSeason } from './season-windows.ts';
import { stretchAt, type Stretch } from './stretch.ts';
import { yearOf } from './eastern-time.ts';
import type { Interval, Window, WindowOverride } from './window.ts';
import { wallOf } from './zone.ts';

/** A window opens or closes. */
export interface Boundary {
  readonly at: number;
  readonly kind: 'opens' | 'closes';
  readonly window: Window;
}

/** When players of a league change teams. All times are epoch ms; an end is no part of what it ends. */
export interface Calendar {
  /** Those that overlap an interval, by their start. Throws RangeError for more than 20 years. */
  windowsOf(league: LeagueId, interval: { readonly from: number; readonly to: number }): readonly Window[];
  /** The most intense of those that are open. */
  windowAt(league: LeagueId, now: number): Window | undefined;
  /** Moves come by the minute. */
  isHot(league: LeagueId, now: number): boolean;
  /** The one that opens next, within two years. */
  next(league: LeagueId, now: number): Window | undefined;
  /** When something next opens, closes, or becomes or stops being hot; in two years at the latest. */
  nextChange(league: LeagueId, now: number): number;
  /** What opened and closed after `from`, up to and with `to`, in the order of time. */
  boundaries(league: LeagueId, from: number, to: number): readonly Boundary[];
}

export interface CalendarOptions {
  readonly overrides?: readonly WindowOverride[];
}

const LONGEST = days(20 * 366);
const AHEAD = days(2 * 365);
// Eight leagues, a few seasons each; a question about the far past or future must not fill the memory.
const MOST_SEASONS = 200;

/** The built-in table and its rules, with the configuration's rows in front. Remembers what it has worked out. */
export const createCalendar = ({ overrides = [] }: CalendarOptions = {}): Calendar => {
  const seasons = new Map<string, readonly Window[]>();
  const stretches = new Map<LeagueId, Stretch>();

  const seasonOf = (league: LeagueId, season: number): readonly Window[] => {
    const name = `${league}:${season}`;
    const known = seasons.get(name);
    if (known !== undefined) return known;
    if (seasons.size >= MOST_SEASONS) seasons.clear();
    const windows = windowsOfSeason(league, season, overrides);
    seasons.set(name, windows);
    return windows;
  };

  const windowsOf = (league: LeagueId, from: number, to: number): readonly Window[] => {
    if (!(to - from <= LONGEST)) throw new RangeError('A calendar tells at most 20 years at once');
    const windows: Window[] = [];
    // A season's windows open in the year that names it, the one before or the one after, and last a year at most.
    const last = yearOf(wallOf(to)) + 1;
    for (let season = yearOf(wallOf(from)) - 2; season <= last; season += 1) windows.push(...seasonOf(league, season));
    return windows.filter(({ start, end }) => start < to && end > from).sort(byStart);
  };

  const stretch = (league: LeagueId, now: number): Stretch => {
    const known = stretches.get(league);
    if (known !== undefined && known.start <= now && now < known.end) return known;
    const found = stretchAt(windowsOf(league, now - AHEAD, now + AHEAD), now, AHEAD);
    stretches.set(league, found);
    return found;
  };

  return {
    windowsOf: (league, { from, to }) => windowsOf(league, from, to),
    windowAt: (league, now) => stretch(league, now).window,
    isHot: (league, now) => stretch(league, now).isHot,
    next: (league, now) => windowsOf(league, now, now + AHEAD).find(({ start }) => start > now),
    nextChange: (league, now) => stretch(league, now).end,
    boundaries(league, from, to) {
      // One that closes at `from` is over by then, one that opens at `to` is not yet in an interval that ends there.
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
