import { yearOf } from './eastern-time.ts';
import { wallOf } from './zone.ts';
import type { League } from '../leagues.ts';

/**
 * The season year by the calendar rule alone. The provider's own season endpoint is the better source; this is what
 * is left when nobody asked it, so it only ever chooses a freshness or a default that the answer states.
 */
export const currentSeason = ({ rollover, seasonNamedFor }: League, now: number): number => {
  const wall = wallOf(now);
  const year = yearOf(wall);
  const startYear = wall >= Date.UTC(year, rollover.month - 1, rollover.day) ? year : year - 1;
  return seasonNamedFor === 'start' ? startYear : startYear + 1;
};

/** Nothing that happens from now on changes a line of this season. */
export const isFinished = (league: League, season: number, now: number): boolean => season < currentSeason(league, now);

/** `2024` for a season within one autumn and winter, `2024-25` where the provider writes both years. */
export const seasonLabel = ({ seasonNamedFor }: League, season: number): string =>
  seasonNamedFor === 'start' ? String(season) : `${season - 1}-${String(season % 100).padStart(2, '0')}`;
