import { days, hours, minutes } from '../../cache/index.ts';
import type { LeagueId } from '../model.ts';
import { collegeFinal, laborDay, mlbAllStarTuesday, nbaAllStarSunday, nhlLastDay, superBowl } from './anchors.ts';
import { dayOf, fridayFrom, thursdayFrom, wednesdayFrom, type Wall } from './eastern-time.ts';
import type { Interval, WindowKind } from './window.ts';

/** What a rule knows of a season: a moment, or days. In wall time. */
export interface Rule {
  /** The rule in words. */
  readonly says: string;
  readonly at?: (season: number) => Wall;
  readonly days?: (season: number) => Interval | undefined;
}

const span = (first: Wall, count: number): Interval => ({ start: first, end: first + days(count) });

// Both tournaments' portals open when the men's final is over.
const basketballPortal: Rule = {
  says: 'the 30 days after the final',
  days: (season) => span(collegeFinal(season) + days(1), 30),
};

/** Where no date was announced yet: what the leagues have done, year after year. */
export const RULES: Readonly<Record<LeagueId, Readonly<Partial<Record<WindowKind, Rule>>>>> = {
  nfl: {
    'trade-deadline': {
      says: 'Tuesday after week 9, 16:00',
      // It was a week earlier until 2023.
      at: (season) => laborDay(season) + days(season < 2024 ? 57 : 64) + hours(16),
    },
    'free-agency': { says: '31 days after the Super Bowl, 16:00', at: (s) => superBowl(s - 1) + days(31) + hours(16) },
    draft: { says: 'fourth Thursday of April and two days', days: (s) => span(thursdayFrom(dayOf(s, 4, 22)), 3) },
  },
  nba: {
    'trade-deadline': {
      says: 'ten days before All-Star Sunday, 15:00',
      at: (season) => nbaAllStarSunday(season) - days(10) + hours(15),
    },
    'free-agency': { says: '30 June, 18:00', at: (season) => dayOf(season, 6, 30) + hours(18) },
    draft: { says: 'fourth Wednesday of June and the day after', days: (s) => span(wednesdayFrom(dayOf(s, 6, 22)), 2) },
    moratorium: {
      says: '1 July to 6 July, 12:01',
      days: (season) => ({ start: dayOf(season, 7, 1), end: dayOf(season, 7, 6) + hours(12) + minutes(1) }),
    },
  },
  mlb: {
    'trade-deadline': {
      says: 'a day the commissioner chooses from 28 July to 3 August',
      // As if it were each of them.
      days: (season) => ({ start: dayOf(season, 7, 24), end: dayOf(season, 8, 5) }),
    },
    'free-agency': {
      says: 'five days after a World Series that ends on 31 October, 17:00',
      at: (season) => dayOf(season, 11, 5) + hours(17),
    },
    draft: { says: 'the week of the All-Star game', days: (s) => span(mlbAllStarTuesday(s) - days(3), 5) },
  },
  nhl: {
    'trade-deadline': {
      says: 'Friday, 41 days before the regular season ends, 15:00',
      at: (season) => nhlLastDay(season) - days(41) + hours(15),
    },
    'free-agency': { says: '1 July, 12:00', at: (season) => dayOf(season, 7, 1) + hours(12) },
    draft: { says: 'last Friday and Saturday of June', days: (s) => span(fridayFrom(dayOf(s, 6, 24)), 2) },
    moratorium: { says: 'holiday roster freeze, 20 to 27 December', days: (s) => span(dayOf(s - 1, 12, 20), 8) },
  },
  wnba: {
    'trade-deadline': {
      says: 'a day in August: the 2nd to the 20th so far',
      days: (season) => ({ start: dayOf(season, 7, 31), end: dayOf(season, 8, 22) }),
    },
    'free-agency': { says: 'signing from 1 February', at: (season) => dayOf(season, 2, 1) },
    draft: { says: 'the Monday after the college final', days: (s) => span(collegeFinal(s) + days(7), 1) },
  },
  cfb: {
    portal: {
      says: '2 to 16 January, since the season 2025',
      days: (season) => (season < 2025 ? undefined : span(dayOf(season + 1, 1, 2), 15)),
    },
  },
  mbb: { portal: basketballPortal },
  wbb: { portal: basketballPortal },
};
