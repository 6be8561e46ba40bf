import type { Category, CountGroup } from './columns/column.ts';
import { MLB_CATEGORIES, MLB_GROUPS } from './columns/mlb.ts';
import { NBA_CATEGORIES, NBA_GROUPS } from './columns/nba.ts';
import { NFL_CATEGORIES, NFL_GROUPS } from './columns/nfl.ts';
import { NHL_CATEGORIES, NHL_GROUPS } from './columns/nhl.ts';
import type { LeagueSlug, SportSlug, TeamFacts } from './model.ts';
import { TEAMS } from './teams.ts';

interface Sport {
  readonly id: string;
  readonly slug: SportSlug;
  readonly name: string;
}

/** A league as the provider names it. */
interface Named {
  readonly slug: string;
  readonly name: string;
  readonly abbreviation: string;
}

export interface LeagueFacts {
  readonly slug: LeagueSlug;
  readonly id: string;
  readonly name: string;
  readonly abbreviation: string;
  readonly sport: Sport;
  readonly isCollege: boolean;
  /** Where its players come from; null where they come from school. */
  readonly feeder: Named | null;
  /** `2024`, `2024-25`, `24-25`: in a row of stats. */
  readonly seasonLabel: (year: number) => string;
  /** The same everywhere else. */
  readonly seasonName: (year: number) => string;
  /** How many games a team plays in a regular season. */
  readonly seasonGames: number;
  /** Whether a player's experience counts the current season: a rookie then has 1, not 0. */
  readonly debutCounts: boolean;
  readonly teams: readonly TeamFacts[];
  readonly categories: readonly Category[];
  readonly groups: readonly CountGroup[];
  /** Begins the ids of its made-up athletes, which are far beyond the real ones. */
  readonly idPrefix: string;
}

/**
 * The season with which the simulated world begins, the last one whose figures are at hand: rosters, ages and experience
 * are told as of then, and everything later follows from the clock. No clock turns the world back behind it.
 */
export const WORLD_BEGINS = 2025;

const startYear = (year: number): string => String(year);
const twoDigits = (year: number): string => String(year % 100).padStart(2, '0');
const startAndEnd = (year: number): string => `${year - 1}-${twoDigits(year)}`;
const shortStartAndEnd = (year: number): string => `${twoDigits(year - 1)}-${twoDigits(year)}`;

const FOOTBALL: Sport = { id: '20', slug: 'football', name: 'Football' };
const BASKETBALL: Sport = { id: '40', slug: 'basketball', name: 'Basketball' };
const BASEBALL: Sport = { id: '1', slug: 'baseball', name: 'Baseball' };
const HOCKEY: Sport = { id: '70', slug: 'hockey', name: 'Ice Hockey' };

const NCAAF: Named = { slug: 'college-football', name: 'NCAA - Football', abbreviation: 'NCAAF' };
const NCAAM: Named = { slug: 'mens-college-basketball', name: "NCAA - Men's Basketball", abbreviation: 'NCAAM' };
const NCAAW: Named = { slug: 'womens-college-basketball', name: "NCAA - Women's Basketball", abbreviation: 'NCAAW' };

const startNamed = { seasonLabel: startYear, seasonName: startYear };
const endNamed = { seasonLabel: startAndEnd, seasonName: startAndEnd };
const professional = { isCollege: false, debutCounts: false };
const college = { isCollege: true, debutCounts: true, feeder: null };
const footballStats = { categories: NFL_CATEGORIES, groups: NFL_GROUPS };
const basketballStats = { categories: NBA_CATEGORIES, groups: NBA_GROUPS };

type Facts = Omit<LeagueFacts, 'slug' | 'teams'>;

const FACTS: Readonly<Record<LeagueSlug, Facts>> = {
  nfl: {
    ...professional,
    ...startNamed,
    ...footballStats,
    id: '28',
    name: 'National Football League',
    abbreviation: 'NFL',
    sport: FOOTBALL,
    feeder: NCAAF,
    seasonGames: 17,
    debutCounts: true,
    idPrefix: '91',
  },
  nba: {
    ...professional,
    ...endNamed,
    ...basketballStats,
    id: '46',
    name: 'National Basketball Association',
    abbreviation: 'NBA',
    sport: BASKETBALL,
    feeder: NCAAM,
    seasonGames: 82,
    idPrefix: '92',
  },
  mlb: {
    ...professional,
    ...startNamed,
    id: '10',
    name: 'Major League Baseball',
    abbreviation: 'MLB',
    sport: BASEBALL,
    feeder: null,
    seasonGames: 162,
    categories: MLB_CATEGORIES,
    groups: MLB_GROUPS,
    idPrefix: '93',
  },
  nhl: {
    ...professional,
    seasonLabel: shortStartAndEnd,
    seasonName: startAndEnd,
    id: '90',
    name: 'National Hockey League',
    abbreviation: 'NHL',
    sport: HOCKEY,
    feeder: null,
    seasonGames: 82,
    categories: NHL_CATEGORIES,
    groups: NHL_GROUPS,
    idPrefix: '94',
  },
  wnba: {
    ...professional,
    ...startNamed,
    ...basketballStats,
    id: '59',
    name: "Women's National Basketball Association",
    abbreviation: 'WNBA',
    sport: BASKETBALL,
    feeder: NCAAW,
    seasonGames: 44,
    idPrefix: '95',
  },
  'college-football': {
    ...college,
    ...startNamed,
    ...footballStats,
    ...NCAAF,
    id: '23',
    sport: FOOTBALL,
    seasonGames: 12,
    idPrefix: '96',
  },
  'mens-college-basketball': {
    ...college,
    ...endNamed,
    ...basketballStats,
    ...NCAAM,
    id: '41',
    sport: BASKETBALL,
    seasonGames: 31,
    idPrefix: '97',
  },
  'womens-college-basketball': {
    ...college,
    ...endNamed,
    ...basketballStats,
    ...NCAAW,
    id: '54',
    sport: BASKETBALL,
    seasonGames: 30,
    idPrefix: '98',
  },
};

const factsOf = (slug: LeagueSlug): LeagueFacts => ({ ...FACTS[slug], slug, teams: TEAMS[slug] });

export const LEAGUES: Readonly<Record<LeagueSlug, LeagueFacts>> = {
  nfl: factsOf('nfl'),
  nba: factsOf('nba'),
  mlb: factsOf('mlb'),
  nhl: factsOf('nhl'),
  wnba: factsOf('wnba'),
  'college-football': factsOf('college-football'),
  'mens-college-basketball': factsOf('mens-college-basketball'),
  'womens-college-basketball': factsOf('womens-college-basketball'),
};

/** A club that has left its city has one word for both. */
export const displayNameOf = ({ location, name }: TeamFacts): string =>
  location === name ? name : `${location} ${name}`;

/** `San José St` is `san-jose-st`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.&()]/g, '')
    .replace(/[^a-z0-9]+/g, '-');

/** By id or abbreviation, in any case, as the provider takes it; of two that share one, the first. */
export const findTeam = (league: LeagueFacts, key: string): TeamFacts | undefined =>
  league.teams.find((team) => team.id === key) ?? league.teams.find((team) => team.abbreviation === key.toUpperCase());
