import type { LeagueId, LeagueSummary } from '../../sports/model/index.ts';
import type { Echo } from './stats.ts';

/** `GET /` */
export interface RootAnswer {
  readonly name: string;
  readonly links: readonly RouteLink[];
}

export interface RouteLink {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly key: 'needed' | 'not needed';
}

/** `POST /v1/admin/purge` */
export interface PurgeAnswer {
  readonly league: LeagueId;
  readonly scope: string;
  /** The scope, and those of the documents that are built from it. */
  readonly scopes: readonly string[];
  /** What the purge is called in the tiers' logs. */
  readonly stamp: string;
  /** The tiers that have the purge. */
  readonly taken: readonly string[];
}

/** `POST /v1/admin/warm` */
export interface WarmAnswer extends LeagueSummary {
  /** Whether that was all: nothing failed, and nothing is left. */
  readonly complete: boolean;
  /** Players of the request who could not be told. */
  readonly unresolved: readonly UnresolvedPlayer[];
}

export interface UnresolvedPlayer {
  readonly name: Echo;
  readonly status: 'not-found' | 'ambiguous' | 'unavailable' | 'invalid';
  /** What is wrong with it, where it is invalid. */
  readonly reason?: string;
}
