import { days } from '../../cache/index.ts';
import { dayOf, mondayFrom, sundayFrom, thursdayFrom, tuesdayFrom, type Wall } from './eastern-time.ts';

// The days that others are counted from. Years are calendar years.

export const laborDay = (year: number): Wall => mondayFrom(dayOf(year, 9, 1));

/** Of the NFL season that starts in that year: the Sunday after 18 weeks, the play-offs and a week off (since 2021). */
export const superBowl = (year: number): Wall => laborDay(year) + days(160);

export const nbaAllStarSunday = (year: number): Wall => sundayFrom(dayOf(year, 2, 15));

/** The NBA's play-in begins two days after its last regular Sunday. */
export const nbaPlayIn = (year: number): Wall => tuesdayFrom(dayOf(year, 4, 13));

export const mlbAllStarTuesday = (year: number): Wall => tuesdayFrom(dayOf(year, 7, 13));

/** The last day of the NHL's regular season. */
export const nhlLastDay = (year: number): Wall => thursdayFrom(dayOf(year, 4, 15));

/** The men's final; the women's is the day before. */
export const collegeFinal = (year: number): Wall => mondayFrom(dayOf(year, 4, 2));
