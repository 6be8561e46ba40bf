import type { UpstreamError } from './upstream-error.ts';
import type {
  Game,
  LeagueId,
  LoggedGame,
  PlayerId,
  SeasonPhases,
  SeasonType,
  Team,
  TeamId,
  TeamRef,
  AthleteProfile,
  TeamProfile,
} from '../model/index.ts';

/** A player as a roster or an athlete document has them. */
export interface AthleteRecord {
  readonly id: PlayerId;
  readonly name: string;
  /** The team they are on now: null for a free agent or a retired player, though the provider repeats the last team. */
  readonly teamId: TeamId | null;
  readonly position: string | null;
  readonly jersey: string | null;
  readonly status: string;
  /** Left out by a list that has nothing of it. */
  readonly profile?: AthleteProfile;
}

export interface TeamsRecord {
  /** The season that the provider is in now; null where its list does not say. */
  readonly season: number | null;
  readonly teams: readonly Team[];
}

export interface RosterRecord {
  readonly team: TeamRef & TeamProfile;
  /** null where the roster does not say. */
  readonly season: number | null;
  readonly athletes: readonly AthleteRecord[];
}

export interface SearchHit {
  readonly id: PlayerId;
  readonly name: string;
  readonly teamId: TeamId | null;
  readonly teamName: string | null;
}

/** Stats as a table of the provider's own strings and numbers; `buildCareer` makes stat lines of it. */
export interface CareerTable {
  readonly teams: readonly TeamRef[];
  readonly categories: readonly CareerCategory[];
  /** The parts of it that the provider lists and that could not be had now; left out where there are none. */
  readonly missing?: readonly MissingPart[];
}

