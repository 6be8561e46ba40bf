import type { Game } from './game.ts';
import type { LeagueId, TeamId } from './ids.ts';

export interface TrackedGame extends Game {
  /** When it was last told to be in play, ISO 8601: a rain delay makes a game longer than any rule expects. */
  readonly lastOn?: string;
  /** When the provider last told of it, ISO 8601; of a game on the list, which was told with it, left out. */
  readonly toldAt?: string;
}

/** The games of a league's day (football: week), and those of the days before that may still matter. */
export interface LiveState {
  readonly league: LeagueId;
  /** When the provider listed the games, ISO 8601. */
  readonly asOf: string;
  /** Since when every game is in here, ISO 8601; of games before that nothing is known. */
  readonly since: string;
  readonly games: readonly TrackedGame[];
  /** Games that the provider no longer lists, as it last told of them. */
  readonly earlier: readonly TrackedGame[];
  /** Days of which the provider is asked, because games of theirs left the list before they were over. */
  readonly followed?: readonly FollowedDay[];
  /** The teams that are playing now. */
  readonly liveTeams: readonly TeamId[];
}

export interface FollowedDay {
  /** US Eastern, as the provider is asked for it: `20261122`. */
  readonly day: string;
  /** When it was first asked for, ISO 8601. */
  readonly from: string;
  /** When it was last asked for, ISO 8601. */
  readonly askedAt: string;
  /** How often it has been asked for. */
  readonly calls: number;
}
