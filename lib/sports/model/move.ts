import type { PlayerId } from './ids.ts';
import type { TeamRef } from './team.ts';

/** A move as it is shown. */
export interface Move {
  /** The day: providers tell no time. */
  readonly date: string;
  readonly kind: MoveKind;
  /** The provider's own. */
  readonly text: string;
  /** Whose news it is; null where the provider does not say, or the team is in no list. */
  readonly team: TeamRef | null;
  /** That team and those which the text names. */
  readonly teams: readonly TeamRef[];
  /** Those whom the text names and whom nobody shares the name with. */
  readonly players: readonly MovedPlayer[];
}

export interface MovedPlayer {
  readonly id: PlayerId;
  readonly name: string;
  readonly position: string | null;
}

/** What happened to somebody, in a provider's list of moves. */
export type MoveKind =
  | 'traded'
  | 'signed'
  | 'extended'
  | 'claimed'
  | 'waived'
  | 'released'
  | 'cleared-waivers'
  | 'injured-reserve'
  | 'activated'
  | 'suspended'
  | 'reinstated'
  | 'recalled'
  | 'optioned'
  | 'assigned'
  | 'designated-for-assignment'
  | 'elevated'
  | 'drafted'
  | 'retired'
  | 'hired'
  | 'dismissed'
  | 'other';
