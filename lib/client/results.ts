import type { ProblemExtras } from '../http/answers/index.ts';
import type { ListedPlayer, ListedTeam, Suggestion } from '../sports/model/index.ts';

/** The tier that an answer came from, or the sports data provider. */
export type Source = 'l1' | 'l2' | 'l3' | 'provider';

/** How old an answer is and where from. Of an answer made of several parts: the oldest, and the farthest. */
export interface Meta {
  /** Seconds since it was loaded from the provider; null: nothing in it comes from there. */
  readonly ageSeconds: number | null;
  /** null: nothing in it comes from a tier. */
  readonly source: Source | null;
  /** Why the answer is older than it should be; false: it is not. */
  readonly stale: false | 'stale-if-error' | 'stale-while-revalidate';
  /** The service has confirmed that the body held here is still right, and sent none. */
  readonly reused: boolean;
  /** How many questions the HTTP request behind it has answered. The age is the oldest of them. */
  readonly sharedBy: number;
  readonly requestId: string | null;
}

interface Asked {
  /** What was asked, for people: `nfl stats of mahomes, season 2024`. */
  readonly asked: string;
}

export interface Ok<T> extends Asked {
  readonly kind: 'ok';
  readonly data: T;
  readonly meta: Meta;
}

interface Told extends Asked {
  /** What the service says of it. */
  readonly detail: string;
  readonly meta: Meta;
}

export interface PlayerNotFound extends Told {
  readonly kind: 'not-found';
  readonly what: 'player';
  readonly suggestions: readonly Suggestion[];
  /** Where the name was looked for, if that was not everywhere. */
  readonly note: string | null;
}

export interface TeamNotFound extends Told {
  readonly kind: 'not-found';
  readonly what: 'team';
  readonly suggestions: readonly ListedTeam[];
  readonly note: string | null;
}

export interface PlayerAmbiguous extends Told {
  readonly kind: 'ambiguous';
  readonly what: 'player';
  readonly candidates: readonly ListedPlayer[];
  readonly note: string | null;
}

export interface TeamAmbiguous extends Told {
  readonly kind: 'ambiguous';
  readonly what: 'team';
  readonly candidates: readonly ListedTeam[];
  readonly note: string | null;
}

/** The player is there, and has no line of that season. */
export interface NoStats extends Told {
  readonly kind: 'no-stats';
  readonly player: ProblemExtras['no-stats']['player'] | null;
  /** The seasons that exist; null: not known. */
  readonly seasons: readonly number[] | null;
}

/** No whole table of that season is held. */
export interface NoTable extends Told {
  readonly kind: 'no-table';
  /** null: it will not be loaded by itself. */
  readonly retryAfterSeconds: number | null;
}

interface NotAnswered extends Asked {
  readonly detail: string;
  /** The problem's code; null: what answered was not Statline. */
  readonly code: string | null;
  /** null: nothing has answered. */
  readonly requestId: string | null;
}

/** Nothing is cached, and the service or the provider cannot be asked now. */
export interface Unavailable extends NotAnswered {
  readonly kind: 'unavailable';
  readonly reason: UnavailableReason;
  /** Whose calls are spent, where `reason` is `over-budget`. */
  readonly allowance: 'all' | 'key' | 'unknown' | null;
  /** null: nobody has said. */
  readonly retryAfterSeconds: number | null;
  /** The same as a time. */
  readonly until: Date | null;
}

/** The client's own reasons, and those of the service: `blocked`, `timeout`, `over-budget`, … */
export type UnavailableReason =
  /** No answer came within the `timeout`. */
  | 'client-timeout'
  /** The service could not be reached, or the connection was cut. */
  | 'connection'
  /** Something in front of the service lets no more requests through. */
  | 'throttled'
  /** The service has failed, or what is in front of it. */
  | 'service-failed'
  /** What came is no answer of Statline's. */
  | 'not-understood'
  | (string & {});

/** The answer is being loaded: it was not there in the time that `wait` gave. */
export interface Pending extends NotAnswered {
  readonly kind: 'pending';
  readonly retryAfterSeconds: number;
  readonly until: Date;
}

/** Something in the question is not valid. */
export interface Invalid extends NotAnswered {
  readonly kind: 'invalid';
  /** What is wrong: `season`, `player`; null: the request as a whole. */
  readonly field: string | null;
  /** What may have been meant, where the question named a stat. */
  readonly suggestions: readonly string[];
}

/** The key is missing, wrong, or may not ask this. */
export interface Unauthorized extends NotAnswered {
  readonly kind: 'unauthorized';
  /** Where too many wrong keys were sent. */
  readonly retryAfterSeconds: number | null;
}

/** The deployment or its provider does not have this. */
export interface NotOffered extends NotAnswered {
  readonly kind: 'not-offered';
}

/** What may become of any question. */
export type Failure = Unavailable | Pending | Invalid | Unauthorized | NotOffered;

/** Of a question that names nobody. */
export type Result<T> = Ok<T> | Failure;
/** Of a question about a team. */
export type TeamResult<T> = Result<T> | TeamNotFound | TeamAmbiguous;
/** Of a question about a player. A team that is named as a hint may not be found. */
export type PlayerResult<T> = Result<T> | PlayerNotFound | TeamNotFound | PlayerAmbiguous;
/** Of a question about a player's numbers. */
export type StatsResult<T> = PlayerResult<T> | NoStats;
/** Of a search, of which only a team named as a hint may not be found. */
export type SearchResult<T> = Result<T> | TeamNotFound;
/** Of a question for those who lead. */
export type LeadersResult<T> = Result<T> | NoTable;

export type AnyResult<T = unknown> = StatsResult<T> | TeamResult<T> | LeadersResult<T>;
