import { days, hours, minutes } from '../../cache/index.ts';
import type { LeagueId, WindowKind } from '../model/index.ts';
import { collegeFinal, laborDay, mlbAllStarTuesday, nbaAllStarSunday, nhlLastDay, superBowl } from './anchors.ts';
import {
  fridayFrom,
  shift,
  thursdayFrom,
  wallDay,
  wednesdayFrom,
  type WallInterval,
  type WallTime,
} from './eastern-time.ts';

/** Gives a season's moment, or its days. */
export interface Rule {
  /** The rule in words; it ends up in the window's `source`. */
  readonly text: string;
  readonly at?: (season: number) => WallTime;
  readonly days?: (season: number) => WallInterval | undefined;
}

const span = (first: WallTime, count: number): WallInterval => ({ start: first, end: shift(first, days(count)) });

// Both tournaments' portals open when the men's final is over.
const basketballPortal: Rule = {
  text: 'the 30 days after the final',
  days: (season) => span(shift(collegeFinal(season), days(1)), 30),
};

/** Windows without an announced date: what the leagues have done year after year. */
export const RULES: Readonly<Record<LeagueId, Readonly<Partial<Record<WindowKind, Rule>>>>> = {
  nfl: {
    'trade-deadline': {
      text: 'Tuesday after week 9, 16:00',
      // It was a week earlier until 2023.
      at: (season) => shift(laborDay(season), days(season < 2024 ? 57 : 64) + hours(16)),
    },
    'free-agency': {
      text: '31 days after the Super Bowl, 16:00',
      at: (s) => shift(superBowl(s - 1), days(31) + hours(16)),
    },
    draft: { text: 'fourth Thursday of April and two days', days: (s) => span(thursdayFrom(wallDay(s, 4, 22)), 3) },
  },
  nba: {
    'trade-deadline': {
      text: 'ten days before All-Star Sunday, 15:00',
      at: (season) => shift(nbaAllStarSunday(season), -days(10) + hours(15)),
    },
    'free-agency': { text: '30 June, 18:00', at: (season) => shift(wallDay(season, 6, 30), hours(18)) },
    draft: {
      text: 'fourth Wednesday of June and the day after',
      days: (s) => span(wednesdayFrom(wallDay(s, 6, 22)), 2),
    },
    moratorium: {
      text: '1 July to 6 July, 12:01',
      days: (season) => ({ start: wallDay(season, 7, 1), end: shift(wallDay(season, 7, 6), hours(12) + minutes(1)) }),
    },
  },
  mlb: {
    'trade-deadline': {
      text: 'a day the commissioner chooses from 28 July to 3 August',
      // All of the days on which it may be, and a few around them.
      days: (season) => ({ start: wallDay(season, 7, 24), end: wallDay(season, 8, 5) }),
    },
    'free-agency': {
      text: 'five days after a World Series that ends on 31 October, 17:00',
      at: (season) => shift(wallDay(season, 11, 5), hours(17)),
    },
    draft: { text: 'the week of the All-Star game', days: (s) => span(shift(mlbAllStarTuesday(s), -days(3)), 5) },
  },
  nhl: {
    'trade-deadline': {
      text: 'Friday, 41 days before the regular season ends, 15:00',
      at: (season) => shift(nhlLastDay(season), -days(41) + hours(15)),
    },
    'free-agency': { text: '1 July, 12:00', at: (season) => shift(wallDay(season, 7, 1), hours(12)) },
    draft: { text: 'last Friday and Saturday of June', days: (s) => span(fridayFrom(wallDay(s, 6, 24)), 2) },
    moratorium: { text: 'holiday roster freeze, 20 to 27 December', days: (s) => span(wallDay(s - 1, 12, 20), 8) },
  },
  wnba: {
    'trade-deadline': {
      text: 'a day in August: the 2nd to the 20th so far',
      days: (season) => ({ start: wallDay(season, 7, 31), end: wallDay(season, 8, 22) }),
    },
    'free-agency': { text: 'signing from 1 February', at: (season) => wallDay(season, 2, 1) },
    draft: { text: 'the Monday after the college final', days: (s) => span(shift(collegeFinal(s), days(7)), 1) },
  },
  cfb: {
    portal: {
      text: '2 to 16 January, since the season 2025',
      days: (season) => (season < 2025 ? undefined : span(wallDay(season + 1, 1, 2), 15)),
    },
  },
  mbb: { portal: basketballPortal },
  wbb: { portal: basketballPortal },
};
