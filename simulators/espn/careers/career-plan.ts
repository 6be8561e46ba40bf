import type { Calendar } from '../calendar.ts';
import type { LeagueFacts } from '../leagues.ts';
import type { Athlete, GamesPlayed, Move } from '../model.ts';

export interface CareerPlan {
  readonly league: LeagueFacts;
  /** As he was when the world began. */
  readonly athlete: Athlete;
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly calendar: Calendar;
  readonly gamesPlayed: GamesPlayed;
  /** His own, oldest first. */
  readonly moves: readonly Move[];
}
