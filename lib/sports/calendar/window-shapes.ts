import { days, hours } from '../../cache/index.ts';
import type { LeagueId } from '../model.ts';
import type { Wall } from './eastern-time.ts';
import type { Interval, Pace, WindowKind } from './window.ts';

// Everything here is in wall time: a window that begins at 16:00 ends at 16:00, whatever happened to the clocks.

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

/** The window of a league around the moment it is about. */
export const windowAround = (league: LeagueId, kind: WindowKind, at: Wall): Interval => {
  const midnight = at - (at % days(1));
  switch (kind) {
    case 'trade-deadline': {
      const [before, after] = AROUND[league];
      return { start: at - days(before), end: at + days(after) };
    }
    case 'free-agency':
      return marketAround(league, at, midnight);
    case 'draft':
    case 'portal':
    case 'moratorium':
      return { start: midnight, end: midnight + days(1) };
  }
};

const marketAround = (league: LeagueId, at: Wall, midnight: Wall): Interval => {
  switch (league) {
    case 'nfl': {
      // Deals are agreed from Monday noon and signed from Wednesday on.
      const start = midnight - days(2) + hours(12);
      return { start, end: start + days(7) };
    }
    case 'nba':
      return { start: midnight, end: midnight + days(9) };
    case 'nhl':
      return { start: midnight - days(1), end: midnight + days(3) };
    case 'mlb':
      return { start: at, end: at + days(42) };
    case 'wnba':
      // Negotiations open eleven days before.
      return { start: midnight - days(11), end: midnight + days(8) };
    case 'cfb':
    case 'mbb':
    case 'wbb':
      return { start: midnight, end: midnight + days(7) };
  }
};

/** The hours around a deadline: from noon of its day, to two hours after, when the last deals are announced. */
export const hotAround = (at: Wall): Interval => {
  const noon = at - (at % days(1)) + hours(12);
  return { start: Math.min(noon, at), end: at + hours(2) };
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
