import type { LeagueId, PlayerId, SeasonType, Team, TeamId, TeamRef } from './model.ts';

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
  | 'too-large';

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

/** A career as a table of the provider's own strings or numbers; `buildCareer` makes stat lines of it. */
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

export interface UpstreamCall {
  readonly signal: AbortSignal;
}

/**
 * The sports data provider. Every method rejects with UpstreamError when the provider could not say, and answers
 * null only when it said that there is no such thing.
 */
export interface Upstream {
  readonly name: string;
  teams(league: LeagueId, call: UpstreamCall): Promise<TeamsRecord>;
  roster(league: LeagueId, team: TeamId, call: UpstreamCall): Promise<RosterRecord | null>;
  /** Players of this league whose name resembles `text`, best first. */
  search(league: LeagueId, text: string, call: UpstreamCall): Promise<readonly SearchHit[]>;
  player(league: LeagueId, id: PlayerId, call: UpstreamCall): Promise<AthleteRecord | null>;
  /** Every season of a career in one call. */
  career(league: LeagueId, id: PlayerId, type: SeasonType, call: UpstreamCall): Promise<CareerTable | null>;
}
