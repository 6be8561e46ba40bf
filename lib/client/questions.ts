import type { CallOptions } from './options.ts';
import type { LeagueId, SeasonType } from '../sports/model/index.ts';

// What the questions of a league take beside what they are about.

/** A year as the provider counts, `current`, or the league's own label: `2024-25`. */
export type Season = number | (string & {});

/** What tells players of one name apart. For names alone: an id means one player. */
export interface Hints {
  /** A team by any spelling. */
  readonly team?: string | undefined;
  /** `QB`, `pitcher`, `LW/RW` */
  readonly position?: string | undefined;
}

export interface PlayerOptions extends CallOptions, Hints {}

export interface CardOptions extends PlayerOptions {
  readonly season?: Season | undefined;
  readonly type?: SeasonType | undefined;
}

export interface StatsOptions extends CardOptions {
  /** Adds the glossary's label of every number. */
  readonly include?: 'labels' | undefined;
}

/** Of one season. */
export interface LineOptions extends StatsOptions {
  readonly season: Season;
}

/** Of every season and the career. */
export interface CareerOptions extends StatsOptions {
  readonly season?: undefined;
}

/** `season` is the current one where it is left out. */
export interface BatchOptions extends CallOptions, Pick<StatsOptions, 'season' | 'type' | 'include'> {}

export interface CompareOptions extends CallOptions, Pick<StatsOptions, 'season' | 'type'> {}

export interface GamesOptions extends PlayerOptions {
  readonly season?: Season | undefined;
  /** 1 to 50: the latest alone. */
  readonly last?: number | undefined;
}

export interface SearchOptions extends PlayerOptions {
  /** 1 to 100; by default 25. */
  readonly limit?: number | undefined;
}

export interface SearchAllOptions extends CallOptions, Pick<SearchOptions, 'limit'> {}

export interface AutocompleteOptions extends CallOptions {
  /** 1 to 25, which is the default. */
  readonly limit?: number | undefined;
}

export interface LeadersOptions extends CallOptions, Pick<StatsOptions, 'season' | 'type' | 'position'> {
  /** By default as the glossary says. */
  readonly order?: 'asc' | 'desc' | undefined;
  /** false: those too who have done too little to lead. */
  readonly qualified?: boolean | undefined;
  /** 1 to 100; by default 10. */
  readonly limit?: number | undefined;
}

export interface MovesOptions extends CallOptions {
  /** A date (`2026-11-20`), or a time whose day counts as a whole. */
  readonly since?: string | undefined;
  /** A team by any spelling. */
  readonly team?: string | undefined;
  /** 1 to 100, which is the default. */
  readonly limit?: number | undefined;
}

export interface UsageOptions extends CallOptions {
  /** 1 to 168; by default 24. */
  readonly hours?: number | undefined;
  /** Whose hours `leagueHours` has. */
  readonly league?: LeagueId | undefined;
}
