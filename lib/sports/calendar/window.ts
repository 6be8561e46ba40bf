import type { LeagueId } from '../model.ts';

export const WINDOW_KINDS = ['trade-deadline', 'free-agency', 'draft', 'portal', 'moratorium'] as const;

/** `portal`: when college players may change schools. `moratorium`: when nobody may be moved. */
export type WindowKind = (typeof WINDOW_KINDS)[number];

export const CERTAINTIES = ['A', 'A-', 'B', 'C'] as const;

/** A: read in a dated source. A-: in one only. B: known, not looked up. C: follows from a rule. */
export type Certainty = (typeof CERTAINTIES)[number];

/** How often rosters change in a window: not at all, some a day for weeks, or by the hour. */
export type Pace = 'quiet' | 'slow' | 'brisk';

/** Epoch ms; the end is no part of it. */
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
  /** The moment it is about: the deadline, the market's opening. Not known for a window that is only days. */
  readonly at?: number;
  /** The hours in which moves come by the minute. */
  readonly hot?: Interval;
  readonly pace: Pace;
  readonly certainty: Certainty;
  readonly source: string;
}

/**
 * A row of the configuration. The rows of a league, kind and season together replace the built-in ones. Times are
 * Eastern: `2026-11-10T16:00`, or `2026-11-10` for the day, which as an end means to its last minute.
 */
export interface WindowOverride {
  readonly league: LeagueId;
  readonly kind: WindowKind;
  readonly season: number;
  /** There is no such window. */
  readonly remove?: true | undefined;
  /** The moment; without start and end the window lies around it as the league's always do. */
  readonly at?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly hot?: readonly [string, string] | undefined;
  readonly certainty?: Certainty | undefined;
  readonly source?: string | undefined;
}
