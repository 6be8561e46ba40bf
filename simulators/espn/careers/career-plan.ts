import type { Calendar } from '../calendar.ts';
import type { LeagueFacts } from '../leagues.ts';
import type { Athlete, GamesPlayed, Move } from '../model.ts';

export interface CareerPlan {
  readonly league: LeagueFacts;
  /** The athlete at the beginning of the world. */
  readonly athlete: Athlete;
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly calendar: Calendar;
  readonly gamesPlayed: GamesPlayed;
  /** The athlete's own, oldest first. */
  readonly moves: readonly Move[];
}
