import type { LeagueId } from './ids.ts';
import type { SeasonType } from './season.ts';
import type { StatCategories } from './stat-values.ts';
import type { StatSubject } from './stats.ts';
import type { TeamRef } from './team.ts';

/** A game that a player has played in. */
export interface LoggedGame {
  readonly id: string;
  /** When it began, ISO 8601 in UTC. */
  readonly date: string;
  /** Within its part of the season: the first play-off round is week 1. */
  readonly week: number | null;
  readonly seasonType: SeasonType;
  /** What the provider calls it: `Super Bowl LIX`. */
  readonly note: string | null;
  /** The team that the player played for then. */
  readonly team: TeamRef;
  readonly opponent: TeamRef;
  readonly home: boolean;
  /** For the player's team; null while it goes on. */
  readonly result: 'W' | 'L' | 'T' | null;
  readonly score: { readonly for: number; readonly against: number } | null;
  readonly categories: StatCategories;
}

/** A player's games of a season, regular season and postseason, the latest first. A bye or a game missed is no game. */
export interface GameLog {
  readonly player: StatSubject;
  readonly league: LeagueId;
  readonly season: number;
  readonly games: readonly LoggedGame[];
}
