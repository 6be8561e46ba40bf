import { instantOf, wallDay, wallTimeAt, wallYear, type WallTime } from './eastern-time.ts';
import type { League } from '../leagues.ts';

/**
 * The season year by the calendar rule alone. The provider's own season is the better source (see lookup's
 * `createSeasons`): use this only to choose a freshness, or a default that the answer states.
 */
export const currentSeason = (league: League, now: number): number => {
  const last = lastAsked.get(league);
  if (last !== undefined && last.start <= now && now < last.end) return last.season;
  const year = seasonYearAt(league, now);
  lastAsked.set(league, year);
  return year.season;
};

/** From one rollover to the next (epoch ms). */
interface SeasonYear {
  readonly season: number;
  readonly start: number;
  readonly end: number;
}

// Every question asks for the season of now, and a time zone takes microseconds to answer. At module scope, and still no
// state: a season year never changes.
const lastAsked = new WeakMap<League, SeasonYear>();

const seasonYearAt = ({ rollover, seasonNamedFor }: League, now: number): SeasonYear => {
  const rolloverIn = (year: number): WallTime => wallDay(year, rollover.month, rollover.day);
  const wall = wallTimeAt(now);
  const year = wallYear(wall);
  const startYear = wall >= rolloverIn(year) ? year : year - 1;
  return {
    season: seasonNamedFor === 'start' ? startYear : startYear + 1,
    start: instantOf(rolloverIn(startYear)),
    end: instantOf(rolloverIn(startYear + 1)),
  };
};

/** Whether nothing that happens from now on changes a stat line of this season. */
export const isFinished = (league: League, season: number, now: number): boolean => season < currentSeason(league, now);

/** Whether another season was current so many milliseconds ago. */
export const isSeasonYoungerThan = (league: League, age: number, now: number): boolean =>
  currentSeason(league, now) !== currentSeason(league, now - age);

/** `2024` for a season within one autumn and winter, `2024-25` where the provider writes both years. */
export const seasonLabel = ({ seasonNamedFor }: League, season: number): string =>
  seasonNamedFor === 'start' ? String(season) : `${season - 1}-${String(season % 100).padStart(2, '0')}`;
