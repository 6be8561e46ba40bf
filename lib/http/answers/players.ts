import type {
  Knows,
  LeagueId,
  ListedPlayer,
  MatchKind,
  PlayerId,
  SearchedIn,
  Suggestion,
} from '../../sports/model/index.ts';

/** Where a name was looked for that means nobody, or several. */
export interface Searched {
  readonly searched: SearchedIn;
  /** Where that was not the whole league. */
  readonly note?: string;
}

/** `GET /v1/{league}/players` */
export interface SearchAnswer extends Partial<Searched> {
  /** As it was asked. */
  readonly query: string;
  readonly match: MatchKind | 'ambiguous' | 'none';
  /** One player; several where it is ambiguous; nobody where there is none. */
  readonly players: readonly ListedPlayer[];
  readonly suggestions: readonly Suggestion[];
}

/** By league, how much of it was at hand. */
export type KnowsByLeague = Readonly<Partial<Record<LeagueId, Knows>>>;

/** `GET /v1/players` */
export interface SearchAllAnswer {
  readonly query: string;
  readonly match: MatchKind | 'ambiguous' | 'none';
  readonly players: readonly ListedPlayer[];
  readonly suggestions: readonly (Suggestion & { readonly league: LeagueId })[];
  readonly knows: KnowsByLeague;
}

export interface Completion {
  readonly id: PlayerId;
  readonly league: LeagueId;
  /** What to show of the player, 100 characters at most: `Josh Allen (QB, BUF)`. */
  readonly label: string;
}

/** `GET /v1/{league}/players/autocomplete` and `GET /v1/players/autocomplete` */
export interface AutocompleteAnswer {
  /** What had been typed. */
  readonly query: string;
  readonly players: readonly Completion[];
  readonly knows: KnowsByLeague;
}
