import type {
  Certainty,
  LeagueId,
  Move,
  Pace,
  Phase,
  SeasonType,
  Sport,
  WindowKind,
} from '../../sports/model/index.ts';

/** ISO 8601 in UTC; the end is not part of it. */
export interface Interval {
  readonly start: string;
  readonly end: string;
}

/** Days in which the players of a league change teams more than usual, or may not. */
export interface MoveWindow extends Interval {
  readonly kind: WindowKind;
  readonly season: number;
  /** The moment it is about; null where only days are known. */
  readonly at: string | null;
  /** The hours in which moves are expected by the minute. */
  readonly hot: Interval | null;
  readonly pace: Pace;
  readonly certainty: Certainty;
  /** Where the dates are from. */
  readonly source: string;
}

export interface League {
  readonly id: LeagueId;
  readonly name: string;
  readonly sport: Sport;
  /** Another word for the league, which paths take as well: `college-football`. */
  readonly slug: string;
  /** What `season=current` means. */
  readonly season: {
    readonly year: number;
    readonly type: SeasonType;
    /** What the league calls the season: `2026-27`. */
    readonly label: string;
    /** What the phase was read from: the provider's dates, or the calendar's rules. */
    readonly source: 'provider' | 'calendar';
  };
  /** A `preseason` belongs to the next season. */
  readonly phase: Phase;
  readonly window: MoveWindow | null;
  readonly nextWindow: MoveWindow | null;
  /** What not every provider has of every league; elsewhere a question for it is answered with `not-offered`. */
  readonly offers: {
    readonly games: boolean;
    readonly team: boolean;
    readonly leaders: boolean;
    readonly moves: boolean;
  };
}

/** `GET /v1/leagues` */
export interface LeaguesAnswer {
  readonly leagues: readonly League[];
  /** The day on which the table of windows was last changed. */
  readonly calendar: { readonly version: string };
}

/** `GET /v1/{league}/moves` */
export interface MovesAnswer {
  readonly league: LeagueId;
  /** When the list was read from the provider, ISO 8601 in UTC. */
  readonly asOf: string;
  /** The day of the oldest move on the provider's list; null where the list is empty. */
  readonly oldest: string | null;
  /** The newest first. */
  readonly moves: readonly Move[];
}
