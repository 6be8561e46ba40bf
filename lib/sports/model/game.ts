import type { TeamId } from './ids.ts';

/** `postponed`: not played to the end at its time: postponed, canceled, or suspended until another day. */
export type GameState = 'pre' | 'in' | 'post' | 'postponed';

export interface GameTeam {
  readonly id: TeamId;
  readonly abbreviation: string;
  readonly home: boolean;
  /** null before the game has begun. */
  readonly score: number | null;
}

export interface Game {
  readonly id: string;
  /** When the game begins, ISO 8601 in UTC. */
  readonly date: string;
  /** Whether a time is set. Without one `date` is midnight Eastern of the day, and no start. */
  readonly timeValid: boolean;
  readonly state: GameState;
  /** The provider's own word: `scheduled`, `in-progress`, `halftime`, `rain-delay`, `suspended`, `final`, … */
  readonly status: string;
  /** The provider's text: `Top 9th`, `11:09 - 2nd Quarter`, `Final/OT`. */
  readonly detail: string | null;
  /** null before the game has begun. */
  readonly period: number | null;
  /** The clock as the provider shows it: `11:09`. null in a sport that is played without one. */
  readonly clock: string | null;
  readonly teams: readonly GameTeam[];
  readonly venue: Venue | null;
  /** Who shows it, as people say it: `CBS`, `NBC/Peacock`. The national broadcast where there is one, else the local ones. */
  readonly broadcast: string | null;
}

export interface Venue {
  readonly name: string;
  readonly city: string | null;
}
