import type { LeagueId } from './model.ts';

export interface League {
  readonly id: LeagueId;
  readonly name: string;
  /** The provider's path words: `football/nfl`. */
  readonly sport: 'football' | 'basketball';
  readonly slug: string;
  /** Which of its two calendar years names a season: NFL 2024 is 2024-25, NBA 2025 is 2024-25. */
  readonly seasonNamedFor: 'start' | 'end';
  /** Month and day (1-based, US Eastern) on which the provider's season turns over; years differ by a few weeks. */
  readonly rollover: { readonly month: number; readonly day: number };
  /** The first season the league's players can have a line for: older ones are bad input. */
  readonly firstSeason: number;
}

const TABLE: Readonly<Record<LeagueId, League>> = {
  nfl: {
    id: 'nfl',
    name: 'National Football League',
    sport: 'football',
    slug: 'nfl',
    seasonNamedFor: 'start',
    rollover: { month: 7, day: 31 },
    firstSeason: 1920,
  },
  nba: {
    id: 'nba',
    name: 'National Basketball Association',
    sport: 'basketball',
    slug: 'nba',
    seasonNamedFor: 'end',
    rollover: { month: 9, day: 24 },
    firstSeason: 1947,
  },
};

export const LEAGUES: readonly League[] = Object.values(TABLE);

export const leagueOf = (id: LeagueId): League => TABLE[id];

/** By our id or the provider's slug, in any case; undefined for a league we do not serve. */
export const findLeague = (text: string): League | undefined => {
  const wanted = text.toLowerCase();
  return LEAGUES.find((league) => league.id === wanted || league.slug === wanted);
};
