import { days, hours } from '../../cache/index.ts';
import type { LeagueId, Phase } from '../model.ts';
import { collegeFinal, laborDay, nbaPlayIn, nhlLastDay, superBowl } from './anchors.ts';
import {
  dayOf,
  fridayFrom,
  mondayFrom,
  saturdayFrom,
  sundayFrom,
  thursdayFrom,
  tuesdayFrom,
  type Wall,
} from './eastern-time.ts';
import { instantOf } from './zone.ts';

/** When a phase begins, in epoch ms. It lasts until the next one does. */
export interface PhaseStart {
  readonly phase: Phase;
  readonly start: number;
}

type Days = readonly (readonly [Phase, Wall])[];

// About when each phase begins, from what 2023 to 2026 had in common: off by days in a year that is unlike them.
const STARTS: Readonly<Record<LeagueId, (season: number) => Days>> = {
  nfl: (season) => [
    ['preseason', laborDay(season) - days(32)],
    ['regular', laborDay(season) + days(3)],
    ['postseason', laborDay(season) + days(128)],
    ['off-season', superBowl(season) + days(6)],
  ],
  nba: (season) => {
    const opening = tuesdayFrom(dayOf(season - 1, 10, 20));
    const playIn = nbaPlayIn(season);
    return [
      ['preseason', opening - days(28)],
      ['regular', opening],
      ['play-in', playIn],
      ['postseason', playIn + days(4)],
      ['off-season', playIn + days(75)],
    ];
  },
  mlb: (season) => {
    const lastSunday = sundayFrom(dayOf(season, 9, 24));
    return [
      ['preseason', dayOf(season, 2, 15)],
      ['regular', thursdayFrom(dayOf(season, 3, 25))],
      ['postseason', lastSunday + days(2)],
      ['off-season', lastSunday + days(37)],
    ];
  },
  nhl: (season) => {
    // 84 games from 2026-27 on: they begin a week earlier.
    const opening = season < 2027 ? tuesdayFrom(dayOf(season - 1, 10, 4)) : tuesdayFrom(dayOf(season - 1, 9, 24));
    return [
      ['preseason', opening - days(14)],
      ['regular', opening],
      ['postseason', nhlLastDay(season) + days(1)],
      ['off-season', dayOf(season, 7, 1)],
    ];
  },
  wnba: (season) => [
    ['preseason', dayOf(season, 4, 14)],
    ['regular', fridayFrom(dayOf(season, 5, 8))],
    ['postseason', sundayFrom(dayOf(season, 9, 14))],
    ['off-season', dayOf(season, 10, 20)],
  ],
  cfb: (season) => [
    ['preseason', dayOf(season, 8, 1)],
    // Week 0, and the Monday after the conference finals.
    ['regular', saturdayFrom(dayOf(season, 8, 18))],
    ['postseason', saturdayFrom(dayOf(season, 12, 1)) + days(2)],
    ['off-season', dayOf(season + 1, 1, 26)],
  ],
  mbb: collegeBasketball,
  wbb: collegeBasketball,
};

function collegeBasketball(season: number): Days {
  return [
    ['preseason', dayOf(season - 1, 10, 15)],
    ['regular', mondayFrom(dayOf(season - 1, 11, 1))],
    ['postseason', collegeFinal(season) - days(20)],
    ['off-season', collegeFinal(season) + days(3)],
  ];
}

// The hour at which the provider's phases change, when the last game in the west is over.
const HOUR = hours(3);

/** The phases of a season by rule, in order; the last one lasts until the next season's first. */
export const seasonDates = (league: LeagueId, season: number): readonly PhaseStart[] =>
  STARTS[league](season).map(([phase, day]) => ({ phase, start: instantOf(day + HOUR) }));
