import { days, hours } from '../../cache/index.ts';
import type { LeagueId, Pace, WindowKind } from '../model/index.ts';
import { midnightOf, shift, type WallInterval, type WallTime } from './eastern-time.ts';

// All in wall time: a window that begins at 16:00 ends at 16:00, also where the clocks were changed in between.

/** The days before and after a deadline in which deals are made and reported. */
const AROUND: Readonly<Record<LeagueId, readonly [before: number, after: number]>> = {
  nfl: [2, 2],
  nba: [3, 1],
  mlb: [4, 1],
  nhl: [2, 1],
  wnba: [2, 1],
  cfb: [2, 1],
  mbb: [2, 1],
  wbb: [2, 1],
};

/** The window around the moment it is about. */
export const windowAround = (league: LeagueId, kind: WindowKind, at: WallTime): WallInterval => {
  const midnight = midnightOf(at);
  switch (kind) {
    case 'trade-deadline': {
      const [before, after] = AROUND[league];
      return { start: shift(at, -days(before)), end: shift(at, days(after)) };
    }
    case 'free-agency':
      return marketAround(league, at, midnight);
    case 'draft':
    case 'portal':
    case 'moratorium':
      return { start: midnight, end: shift(midnight, days(1)) };
  }
};

const marketAround = (league: LeagueId, at: WallTime, midnight: WallTime): WallInterval => {
  switch (league) {
    case 'nfl': {
      // Deals are agreed from Monday noon and signed from Wednesday on.
      const start = shift(midnight, -days(2) + hours(12));
      return { start, end: shift(start, days(7)) };
    }
    case 'nba':
      return { start: midnight, end: shift(midnight, days(9)) };
    case 'nhl':
      return { start: shift(midnight, -days(1)), end: shift(midnight, days(3)) };
    case 'mlb':
      return { start: at, end: shift(at, days(42)) };
    case 'wnba':
      // Negotiations open eleven days before.
      return { start: shift(midnight, -days(11)), end: shift(midnight, days(8)) };
    case 'cfb':
    case 'mbb':
    case 'wbb':
      return { start: midnight, end: shift(midnight, days(7)) };
  }
};

/** The hot hours of a deadline: from noon of its day until two hours after it, when the last deals are announced. */
export const hotAround = (at: WallTime): WallInterval => {
  const noon = shift(midnightOf(at), hours(12));
  return { start: noon < at ? noon : at, end: shift(at, hours(2)) };
};

export const paceOf = (league: LeagueId, kind: WindowKind): Pace => {
  switch (kind) {
    case 'moratorium':
      return 'quiet';
    case 'portal':
      return 'slow';
    case 'free-agency':
    case 'draft':
      // Baseball's market lasts a winter, and its drafted players go to the minor leagues.
      return league === 'mlb' ? 'slow' : 'brisk';
    case 'trade-deadline':
      return 'brisk';
  }
};
