import type { TeamFacts } from '../model.ts';

/** Games of a season that a player played for one team. */
export interface Stint {
  readonly season: number;
  readonly team: TeamFacts;
  readonly games: number;
  /** Which of the player's teams of that season it is: 0, 1, … */
  readonly place: number;
  /** The player's team at the end of the season. */
  readonly last: boolean;
}

/** The share of the team's games that a player plays in a season, drawn at random. */
export const participation = (luck: number): number => Math.min(1, 0.15 + luck * 0.95);
