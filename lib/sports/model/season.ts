import type { LeagueId } from './ids.ts';

export type SeasonType = 'regular' | 'postseason';

/** The part of a league's year. */
export type Phase = 'preseason' | 'regular' | 'play-in' | 'postseason' | 'off-season';

/** The league's year as the provider states it. */
export interface SeasonPhases {
  readonly league: LeagueId;
  readonly season: number;
  /** Epoch ms. Intervals may overlap, leave holes, and come in any order. */
  readonly phases: readonly { readonly phase: Phase; readonly start: number; readonly end: number }[];
}
