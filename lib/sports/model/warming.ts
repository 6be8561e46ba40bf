import type { LeagueId } from './ids.ts';

/** What a run of warming has done for a league. Counts are of documents, not of calls. */
export interface LeagueSummary {
  readonly league: LeagueId;
  readonly planned: number;
  readonly loaded: number;
  /** Confirmed by what is cached, without a call. */
  readonly kept: number;
  /** Loaded elsewhere since it was planned. */
  readonly fresh: number;
  /** Being loaded elsewhere. */
  readonly elsewhere: number;
  readonly failed: number;
  /** Planned and not begun. */
  readonly left: number;
  /** Why the run ended early; left out where it did not. */
  readonly stopped?: 'deadline' | 'budget' | 'provider' | 'error';
}
