import type { Game, LeagueId, PlayerId, SeasonPhases, SeasonType, Team, TeamId, TeamRef } from './model.ts';

export type UpstreamErrorCode =
  /** Refused before it was looked at: a 403, often an HTML page. Never "not found". */
  | 'blocked'
  | 'rate-limited'
  | 'timeout'
  | 'unreachable'
  /** It answered that it failed: a 5xx, or a 4xx that says nothing about the thing asked for. */
  | 'failed'
  /** It answered with something that is not the document asked for: HTML, `{}`, cut JSON. */
  | 'malformed'
  | 'too-large'
  /** This provider has no such thing to ask for; see `can`. Nobody was asked. */
  | 'unsupported'
  /** What may be spent on the provider is spent. Nobody was asked. */
  | 'over-budget';

/** The provider could not say. It never means that the thing does not exist. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly code: UpstreamErrorCode;
  /** Milliseconds the provider asked us to stay away, when it did. */
  readonly retryAfter: number | undefined;

  constructor(
    code: UpstreamErrorCode,
    message: string,
    { retryAfter, cause }: { readonly retryAfter?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** A player as a roster or an athlete document has him. */
export interface AthleteRecord {
  readonly id: PlayerId;
  readonly name: string;
  /** The team he is on now: null for a free agent or a retired player, whatever last team the provider repeats. */
  readonly teamId: TeamId | null;
  readonly position: string | null;
  readonly jersey: string | null;
  readonly status: string;
}

export interface TeamsRecord {
  /** The season the provider is in now, where its list says so. */
  readonly season: number | null;
  readonly teams: readonly Team[];
}

export interface RosterRecord {
  readonly team: TeamRef;
  readonly season: number;
  readonly athletes: readonly AthleteRecord[];
}

export interface SearchHit {
  readonly id: PlayerId;
  readonly name: string;
  readonly teamId: TeamId | null;
  readonly teamName: string | null;
}

/** Stats as a table of the provider's own strings or numbers; `buildCareer` makes stat lines of it. */
export interface CareerTable {
  readonly teams: readonly TeamRef[];
  readonly categories: readonly CareerCategory[];
}

export interface CareerCategory {
  readonly name: string;
  /** Names the columns of every row. */
  readonly names: readonly string[];
  /** One row per season and team. */
  readonly rows: readonly CareerRow[];
  readonly totals: readonly StatCell[] | null;
}

export interface CareerRow {
  readonly season: number;
  readonly teamId: TeamId | null;
  readonly position: string | null;
  readonly values: readonly StatCell[];
}

export type StatCell = string | number | null;

/** The whole league at once: everybody the provider knows, on a team or not. */
export interface EveryPlayerRecord {
  /** `teamId` is null unless the status says that he plays for somebody: the provider repeats last teams. */
  readonly athletes: readonly AthleteRecord[];
}

/** The games of the provider's current day (football: week), or of one day. */
export interface ScoreboardRecord {
  readonly games: readonly Game[];
}

/** One line of the league's list of moves. It names players in its text only. */
export interface TransactionRecord {
  /** Epoch ms; the provider knows the day only. */
  readonly date: number;
  readonly description: string;
  readonly teamId: TeamId | null;
}

/** Which part of a season's table of everybody. */
export interface SeasonTableQuestion {
  readonly season: number;
  readonly type: SeasonType;
  /** One of `bulkGroups`. */
  readonly group: string;
  /** From 1. */
  readonly page: number;
}

export interface SeasonTablePage {
  readonly season: number;
  /** How many pages the group has. */
  readonly pages: number;
  /** In the provider's own names; `bulkLine` makes stat lines of them. */
  readonly categories: readonly { readonly name: string; readonly names: readonly string[] }[];
  readonly athletes: readonly SeasonTableAthlete[];
}

export interface SeasonTableAthlete {
  readonly id: PlayerId;
  readonly name: string;
  readonly position: string | null;
  /** Those of that season, as the provider writes them; two or more for a player who was traded. */
  readonly teams: readonly { readonly id: TeamId | null; readonly abbreviation: string }[];
  /** By category, in the order of its names. */
  readonly values: Readonly<Record<string, readonly StatCell[]>>;
}

export interface UpstreamCall {
  readonly signal: AbortSignal;
}

/** What not every provider has for every league. */
export type Capability =
  /** Players by name. */
  | 'search'
  /** Every season of a player in one call; without it `seasonStats` tells one season a call. */
  | 'career'
  /** Every player of the league in one call. */
  | 'everyPlayer'
  /** Everybody's stats of a season in a few calls. */
  | 'seasonTable'
  | 'live'
  | 'season'
  | 'transactions';

/**
 * The sports data provider. Every method rejects with UpstreamError when the provider could not say, and answers
 * null only when it said that there is no such thing. A method it is not capable of rejects with `unsupported`.
 */
export interface Upstream {
  readonly name: string;
  /** The leagues it knows at all. */
  readonly leagues: readonly LeagueId[];
  can(league: LeagueId, capability: Capability): boolean;
  teams(league: LeagueId, call: UpstreamCall): Promise<TeamsRecord>;
  roster(league: LeagueId, team: TeamId, call: UpstreamCall): Promise<RosterRecord | null>;
  player(league: LeagueId, id: PlayerId, call: UpstreamCall): Promise<AthleteRecord | null>;
  /** Players of this league whose name resembles `text`, best first. */
  search(league: LeagueId, text: string, call: UpstreamCall): Promise<readonly SearchHit[]>;
  /** Every season of a career in one call. */
  career(league: LeagueId, id: PlayerId, type: SeasonType, call: UpstreamCall): Promise<CareerTable | null>;
  /** One season, where there is no `career`. */
  seasonStats(league: LeagueId, of: SeasonStatsQuestion, call: UpstreamCall): Promise<CareerTable | null>;
  everyPlayer(league: LeagueId, call: UpstreamCall): Promise<EveryPlayerRecord>;
  /** The groups that make up a season's table: `skaters` and `goalies`. Empty where there is no `bulk`. */
  seasonTableGroups(league: LeagueId): readonly string[];
  seasonTable(league: LeagueId, question: SeasonTableQuestion, call: UpstreamCall): Promise<SeasonTablePage>;
  /** `day`: US Eastern, `20261122`; undefined: what the provider shows now. */
  scoreboard(league: LeagueId, day: string | undefined, call: UpstreamCall): Promise<ScoreboardRecord>;
  season(league: LeagueId, call: UpstreamCall): Promise<SeasonPhases>;
  /** The latest `limit` moves of the league, newest first. */
  transactions(league: LeagueId, limit: number, call: UpstreamCall): Promise<readonly TransactionRecord[]>;
}

export interface SeasonStatsQuestion {
  readonly id: PlayerId;
  readonly season: number;
  readonly type: SeasonType;
}
