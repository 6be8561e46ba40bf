import { seasonLabel } from '../../../lib/sports/calendar/index.ts';
import type { League } from '../../../lib/sports/leagues.ts';

const LABEL = /^(\d{4})-(\d{2}|\d{4})$/;

/**
 * The season that a label names: `2024-25` and `2024-2025` are 2025 in a league whose seasons are named for the year in
 * which they end. Undefined for two years that do not follow each other, and in a league whose seasons have one year: a
 * label there may be meant as somebody else counts.
 */
export const labelledSeason = ({ seasonNamedFor }: League, text: string): number | undefined => {
  const [, start = '', end = ''] = LABEL.exec(text) ?? [];
  const next = String(Number(start) + 1);
  return seasonNamedFor === 'end' && (end === next || end === next.slice(2)) ? Number(next) : undefined;
};

/** What else is taken for a season, to end a sentence that says which years are. */
export const labelWording = (league: League, season: number): string =>
  league.seasonNamedFor === 'end' ? `, a label such as ${seasonLabel(league, season)}, or current` : ', or current';
