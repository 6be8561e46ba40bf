import { HttpProblem } from '../../../lib/http/problem.ts';
import type { AskedSeason } from '../../../lib/http/schemas.ts';
import { currentSeason } from '../../../lib/sports/calendar/index.ts';
import type { League } from '../../../lib/sports/leagues.ts';

interface SeasonContext {
  /** Epoch ms. */
  readonly now: number;
  /** The season that a client means when it names none. */
  readonly current: () => Promise<number>;
}

/** The year of a season as it was asked for: a year, `current`, or the league's own label. Throws a 400 problem. */
export const seasonAsked = async (
  league: League,
  asked: AskedSeason,
  { now, current }: SeasonContext,
): Promise<number> => {
  if (asked === 'current') return current();
  // A year is what nearly everybody asks for: a cold start does without the labels.
  const season = typeof asked === 'number' ? asked : (await import('./season-labels.ts')).labelledSeason(league, asked);
  const first = league.firstSeason;
  // The provider opens a season months before its first game.
  const last = currentSeason(league, now) + 1;
  if (season !== undefined && season >= first && season <= last) return season;
  const label = typeof asked === 'number' ? '' : (await import('./season-labels.ts')).labelWording(league, last - 1);
  const detail = `season must be a year from ${first} to ${last}${label}`;
  throw new HttpProblem('invalid-parameter', detail, { field: 'season' });
};
