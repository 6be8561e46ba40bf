import type { LeagueId, SeasonType } from '../../client/index.ts';

interface Shown {
  readonly label: string;
  readonly display: string;
}

/** `3,928 Pass Yds · 26 Pass TD` */
export const headlineText = (stats: readonly Shown[]): string =>
  stats.length === 0 ? 'No numbers.' : stats.map(({ label, display }) => `${display} ${label}`).join(' · ');

/** `NFL 2024 regular` */
export const seasonName = (league: LeagueId, season: number, type: SeasonType): string =>
  `${league.toUpperCase()} ${season} ${type}`;

/** `KC`; after a trade within the season `SF/CAR`. */
export const teamsText = (teams: readonly { readonly abbreviation: string }[]): string =>
  teams.map(({ abbreviation }) => abbreviation).join('/');

interface Subject {
  readonly id: string;
  readonly name: string;
  readonly position?: string | null;
}

export const playerRef = ({ id, name, position }: Subject): { id: string; name: string; position?: string } => ({
  id,
  name,
  ...(position != null && { position }),
});

/** `2026-11-29 18:00Z`; of a game without a time, the day alone. */
export const timeText = (date: string, timeValid = true): string =>
  timeValid ? `${date.slice(0, 16).replace('T', ' ')}Z` : date.slice(0, 10);

/** `vs DEN` at home, `at DEN` away. */
export const opponentText = (
  isHome: boolean,
  { name, abbreviation, id }: { readonly id: string; readonly name: string; readonly abbreviation: string },
): string => `${isHome ? 'vs' : 'at'} ${abbreviation || name || id}`;

/** `W 27-20`, the own points first. */
export const resultText = (
  result: string | null,
  { for: own, against }: { readonly for: number; readonly against: number },
): string => [result, `${own}-${against}`].filter(Boolean).join(' ');
