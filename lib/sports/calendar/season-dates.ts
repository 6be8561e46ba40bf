import { days, hours } from '../../cache/index.ts';
import type { LeagueId, Phase } from '../model/index.ts';
import { collegeFinal, laborDay, nbaPlayIn, nhlLastDay, superBowl } from './anchors.ts';
import {
  fridayFrom,
  instantOf,
  mondayFrom,
  saturdayFrom,
  shift,
  sundayFrom,
  thursdayFrom,
  tuesdayFrom,
  wallDay,
  type WallTime,
} from './eastern-time.ts';

/** A phase lasts until the next one begins. */
export interface PhaseStart {
  readonly phase: Phase;
  /** Epoch ms. */
  readonly start: number;
}

type Days = readonly (readonly [Phase, WallTime])[];

// About when each phase begins: what 2023 to 2026 had in common. Off by days in a year unlike those.
const STARTS: Readonly<Record<LeagueId, (season: number) => Days>> = {
  nfl: (season) => [
    ['preseason', shift(laborDay(season), -days(32))],
    ['regular', shift(laborDay(season), days(3))],
    ['postseason', shift(laborDay(season), days(128))],
    ['off-season', shift(superBowl(season), days(6))],
  ],
  nba: (season) => {
    const opening = tuesdayFrom(wallDay(season - 1, 10, 20));
    const playIn = nbaPlayIn(season);
    return [
      ['preseason', shift(opening, -days(28))],
      ['regular', opening],
      ['play-in', playIn],
      ['postseason', shift(playIn, days(4))],
      ['off-season', shift(playIn, days(75))],
    ];
  },
  mlb: (season) => {
    const lastSunday = sundayFrom(wallDay(season, 9, 24));
    return [
      ['preseason', wallDay(season, 2, 15)],
      ['regular', thursdayFrom(wallDay(season, 3, 25))],
      ['postseason', shift(lastSunday, days(2))],
      ['off-season', shift(lastSunday, days(37))],
    ];
  },
  nhl: (season) => {
    // 84 games from 2026-27 on: the season opens more than a week earlier.
    const opening = season < 2027 ? tuesdayFrom(wallDay(season - 1, 10, 4)) : tuesdayFrom(wallDay(season - 1, 9, 24));
    return [
      ['preseason', shift(opening, -days(14))],
      ['regular', opening],
      ['postseason', shift(nhlLastDay(season), days(1))],
      ['off-season', wallDay(season, 7, 1)],
    ];
  },
  wnba: (season) => [
    ['preseason', wallDay(season, 4, 14)],
    ['regular', fridayFrom(wallDay(season, 5, 8))],
    ['postseason', sundayFrom(wallDay(season, 9, 14))],
    ['off-season', wallDay(season, 10, 20)],
  ],
  cfb: (season) => [
    ['preseason', wallDay(season, 8, 1)],
    // Week 0, and the Monday after the conference finals.
    ['regular', saturdayFrom(wallDay(season, 8, 18))],
    ['postseason', shift(saturdayFrom(wallDay(season, 12, 1)), days(2))],
    ['off-season', wallDay(season + 1, 1, 26)],
  ],
  mbb: collegeBasketball,
  wbb: collegeBasketball,
};

function collegeBasketball(season: number): Days {
  return [
    ['preseason', wallDay(season - 1, 10, 15)],
    ['regular', mondayFrom(wallDay(season - 1, 11, 1))],
    ['postseason', shift(collegeFinal(season), -days(20))],
    ['off-season', shift(collegeFinal(season), days(3))],
  ];
}

// The provider's phases change at 3:00, when the last game in the west is over.
const CHANGE_AFTER_MIDNIGHT_MS = hours(3);

/** The phases of a season by rule, in order; the last one lasts until the next season's first phase. */
export const seasonDates = (league: LeagueId, season: number): readonly PhaseStart[] =>
  STARTS[league](season).map(([phase, day]) => ({ phase, start: instantOf(shift(day, CHANGE_AFTER_MIDNIGHT_MS)) }));
