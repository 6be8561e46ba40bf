import type { PlayerId } from './ids.ts';

/** How much people ask about the players of a league. */
export interface PopularityScores {
  /** Hours since the epoch: questions are counted in up to and including this hour. */
  readonly through: number;
  /** Questions, halved for every half-life between their hour and `through`; the most popular first. */
  readonly scores: readonly (readonly [id: PlayerId, score: number])[];
}
