import type { LeagueFacts } from '../leagues.ts';
import { WORLD_BEGINS } from '../leagues.ts';
import type { Athlete } from '../model.ts';

/** An athlete's experience in a season, as the league counts it; null: not known. */
export const experienceIn = (league: LeagueFacts, athlete: Athlete, season: number): number | null => {
  if (athlete.experience === null || athlete.status === 'inactive') return athlete.experience;
  const experience = athlete.experience + season - WORLD_BEGINS;
  // Nobody leaves the simulated colleges: seniors stay seniors.
  return league.isCollege ? Math.min(4, experience) : experience;
};

/** The season of the first game; null: not known. For a rookie it lies after the season with which the world begins. */
export const debutSeason = (league: LeagueFacts, { experience }: Pick<Athlete, 'experience'>): number | null =>
  experience === null ? null : WORLD_BEGINS - experience + (league.debutCounts ? 1 : 0);
