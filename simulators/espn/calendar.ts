import type { LeagueSlug } from './model.ts';
import { phasesOf, seasonDays } from './schedule/calendars.ts';
import { partsOf } from './schedule/days.ts';

interface Interval {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
}

/** A league's years, each worked out once: careers ask for them thousands of times. */
export interface Calendar {
  /** The season that has begun last, and never one before the first. */
  season(now: number): number;
  /** The regular season. */
  regular(season: number): Interval;
}

export const createCalendar = (league: LeagueSlug, firstSeason: number): Calendar => {
  const years = new Map<number, { readonly begins: number; readonly regular: Interval }>();

  const yearOf = (season: number) => {
    const kept = years.get(season);
    if (kept !== undefined) return kept;
    const phases = phasesOf(league, season);
    const regular = phases.find(({ type }) => type === 2);
    if (regular === undefined) throw new Error(`The ${season} season of ${league} has no regular part`);
    const year = { begins: Math.min(...phases.map(({ start }) => start)), regular };
    years.set(season, year);
    return year;
  };

  return {
    season: (now) => {
      // Seasons are named for the year they begin or the next.
      let season = Math.max(firstSeason, new Date(now).getUTCFullYear() + 1);
      while (season > firstSeason && yearOf(season).begins > now) season -= 1;
      return season;
    },
    regular: (season) => yearOf(season).regular,
  };
};

/** From 0 before an interval to 1 after it. */
export const shareGone = ({ start, end }: Interval, now: number): number =>
  Math.min(1, Math.max(0, (now - start) / (end - start)));

/** The calendar year in which a season begins. */
export const startYearOf = (league: LeagueSlug, season: number): number => partsOf(seasonDays(league, season).pre).year;
