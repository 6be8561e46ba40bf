import type { LeagueId, PlayerId } from '../model.ts';

export interface PopularPlayer {
  readonly id: PlayerId;
  /** Questions, older ones counted for less; whom people are taken to ask about begins with some. */
  readonly score: number;
  /** Of them, those that somebody has asked. */
  readonly asked: number;
}

/** Whom people ask about. */
export interface Popularity {
  /** The most asked about first. */
  top(league: LeagueId, most: number): Promise<readonly PopularPlayer[]>;
}
