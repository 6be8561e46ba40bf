import type { PlayerId } from './ids.ts';
import type { TeamRef } from './team.ts';

/**
 * exact: the name on file, whatever its case, accents, punctuation and suffix. alias: another name of the player.
 * surname: only the surname was typed.
 */
export type MatchKind = 'exact' | 'alias' | 'surname';

/**
 * Where a name was looked for. `directory`: among all players of the league. `provider`: no directory was at hand, and
 * the provider's search does not find every spelling. `nowhere`: no directory was at hand, and the name has letters of
 * a script that the provider's search does not know.
 */
export type SearchedIn = 'directory' | 'provider' | 'nowhere';

/** Somebody with a similar name. Never an answer. */
export interface Suggestion {
  readonly id: PlayerId;
  readonly name: string;
  /** null where the player has no team or it is not known. */
  readonly team: TeamRef | null;
  readonly position: string | null;
}

/** all: a directory is held; some: only some rosters or players are; nothing: neither. */
export type Knows = 'all' | 'some' | 'nothing';
