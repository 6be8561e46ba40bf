import type { Direction } from './glossary.ts';
import type { PlayerId, TeamId } from './ids.ts';

/** A stat of several players, side by side. */
export interface ComparedStat {
  readonly label: string;
  readonly direction: Direction;
  /** By player id; null where the provider has no value. */
  readonly values: Readonly<Record<PlayerId, number | null>>;
  /**
   * The players with the best value, several in a tie. Empty where neither direction is better, where fewer than two
   * can lead, and where all have the same. Where a better value does not come from doing more (a percentage, a count
   * where fewer is better), somebody who had less than a quarter of the most chances cannot lead.
   */
  readonly leaders: readonly PlayerId[];
}

/** By category and stat, in the order of the lines. */
export type ComparedCategories = Readonly<Record<string, Readonly<Record<string, ComparedStat>>>>;

/** A player's place in a league by one stat. */
export interface Leader {
  /** Shared in a tie: 1, 2, 2, 4. */
  readonly rank: number;
  readonly player: { readonly id: PlayerId; readonly name: string; readonly position: string | null };
  readonly team: { readonly id: TeamId | null; readonly abbreviation: string } | null;
  readonly value: number;
}
