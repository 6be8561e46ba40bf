import { HttpProblem } from '../../../lib/http/problem.ts';
import type { AskedSeason } from '../../../lib/http/schemas.ts';
import { seasonLabel } from '../../../lib/sports/calendar/index.ts';
import type { League } from '../../../lib/sports/leagues.ts';

interface AskedByWord {
  /** The season that a client means when it names none. */
  readonly current: () => Promise<number>;
  /** The last season that can be asked for. */
  readonly last: number;
}

/** The season by another word than a year that can be. Throws a 400 problem that says what is taken. */
export const seasonByWord = async (
  league: League,
  asked: AskedSeason,
  { last, current }: AskedByWord,
): Promise<number> => {
  if (asked === 'current') return current();
  const season = typeof asked === 'number' ? undefined : labelledSeason(league, asked);
  const { firstSeason: first, seasonNamedFor } = league;
  if (season !== undefined && season >= first && season <= last) return season;
  const label = seasonNamedFor === 'end' ? `, a label such as ${seasonLabel(league, last - 1)}` : '';
  const detail = `season must be a year from ${first} to ${last}${label}, or current`;
  throw new HttpProblem('invalid-parameter', detail, { field: 'season' });
};

const LABEL = /^(\d{4})-(\d{2}|\d{4})$/;

/**
 * The season that a label names: `2024-25` and `2024-2025` are 2025 in a league whose seasons are named for the year in
 * which they end. Undefined for two years that do not follow each other, and in a league whose seasons have one year: a
 * label there may be meant as somebody else counts.
 */
const labelledSeason = ({ seasonNamedFor }: League, text: string): number | undefined => {
  const [, start = '', end = ''] = LABEL.exec(text) ?? [];
  const next = String(Number(start) + 1);
  return seasonNamedFor === 'end' && (end === next || end === next.slice(2)) ? Number(next) : undefined;
};
