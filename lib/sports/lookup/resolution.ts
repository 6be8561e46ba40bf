import type { Absent, Found } from '../../cache/index.ts';
import type { Match } from '../names/index.ts';
import type { Player, PlayerId } from '../model.ts';

interface Consulted {
  /** The cached answers it rests on. */
  readonly consulted: readonly (Absent | Found<unknown>)[];
}

export interface ResolvedOne extends Consulted {
  readonly kind: 'one';
  readonly id: PlayerId;
  readonly name: string;
  readonly match: Match;
  /** Where what was consulted tells all of it; otherwise his own document does. */
  readonly player: Player | undefined;
}

/** Two or more whom nothing given tells apart. Never guessed at. */
export interface ResolvedMany extends Consulted {
  readonly kind: 'ambiguous';
  readonly players: readonly Player[];
}

export interface ResolvedNone extends Consulted {
  readonly kind: 'none';
  /** Whom it may have been meant to be, the nearest first. Never an answer. */
  readonly suggestions: readonly Suggestion[];
}

export interface Suggestion {
  readonly id: PlayerId;
  readonly name: string;
  /** The full name; null where he has none or it is not known. */
  readonly teamName: string | null;
  readonly position: string | null;
}

/** What a name comes to. */
export type Resolution =
  ResolvedOne | ResolvedMany | ResolvedNone | { readonly kind: 'failed'; readonly error: unknown };
