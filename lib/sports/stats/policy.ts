import { days, hours, minutes, type Policy } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import { isPlaying, nextStart, type LiveState } from './live-games.ts';
import type { LeagueId, TeamId } from '../model.ts';
import { isFinished } from '../calendar/index.ts';

const CURRENT: Policy = {
  freshFor: hours(1),
  // Short, because while nobody plays a line is kept without a call, and while somebody does it is soon wrong.
  staleWhileRevalidate: minutes(5),
  staleIfError: days(7),
  absentFor: minutes(10),
};

const FINISHED: Policy = {
  freshFor: days(30),
  staleWhileRevalidate: days(30),
  staleIfError: days(30),
  // A season nobody has a line for does not grow one, but a provider may fill a gap in its archive.
  absentFor: hours(24),
};

const FRESH_WHILE_PLAYING_MS = minutes(2);

/**
 * Milliseconds for which something loaded is vouched for while nobody plays. Scorers correct what they wrote: then it is
 * asked for again, whoever has played. A page of a table comes before the lines that it filled have to be asked for.
 */
export const MAX_CONFIRMED_AGE_MS = { line: hours(24), page: hours(23.5) } as const;

/** Of a season's line, as far as it can be told without knowing who plays. */
export const statsPolicy = (league: LeagueId, season: number, now: number): Policy =>
  isFinished(leagueOf(league), season, now) ? FINISHED : CURRENT;

/** A whole career ends with the season that is being played. */
export const careerPolicy: Policy = CURRENT;

/** Of the season that is being played: two minutes while one of the teams plays, and never beyond its next game. */
export const currentPolicy = (live: LiveState | undefined, teams: ReadonlySet<TeamId> | 'any', now: number): Policy => {
  if (live === undefined) return CURRENT;
  if (isPlaying(live, teams, now)) return { ...CURRENT, freshFor: FRESH_WHILE_PLAYING_MS };
  const next = nextStart(live, teams, now);
  if (next === undefined) return CURRENT;
  return { ...CURRENT, freshFor: Math.min(CURRENT.freshFor, Math.max(FRESH_WHILE_PLAYING_MS, next - now)) };
};
