import { days } from '../../cache/index.ts';
import { mondayFrom, shift, sundayFrom, thursdayFrom, tuesdayFrom, wallDay, type WallTime } from './eastern-time.ts';

// The days that phases and windows are counted from. Years are calendar years.

export const laborDay = (year: number): WallTime => mondayFrom(wallDay(year, 9, 1));

/** Of the NFL season that starts in that year: the Sunday after 18 weeks, the play-offs and a week off (since 2021). */
export const superBowl = (year: number): WallTime => shift(laborDay(year), days(160));

export const nbaAllStarSunday = (year: number): WallTime => sundayFrom(wallDay(year, 2, 15));

/** The NBA's play-in begins two days after its last regular Sunday. */
export const nbaPlayIn = (year: number): WallTime => tuesdayFrom(wallDay(year, 4, 13));

export const mlbAllStarTuesday = (year: number): WallTime => tuesdayFrom(wallDay(year, 7, 13));

/** The last day of the NHL's regular season. */
export const nhlLastDay = (year: number): WallTime => thursdayFrom(wallDay(year, 4, 15));

/** The men's final; the women's is the day before. */
export const collegeFinal = (year: number): WallTime => mondayFrom(wallDay(year, 4, 2));
