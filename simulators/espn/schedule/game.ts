import type { LeagueSlug, TeamFacts } from '../model.ts';

/** A game as it was scheduled; how it stands follows from the time. */
export interface Game {
  readonly id: string;
  readonly league: LeagueSlug;
  readonly season: number;
  /** 2 regular, 3 post-season, 5 play-in. */
  readonly type: 2 | 3 | 5;
  /** Football only. */
  readonly week: number | null;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly home: TeamFacts;
  readonly away: TeamFacts;
  /** It is called off, and not played again. */
  readonly postponed: boolean;
  /** Nobody knows of it before: the round before decides who plays. */
  readonly knownFrom: number;
}

/** Two teams that meet. */
export interface Pairing {
  readonly home: TeamFacts;
  readonly away: TeamFacts;
}

export const plays = ({ home, away }: Pairing, teamId: string): boolean => home.id === teamId || away.id === teamId;
