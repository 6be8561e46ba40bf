import nbaTeams from './data/nba-teams.json' with { type: 'json' };
import nflTeams from './data/nfl-teams.json' with { type: 'json' };
import type { Category, CountGroup } from './columns/column.ts';
import { NBA_CATEGORIES, NBA_GROUPS } from './columns/nba.ts';
import { NFL_CATEGORIES, NFL_GROUPS } from './columns/nfl.ts';
import type { LeagueSlug, TeamFacts } from './model.ts';

export interface LeagueFacts {
  readonly slug: LeagueSlug;
  readonly id: string;
  readonly name: string;
  readonly abbreviation: string;
  readonly sport: { readonly id: string; readonly slug: 'football' | 'basketball'; readonly name: string };
  /** Where its players come from, as the provider names it. */
  readonly college: { readonly slug: string; readonly name: string; readonly abbreviation: string };
  readonly season: { readonly year: number; readonly displayName: string };
  /** `2024`, `2024-25` */
  readonly seasonLabel: (year: number) => string;
  /** The day on which the world stands still: ages are counted to it. */
  readonly asOf: string;
  readonly teams: readonly TeamFacts[];
  readonly categories: readonly Category[];
  readonly groups: readonly CountGroup[];
  /** Begins the ids of its made-up athletes: 91xxxxx and 92xxxxx are far beyond the real ones. */
  readonly idPrefix: string;
}

/**
 * The simulated world is frozen in the off-season after the last season whose figures are at hand, which is one
 * constant per league. Its documents go on saying so whatever the clock says.
 */
const WORLD_SEASON = { nfl: 2025, nba: 2025 } as const satisfies Record<LeagueSlug, number>;

const startYear = (year: number): string => String(year);
const startAndEnd = (year: number): string => `${year - 1}-${String(year % 100).padStart(2, '0')}`;

export const LEAGUES: Readonly<Record<LeagueSlug, LeagueFacts>> = {
  nfl: {
    slug: 'nfl',
    id: '28',
    name: 'National Football League',
    abbreviation: 'NFL',
    sport: { id: '20', slug: 'football', name: 'Football' },
    college: { slug: 'college-football', name: 'NCAA - Football', abbreviation: 'NCAAF' },
    season: { year: WORLD_SEASON.nfl, displayName: startYear(WORLD_SEASON.nfl) },
    seasonLabel: startYear,
    asOf: '2026-02-20',
    teams: nflTeams,
    categories: NFL_CATEGORIES,
    groups: NFL_GROUPS,
    idPrefix: '91',
  },
  nba: {
    slug: 'nba',
    id: '46',
    name: 'National Basketball Association',
    abbreviation: 'NBA',
    sport: { id: '40', slug: 'basketball', name: 'Basketball' },
    college: { slug: 'mens-college-basketball', name: "NCAA - Men's Basketball", abbreviation: 'NCAAM' },
    season: { year: WORLD_SEASON.nba, displayName: startAndEnd(WORLD_SEASON.nba) },
    seasonLabel: startAndEnd,
    asOf: '2025-06-30',
    teams: nbaTeams,
    categories: NBA_CATEGORIES,
    groups: NBA_GROUPS,
    idPrefix: '92',
  },
};

export const displayNameOf = (team: TeamFacts): string => `${team.location} ${team.name}`;

export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^a-z0-9]+/g, '-');

/** By id or abbreviation, in any case, as the provider takes it. */
export const findTeam = (league: LeagueFacts, key: string): TeamFacts | undefined =>
  league.teams.find((team) => team.id === key || team.abbreviation === key.toUpperCase());
