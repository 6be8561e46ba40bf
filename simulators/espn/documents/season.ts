import type { LeagueFacts } from '../leagues.ts';
import type { Phase, PhaseType } from '../schedule/calendars.ts';
import { phaseAt, phasesOf, seasonYearOf } from '../schedule/calendars.ts';

const TYPES: Readonly<
  Record<PhaseType, { readonly name: string; readonly abbreviation: string; readonly slug: string }>
> = {
  1: { name: 'Preseason', abbreviation: 'pre', slug: 'preseason' },
  2: { name: 'Regular Season', abbreviation: 'reg', slug: 'regular-season' },
  3: { name: 'Postseason', abbreviation: 'post', slug: 'post-season' },
  4: { name: 'Off Season', abbreviation: 'off', slug: 'off-season' },
  5: { name: 'Play-In Season', abbreviation: 'play-in', slug: 'play-in-season' },
};

export const seasonTypeName = (type: PhaseType): string => TYPES[type].name;
export const seasonTypeSlug = (type: PhaseType): string => TYPES[type].slug;

const longDate = (at: number): string => new Date(at).toISOString().replace('Z', '+00:00');
/** `2024-08-01T07:00Z` */
export const shortDate = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;

const typeDocument = ({ type, start, end }: Phase) => ({
  id: String(type),
  type,
  name: TYPES[type].name,
  startDate: longDate(start),
  endDate: longDate(end),
});

const seasonSpan = (league: LeagueFacts, year: number): { readonly start: number; readonly end: number } => {
  const phases = phasesOf(league.slug, year);
  const played = phases.filter(({ type }) => type !== 4);
  return { start: Math.min(...played.map(({ start }) => start)), end: Math.max(...played.map(({ end }) => end)) };
};

/** The league's season and its parts: some overlap, and between the others is a minute that belongs to none. */
export const seasonDocument = (league: LeagueFacts, now: number) => {
  const year = seasonYearOf(league.slug, now);
  const { start, end } = seasonSpan(league, year);
  return {
    year,
    displayName: league.seasonName(year),
    startDate: longDate(start),
    endDate: longDate(end),
    types: phasesOf(league.slug, year).map(typeDocument),
  };
};

/** On the scoreboard: with the type of now, whatever day was asked for. */
export const scoreboardSeason = (league: LeagueFacts, now: number) => {
  const { year, type } = phaseAt(league.slug, now);
  const { start, end } = seasonSpan(league, year);
  const { name, abbreviation } = TYPES[type];
  return {
    year,
    startDate: shortDate(start),
    endDate: shortDate(end),
    displayName: league.seasonName(year),
    type: { id: String(type), type, name, abbreviation },
  };
};

/** In tables of stats: a season with one of its types. */
export const tableSeason = (league: LeagueFacts, year: number, type: PhaseType) => {
  const { start, end } = seasonSpan(league, year);
  const phase = phasesOf(league.slug, year).find((each) => each.type === type);
  return {
    year,
    displayName: league.seasonName(year),
    startDate: longDate(start),
    endDate: longDate(end),
    type: phase === undefined ? { id: String(type), type, name: TYPES[type].name } : typeDocument(phase),
  };
};
