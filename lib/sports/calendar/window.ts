import type { LeagueId, WindowKind, Certainty, Pace } from '../model/index.ts';

/** All kinds, in no order that matters. */
export const WINDOW_KINDS = [
  'trade-deadline',
  'free-agency',
  'draft',
  'portal',
  'moratorium',
] as const satisfies readonly WindowKind[];

export const CERTAINTIES = ['A', 'A-', 'B', 'C'] as const satisfies readonly Certainty[];

/** Epoch ms; the end is not part of it. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Days in which the players of a league change teams more than usual, or may not. */
export interface Window extends Interval {
  readonly league: LeagueId;
  readonly kind: WindowKind;
  /** By the provider's season year. */
  readonly season: number;
  /** The moment it is about (epoch ms): the deadline, the opening of the market. Missing where only days are known. */
  readonly at?: number;
  /** The hours in which moves are expected by the minute. */
  readonly hot?: Interval;
  readonly pace: Pace;
  readonly certainty: Certainty;
  readonly source: string;
}

/**
 * A row of the configuration. The rows of a league, kind and season together replace the built-in ones. Times are
 * Eastern: `2026-11-10T16:00`, or `2026-11-10` for a day; as an end, a day includes its last minute.
 */
export interface WindowOverride {
  readonly league: LeagueId;
  readonly kind: WindowKind;
  readonly season: number;
  /** True: there is no such window. */
  readonly remove?: true | undefined;
  /** The moment; without start and end the window gets the league's usual shape around it. */
  readonly at?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly hot?: readonly [string, string] | undefined;
  readonly certainty?: Certainty | undefined;
  readonly source?: string | undefined;
}
