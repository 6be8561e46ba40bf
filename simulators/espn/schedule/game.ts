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
  /** What has come in its way. `end` is the one that comes of it; Infinity while nobody knows when it goes on. */
  readonly course?: Course;
}

/** How a game is played that does not go as it was scheduled. Times are epoch milliseconds. */
export interface Course {
  /** When it really begins. */
  readonly begins: number;
  /** Milliseconds from first to last, without halts. */
  readonly lasts: number;
  /** It stands still, for so long; Infinity where nobody knows. */
  readonly halt?: { readonly from: number; readonly until: number; readonly as: 'suspended' | 'rain-delay' };
  /** It is over without having been played out. */
  readonly ended?: { readonly at: number; readonly as: 'canceled' | 'forfeit' };
  /** Nobody has set a time before it begins. */
  readonly withoutTime?: true;
}

/** Two teams that meet. */
export interface Pairing {
  readonly home: TeamFacts;
  readonly away: TeamFacts;
}

export const plays = ({ home, away }: Pairing, teamId: string): boolean => home.id === teamId || away.id === teamId;