export interface MissingPart {
  /** The category that it would have brought: `fielding`. */
  readonly name: string;
  readonly error: UpstreamError;
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

/** A player's games of one season; `buildGameLog` makes stats of their cells. */
export interface GameLogRecord {
  readonly games: readonly GameRecord[];
}

/** The name of `team` is empty where the log does not say it. */
export interface GameRecord extends Omit<LoggedGame, 'categories'> {
  readonly categories: readonly GameCategory[];
}

export interface GameCategory {
  readonly name: string;
  /** Names the cells. */
  readonly names: readonly string[];
  readonly values: readonly StatCell[];
}

/** A team's own document. */
export interface TeamRecord {
  readonly team: Team;
  /** `15-2`. */
  readonly record: string | null;
  /** `1st in AFC West`. */
  readonly standing: string | null;
  /** The game that the document announces: to be played, under way, or just over. */
  readonly nextGame: Game | null;
}

/** Every player of a league that the provider lists, on a team or not. */
export interface EveryPlayerRecord {
  /** `teamId` is null unless the status means that they are on a team: the provider repeats last teams. */
  readonly athletes: readonly AthleteRecord[];
}

/** The games of the provider's current day (football: week), or of one day. */
export interface ScoreboardRecord {
  readonly games: readonly Game[];
}

/** One entry of the league's list of player moves. Players are named in its text only. */
export interface TransactionRecord {
  /** Epoch ms; exact to the day. */
  readonly date: number;
  readonly description: string;
  readonly teamId: TeamId | null;
}

/** Which page of a season's table of every player. */
export interface SeasonTableQuestion {
  readonly season: number;
  readonly type: SeasonType;
  /** One of `seasonTableGroups`. */
  readonly group: string;
  /** From 1. */
  readonly page: number;
}

export interface SeasonTablePage {
  readonly season: number;
  /** How many pages the group has. */
  readonly pages: number;
  /** In the provider's own names; `seasonTableLine` makes stat lines of them. */
  readonly categories: readonly { readonly name: string; readonly names: readonly string[] }[];
  readonly athletes: readonly SeasonTableAthlete[];
}

export interface SeasonTableAthlete {
  readonly id: PlayerId;
  readonly name: string;
  readonly position: string | null;
  /** The teams of that season, as the provider writes them; two or more for a player who was traded. */
  readonly teams: readonly { readonly id: TeamId | null; readonly abbreviation: string }[];
  /** By category, in the order of its names. */
  readonly values: Readonly<Record<string, readonly StatCell[]>>;
}

export interface UpstreamCall {
  readonly signal: AbortSignal;
  /** Sends the adapter's requests, or refuses to. Left out: each is sent. */
  readonly guard?: RequestGuard;
}

export interface RequestGuard {
  /** Rejects with UpstreamError where a request is not sent, else settles as `send` does. */
  request<T>(request: GuardedRequest, send: () => Promise<T>): Promise<T>;
}

export interface GuardedRequest {
  readonly host: string;
  /** What is asked for there: a path and its query. */
  readonly document: string;
  /** Counts the request, once it is to be sent; rejects where it may not be. */
  readonly charge: () => Promise<void>;
}

/** Data that not every provider offers for every league. */
export type Capability =
  /** Players by name. */
  | 'search'
  /** Every season of a player at once. Without it `seasonStats` has one season per call. */
  | 'career'
  /** Every player of the league in one call. */
  | 'everyPlayer'
  /** Every player's stats of a season in a few calls. */
  | 'seasonTable'
  /** A player's games of a season, one by one. */
  | 'gameLog'
  /** A team's own document. */
  | 'team'
  | 'live'
  | 'season'
  | 'transactions';

/**
 * The sports data provider. Every method rejects with UpstreamError when the provider could not answer, and
 * returns null only when the provider said that there is no such thing. A method it has no data for rejects with `unsupported`.
 */
export interface Upstream {
  readonly name: string;
  /** The leagues it has data for. */
  readonly leagues: readonly LeagueId[];
  can(league: LeagueId, capability: Capability): boolean;
  teams(league: LeagueId, call: UpstreamCall): Promise<TeamsRecord>;
  roster(league: LeagueId, team: TeamId, call: UpstreamCall): Promise<RosterRecord | null>;
  player(league: LeagueId, id: PlayerId, call: UpstreamCall): Promise<AthleteRecord | null>;
  /** Players of this league whose name resembles `text`, best first. */
  search(league: LeagueId, text: string, call: UpstreamCall): Promise<readonly SearchHit[]>;
  /** Every season of a career: one call, and one more for each further part that the first answer lists. */
  career(league: LeagueId, id: PlayerId, type: SeasonType, call: UpstreamCall): Promise<CareerTable | null>;
  /** One season, where there is no `career`. */
  seasonStats(league: LeagueId, of: SeasonStatsQuestion, call: UpstreamCall): Promise<CareerTable | null>;
  /** null: there is no such player, or no such season of theirs. */
  gameLog(league: LeagueId, of: GameLogQuestion, call: UpstreamCall): Promise<GameLogRecord | null>;
  team(league: LeagueId, id: TeamId, call: UpstreamCall): Promise<TeamRecord | null>;
  everyPlayer(league: LeagueId, call: UpstreamCall): Promise<EveryPlayerRecord>;
  /** The groups that make up a season's table: `skaters` and `goalies`. Empty where it cannot `seasonTable`. */
  seasonTableGroups(league: LeagueId): readonly string[];
  seasonTable(league: LeagueId, question: SeasonTableQuestion, call: UpstreamCall): Promise<SeasonTablePage>;
  /** `day`: US Eastern, `20261122`; undefined: what the provider shows now. */
  scoreboard(league: LeagueId, day: string | undefined, call: UpstreamCall): Promise<ScoreboardRecord>;
  season(league: LeagueId, call: UpstreamCall): Promise<SeasonPhases>;
  /** The latest `limit` moves of the league, newest first. */
  transactions(league: LeagueId, limit: number, call: UpstreamCall): Promise<readonly TransactionRecord[]>;
}

export interface GameLogQuestion {
  readonly id: PlayerId;
  readonly season: number;
}

export interface SeasonStatsQuestion {
  readonly id: PlayerId;
  readonly season: number;
  readonly type: SeasonType;
}
