import { wallDay, wallTimeAt, wallYear } from './eastern-time.ts';
import type { League } from '../leagues.ts';

/**
 * The season year by the calendar rule alone. The provider's own season is the better source (see lookup's
 * `createSeasons`): use this only to choose a freshness, or a default that the answer states.
 */
export const currentSeason = ({ rollover, seasonNamedFor }: League, now: number): number => {
  const wall = wallTimeAt(now);
  const year = wallYear(wall);
  const startYear = wall >= wallDay(year, rollover.month, rollover.day) ? year : year - 1;
  return seasonNamedFor === 'start' ? startYear : startYear + 1;
};

/** Whether nothing that happens from now on changes a stat line of this season. */
export const isFinished = (league: League, season: number, now: number): boolean => season < currentSeason(league, now);

/** `2024` for a season within one autumn and winter, `2024-25` where the provider writes both years. */
export const seasonLabel = ({ seasonNamedFor }: League, season: number): string =>
  seasonNamedFor === 'start' ? String(season) : `${season - 1}-${String(season % 100).padStart(2, '0')}`;
