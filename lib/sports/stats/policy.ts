import { days, hours, minutes, type Policy } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import { isPlaying, nextStart, type LiveState } from './live-games.ts';
import type { LeagueId, TeamId } from '../model.ts';
import { isFinished } from '../calendar/index.ts';

const CURRENT: Policy = {
  freshFor: hours(1),
  // Short: a line of a team that does not play is confirmed without a call, and one of a team that plays is soon wrong.
  staleWhileRevalidate: minutes(5),
  staleIfError: days(7),
  absentFor: minutes(10),
};

const FINISHED: Policy = {
  freshFor: days(30),
  staleWhileRevalidate: days(30),
  staleIfError: days(30),
  // A finished season gets no new lines, but a provider may fill a gap in its archive.
  absentFor: hours(24),
};

const FRESH_WHILE_PLAYING_MS = minutes(2);

/**
 * Milliseconds for which loaded stats are confirmed without a call while their teams do not play. Scorers correct what
 * they wrote, so older stats are loaded again. A page of a table is loaded half an hour before the lines it filled
 * reach that age.
 */
export const MAX_CONFIRMED_AGE_MS = { line: hours(24), page: hours(23.5) } as const;

/** Of a season's line, without regard to games that are being played. */
export const statsPolicy = (league: LeagueId, season: number, now: number): Policy =>
  isFinished(leagueOf(league), season, now) ? FINISHED : CURRENT;

/** Of a career: its last season is the one being played. */
export const careerPolicy: Policy = CURRENT;

/** Of the season being played: fresh for two minutes while one of the teams plays, and never beyond their next game. */
export const currentPolicy = (live: LiveState | undefined, teams: ReadonlySet<TeamId> | 'any', now: number): Policy => {
  if (live === undefined) return CURRENT;
  if (isPlaying(live, teams, now)) return { ...CURRENT, freshFor: FRESH_WHILE_PLAYING_MS };
  const next = nextStart(live, teams, now);
  if (next === undefined) return CURRENT;
  return { ...CURRENT, freshFor: Math.min(CURRENT.freshFor, Math.max(FRESH_WHILE_PLAYING_MS, next - now)) };
};
