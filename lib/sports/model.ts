import type { PlayerProfile, TeamProfile } from './profile.ts';
import type { Headline, StatCategories } from './stat-values.ts';

export type { Headline, HeadlineStat, StatCategories, StatValues } from './stat-values.ts';

declare const brand: unique symbol;

/** A provider's player id, see `PROVIDER_ID`. Unique within a sport. */
export type PlayerId = string & { readonly [brand]: 'PlayerId' };
/** A provider's team id, see `PROVIDER_ID`. Meaningless without its league. */
export type TeamId = string & { readonly [brand]: 'TeamId' };

/**
 * What an id looks like wherever one is read: in a path, a key, a message, a provider's body. 1 to 19 digits (a 64-bit
 * number) without leading zeros, so that a player has one key. Ids become keys and paths: nothing else may be in them.
 */
export const PROVIDER_ID = /^(?:0|[1-9]\d{0,18})$/;

export const isPlayerId = (text: string): text is PlayerId => PROVIDER_ID.test(text);
export const isTeamId = (text: string): text is TeamId => PROVIDER_ID.test(text);

/** Digits as ids are written: `003139477` becomes `3139477`. Other texts stay as they are. */
export const withoutLeadingZeros = (text: string): string => text.replace(/^0+(?=\d+$)/, '');

export type LeagueId = 'nfl' | 'nba' | 'mlb' | 'nhl' | 'wnba' | 'cfb' | 'mbb' | 'wbb';
export type SeasonType = 'regular' | 'postseason';

export interface TeamRef {
  readonly id: TeamId;
  readonly abbreviation: string;
  /** The full name: `Kansas City Chiefs`. */
  readonly name: string;
}

/** A team as it is told apart from others. */
export interface ListedTeam extends TeamRef {
  readonly location: string;
  readonly slug: string;
  /** Where the provider has one that is neither place nor nickname: `Arizona St`. */
  readonly shortName?: string;
  /** Listed beside the league's teams and not one of them: an exhibition opponent. */
  readonly exhibition?: true;
}

export interface Team extends ListedTeam, TeamProfile {}

export const teamRef = ({ id, abbreviation, name }: TeamRef): TeamRef => ({ id, abbreviation, name });

/** Without what a list of teams to choose from does not need. */
export const listedTeam = ({
  id,
  abbreviation,
  name,
  location,
  slug,
  shortName,
  exhibition,
}: ListedTeam): ListedTeam => ({
  id,
  abbreviation,
  name,
  location,
  slug,
  ...(shortName !== undefined && { shortName }),
  ...(exhibition !== undefined && { exhibition }),
});

/** A player as lists of several players show them: candidates, suggestions, hits of a search. */
export interface ListedPlayer {
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

export interface Player extends ListedPlayer, PlayerProfile {}

/** Without what a list of players does not need. */
export const listedPlayer = ({ id, name, league, team, position, jersey, status }: ListedPlayer): ListedPlayer => ({
  id,
  name,
  league,
  team,
  position,
  jersey,
  status,
});

export interface Roster {
  readonly league: LeagueId;
  readonly team: TeamRef & TeamProfile;
  /** The season year the provider gives the roster; it stays on the finished season until rollover. */
  readonly season: number;
  readonly players: readonly Player[];
}

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
  /** Made from a season's table of every player, which has fewer stats than a career. */
  readonly source?: 'season-table';
  /** The categories that the provider has and that could not be had now. */
  readonly missing?: readonly string[];
  /** By category: when it was loaded (ISO 8601), where that is earlier than the rest of the line. */
  readonly asOf?: Readonly<Record<string, string>>;
}

/** The part of a league's year. */
export type Phase = 'preseason' | 'regular' | 'play-in' | 'postseason' | 'off-season';

/** The league's year as the provider states it. */
export interface SeasonPhases {
  readonly league: LeagueId;
  readonly season: number;
  /** Epoch ms. Intervals may overlap, leave holes, and come in any order. */
  readonly phases: readonly { readonly phase: Phase; readonly start: number; readonly end: number }[];
}

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

/** Whose stat line it is. Their current team is left out: a line outlives a trade. */
export interface StatSubject {
  readonly id: PlayerId;
  readonly name: string;
  readonly position: string | null;
}

/** A line as it is kept and answered. */
export interface HeadedLine extends SeasonLine {
  readonly headline: Headline;
}

export interface StatLine extends HeadedLine {
  readonly player: StatSubject;
}

/** Before it is joined with what else is known of its season. */
export type UnheadedLine = Omit<StatLine, 'headline'>;

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

/** How a team stood when the provider was asked: `15-2`, `1st in AFC West`. */
export interface TeamStanding {
  readonly summary: string;
  /** When it was read, ISO 8601. */
  readonly asOf: string;
}

export interface TeamPage {
  readonly league: LeagueId;
  readonly team: Team;
  /** null too where it is from before the team's last game. */
  readonly record: TeamStanding | null;
  readonly standing: TeamStanding | null;
  readonly next: Game | null;
  /** The game that the team is playing now. */
  readonly current: Game | null;
}

export interface Career {
  readonly player: StatSubject;
  readonly league: LeagueId;
  readonly seasonType: SeasonType;
  readonly seasons: readonly HeadedLine[];
  readonly career: { readonly categories: StatCategories; readonly headline: Headline };
  /** The categories that the provider has and that could not be had now: seasons may be missing with them. */
  readonly missing?: readonly string[];
}
