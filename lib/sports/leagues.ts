import type { LeagueId, Sport } from './model/index.ts';

export interface League {
  readonly id: LeagueId;
  readonly name: string;
  /** The provider's path words: `football/nfl`. */
  readonly sport: Sport;
  readonly slug: string;
  /** The calendar year that names a season: NFL 2024 is 2024-25, NBA 2025 is 2024-25, MLB 2025 is 2025. */
  readonly seasonNamedFor: 'start' | 'end';
  /** Month and day (1-based, US Eastern) on which the provider's season turns over; years differ by a few weeks. */
  readonly rollover: { readonly month: number; readonly day: number };
  /** The first season the league's players can have a line for: older ones are bad input. */
  readonly firstSeason: number;
  /** Hundreds of teams and no trade deadline; players move through the transfer portal. */
  readonly college: boolean;
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
    college: false,
  },
  nba: {
    id: 'nba',
    name: 'National Basketball Association',
    sport: 'basketball',
    slug: 'nba',
    seasonNamedFor: 'end',
    rollover: { month: 9, day: 24 },
    firstSeason: 1947,
    college: false,
  },
  mlb: {
    id: 'mlb',
    name: 'Major League Baseball',
    sport: 'baseball',
    slug: 'mlb',
    seasonNamedFor: 'start',
    rollover: { month: 2, day: 15 },
    firstSeason: 1876,
    college: false,
  },
  nhl: {
    id: 'nhl',
    name: 'National Hockey League',
    sport: 'hockey',
    slug: 'nhl',
    seasonNamedFor: 'end',
    rollover: { month: 9, day: 21 },
    firstSeason: 1918,
    college: false,
  },
  wnba: {
    id: 'wnba',
    name: "Women's National Basketball Association",
    sport: 'basketball',
    slug: 'wnba',
    seasonNamedFor: 'start',
    rollover: { month: 4, day: 14 },
    firstSeason: 1997,
    college: false,
  },
  cfb: {
    id: 'cfb',
    name: 'College Football',
    sport: 'football',
    slug: 'college-football',
    seasonNamedFor: 'start',
    rollover: { month: 8, day: 1 },
    firstSeason: 1869,
    college: true,
  },
  mbb: {
    id: 'mbb',
    name: "Men's College Basketball",
    sport: 'basketball',
    slug: 'mens-college-basketball',
    seasonNamedFor: 'end',
    rollover: { month: 10, day: 15 },
    firstSeason: 1896,
    college: true,
  },
  wbb: {
    id: 'wbb',
    name: "Women's College Basketball",
    sport: 'basketball',
    slug: 'womens-college-basketball',
    seasonNamedFor: 'end',
    rollover: { month: 10, day: 15 },
    firstSeason: 1972,
    college: true,
  },
};

export const LEAGUES: readonly League[] = Object.values(TABLE);

export const leagueOf = (id: LeagueId): League => TABLE[id];

/** By our id or the provider's slug, in any case; undefined for any other text. */
export const findLeague = (text: string): League | undefined => BY_NAME.get(text) ?? BY_NAME.get(text.toLowerCase());

const BY_NAME: ReadonlyMap<string, League> = new Map(
  LEAGUES.flatMap((league) => [[league.slug, league] as const, [league.id, league] as const]),
);
