import type { Random } from '../random.ts';
import { around } from '../random.ts';

/**
 * What a season is made of. The same luck draws the same numbers for any count of games, and every count grows with the
 * games: the season after ten games is on its way to the whole one.
 */
export interface SeasonPlan {
  readonly random: Random;
  readonly games: number;
  /** `games` as a part of a whole season. */
  readonly share: number;
  /** From 0 (never plays) to 1 (a star). */
  readonly role: number;
}

/** A part of a total. */
export const partOf = ({ random }: SeasonPlan, total: number, low: number, high: number): number =>
  Math.round(total * around(random, low, high));

/** So many a game, give or take. */
export const perGame = ({ random, games }: SeasonPlan, low: number, high: number): number =>
  Math.round(games * around(random, low, high));

/** What happens a few times a season at most: up to `most` in a whole one. */
export const nowAndThen = ({ random, share }: SeasonPlan, most: number): number =>
  Math.floor(random() * (most + 1) * share);
