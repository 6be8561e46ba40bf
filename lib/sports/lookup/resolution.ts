import type { Absent, Found } from '../../cache/index.ts';
import type { ListedPlayer, PlayerId, ListedTeam, MatchKind, SearchedIn, Suggestion } from '../model/index.ts';

/** A cached answer that a resolution rests on. */
export type ConsultedAnswer = Absent | Found<unknown>;

interface Consulted {
  readonly consulted: readonly ConsultedAnswer[];
}

export interface ResolvedOne extends Consulted {
  readonly kind: 'one';
  readonly id: PlayerId;
  readonly name: string;
  readonly match: MatchKind;
  readonly searched: SearchedIn;
  /** Undefined where the consulted answers do not hold all of it: read the player's own document. */
  readonly player: ListedPlayer | undefined;
}

/** Two or more players whom neither name nor hints tell apart. The resolver never guesses. */
export interface ResolvedMany extends Consulted {
  readonly kind: 'ambiguous';
  readonly searched: SearchedIn;
  readonly players: readonly ListedPlayer[];
}

export interface ResolvedNone extends Consulted {
  readonly kind: 'none';
  readonly searched: SearchedIn;
  /** Players with similar names, the nearest first. Never an answer. */
  readonly suggestions: readonly Suggestion[];
  /** Only where the team that was asked for is no team of the league: the teams with similar names. */
  readonly teamSuggestions?: readonly ListedTeam[];
}

/** Which player a name means. */
export type Resolution =
  ResolvedOne | ResolvedMany | ResolvedNone | { readonly kind: 'failed'; readonly error: unknown };
