import type { LeagueId, PlayerId } from './model.ts';

export interface PopularPlayer {
  readonly id: PlayerId;
  /** Questions, older ones counted for less. */
  readonly score: number;
}

/** Whom people ask about. */
export interface Popularity {
  /** The most asked about first. */
  top(league: LeagueId, most: number): Promise<readonly PopularPlayer[]>;
}
