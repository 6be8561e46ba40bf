import { lazy } from '../../../lib/async/lazy.ts';
import type { AskedSeason } from '../../../lib/http/schemas.ts';
import { currentSeason } from '../../../lib/sports/calendar/index.ts';
import type { League } from '../../../lib/sports/leagues.ts';

interface SeasonContext {
  /** Epoch ms. */
  readonly now: number;
  /** The season that a client means when it names none. */
  readonly current: () => Promise<number>;
}

// Nearly everybody asks for a year: a cold start does without the rest.
const otherWords = lazy(() => import('./season-by-word.ts'));

/** The year of a season as it was asked for: a year, at once; `current`, or the league's own label. A 400 problem for others. */
export const seasonAsked = (
  league: League,
  asked: AskedSeason,
  { now, current }: SeasonContext,
): number | Promise<number> => {
  // The provider opens a season months before its first game.
  const last = currentSeason(league, now) + 1;
  if (typeof asked === 'number' && asked >= league.firstSeason && asked <= last) return asked;
  return otherWords().then(({ seasonByWord }) => seasonByWord(league, asked, { last, current }));
};
