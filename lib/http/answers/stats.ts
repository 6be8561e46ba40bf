import type {
  Career,
  ComparedCategories,
  GlossaryEntry,
  Headline,
  Leader,
  LeagueId,
  ListedPlayer,
  PlayerId,
  SeasonType,
  StatLine,
  StatSubject,
  Suggestion,
  TeamRef,
} from '../../sports/model/index.ts';
import type { Searched } from './players.ts';

/** By category and stat, as the numbers are. */
export type StatLabels = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Labelled {
  /** With `include=labels`. */
  readonly labels?: StatLabels;
}

/** `GET /v1/{league}/players/{player}/stats?season=` */
export interface LineAnswer extends StatLine, Labelled {}

/** `GET /v1/{league}/players/{player}/stats` */
export interface CareerAnswer extends Career, Labelled {}

/** What stood in a list of players where it means nobody: cut where it is long, null where it is no text or number. */
export type Echo = string | number | boolean | null;

/** An element of a list that can mean nobody. */
export interface InvalidResult<Query> {
  readonly query: Query;
  readonly status: 'invalid';
  /** What is wrong with it. */
  readonly reason: string;
}

/** Whose stats are not there, and the seasons that are, where those are known. */
export interface WithoutStats {
  readonly player: { readonly id: PlayerId; readonly name: string };
  readonly seasons?: readonly number[];
}

/** Why the provider's answer could not be had. */
export interface UnavailableBecause {
  /**
   * `blocked`, `rate-limited`, `timeout`, `unreachable`, `failed`, `malformed`, `too-large`, `provider-unavailable`,
   * `over-budget`, `ledger-unavailable`, `contradicted` or a word that is new: releases that run side by side share
   * what they remember of failures.
   */
  readonly reason: string;
  /** Whose calls are spent, where it is `over-budget`. */
  readonly allowance?: 'unknown' | 'key' | 'all';
}

/** Why a player of a list has no line. */
export type MissingResult<Query> =
  | InvalidResult<Query>
  | (Partial<Searched> & {
      readonly query: Query;
      readonly status: 'not-found';
      /** For a name. */
      readonly suggestions?: readonly Suggestion[];
    })
  | (Searched & {
      readonly query: Query;
      readonly status: 'ambiguous';
      readonly candidates: readonly ListedPlayer[];
    })
  | (WithoutStats & { readonly query: Query; readonly status: 'no-stats' })
  /** `pending`: the load goes on, so ask again. */
  | (UnavailableBecause & { readonly query: Query; readonly status: 'unavailable' | 'pending' });

/** The player as the request named them. */
export type BatchQuery = { readonly id: Echo } | { readonly name: Echo };

export type BatchResult =
  { readonly query: BatchQuery; readonly status: 'ok'; readonly stats: StatLine } | MissingResult<BatchQuery>;

/** `POST /v1/{league}/players/stats` */
export interface StatsBatchAnswer extends Labelled {
  readonly season: number;
  readonly seasonType: SeasonType;
  /** Ids first, then names, each in the order of the request. */
  readonly results: readonly BatchResult[];
}

export type ComparedPlayer =
  | {
      readonly query: Echo;
      readonly status: 'ok';
      readonly player: StatSubject;
      readonly teams: readonly TeamRef[];
      readonly headline: Headline;
      /** The categories that the provider has and that could not be had now. */
      readonly missing?: readonly string[];
    }
  | MissingResult<Echo>;

/** `GET /v1/{league}/compare` */
export interface CompareAnswer {
  readonly league: LeagueId;
  readonly season: number;
  readonly seasonType: SeasonType;
  /** In the order of the request. */
  readonly players: readonly ComparedPlayer[];
  /** The stats that at least two of the players have. */
  readonly categories: ComparedCategories;
  /** Why nothing stands side by side; null where something does. */
  readonly note: string | null;
}

/** `GET /v1/{league}/leaders` */
export interface LeadersAnswer {
  readonly league: LeagueId;
  readonly season: number;
  readonly seasonType: SeasonType;
  /** `category.name` */
  readonly stat: string;
  readonly label: string;
  readonly order: 'asc' | 'desc';
  /** Whether those were left out who have done too little to lead. */
  readonly qualified: boolean;
  /** Who may lead; null: everybody. */
  readonly qualification: { readonly minimum: string; readonly source: string } | null;
  /** When the oldest page of the table was loaded, ISO 8601 in UTC. */
  readonly asOf: string;
  /** How many are ranked. */
  readonly ranked: number;
  readonly leaders: readonly (Leader & { readonly display: string })[];
}

/** `GET /v1/{league}/stats/glossary` */
export interface GlossaryAnswer {
  readonly league: LeagueId;
  readonly stats: readonly GlossaryEntry[];
}
