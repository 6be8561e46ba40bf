declare const brand: unique symbol;

/** A provider's player id: digits. Unique within a sport. */
export type PlayerId = string & { readonly [brand]: 'PlayerId' };
/** A provider's team id: digits. Meaningless without its league. */
export type TeamId = string & { readonly [brand]: 'TeamId' };

export type LeagueId = 'nfl' | 'nba';
export type SeasonType = 'regular' | 'postseason';

export interface TeamRef {
  readonly id: TeamId;
  readonly abbreviation: string;
  /** The full name: `Kansas City Chiefs`. */
  readonly name: string;
}

export interface Team extends TeamRef {
  readonly location: string;
  readonly slug: string;
}

export interface Player {
  readonly id: PlayerId;
  readonly name: string;
  readonly league: LeagueId;
  /** null: on no team now. */
  readonly team: TeamRef | null;
  /** The provider's abbreviation: `QB`, `SF`. */
  readonly position: string | null;
  readonly jersey: string | null;
  /** The provider's word: `active`, `inactive`, `free-agent`, `practice-squad`, … */
  readonly status: string;
}

export interface Roster {
  readonly league: LeagueId;
  readonly team: TeamRef;
  /** The season year the provider gives the roster; it stays on the finished season until rollover. */
  readonly season: number;
  readonly players: readonly Player[];
}

/** Stat values by name; null where the provider writes `-`. */
export type StatValues = Readonly<Record<string, number | null>>;
/** By category, because names repeat: interceptions are thrown in `passing` and caught in `defensive`. */
export type StatCategories = Readonly<Record<string, StatValues>>;

export interface SeasonLine {
  readonly league: LeagueId;
  readonly season: number;
  readonly seasonType: SeasonType;
  readonly teams: readonly TeamRef[];
  readonly categories: StatCategories;
  /** Only for a player who changed teams within the season: the provider's own rows. */
  readonly byTeam?: readonly { readonly team: TeamRef; readonly categories: StatCategories }[];
  /** `category.name` of each rate that cannot be computed from the rows of several teams. */
  readonly notCombined?: readonly string[];
}

/** Who a stat line is about. His team now is not here: a line outlives a trade. */
export interface StatSubject {
  readonly id: PlayerId;
  readonly name: string;
  readonly position: string | null;
}

export interface StatLine extends SeasonLine {
  readonly player: StatSubject;
}

export interface Career {
  readonly player: StatSubject;
  readonly league: LeagueId;
  readonly seasonType: SeasonType;
  readonly seasons: readonly SeasonLine[];
  readonly career: { readonly categories: StatCategories };
}
