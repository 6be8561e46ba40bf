import { days, hours, minutes, seconds, type Policy } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId } from '../model.ts';

// A week: longer than any outage of a provider, short enough that nobody takes the answer for today's.
const staleIfError = days(7);

export const TEAMS: Policy = {
  freshFor: hours(24),
  staleWhileRevalidate: hours(24),
  staleIfError,
  absentFor: minutes(10),
};

/** The league's year moves by days. */
export const SEASON: Policy = {
  freshFor: hours(24),
  staleWhileRevalidate: hours(24),
  staleIfError,
  absentFor: minutes(10),
};

export const NAME: Policy = {
  freshFor: hours(24),
  staleWhileRevalidate: hours(24),
  staleIfError,
  absentFor: minutes(10),
};

const PLAYER: Policy = {
  freshFor: hours(24),
  staleWhileRevalidate: hours(6),
  staleIfError,
  absentFor: minutes(10),
};

/** What of the calendar decides how long an answer lasts. */
export type Changes = Pick<Calendar, 'windowAt' | 'isHot' | 'nextChange'>;

/** By how often players change teams now. */
type ByPace = Readonly<Record<'usual' | 'slow' | 'brisk' | 'hot', number>>;

const ROSTER_FRESH: ByPace = { usual: hours(6), slow: hours(3), brisk: hours(1), hot: minutes(15) };
const DIRECTORY_FRESH: ByPace = { usual: hours(24), slow: hours(12), brisk: hours(1), hot: minutes(15) };
// Stale is served at once: what comes on top of the freshness has to be small beside it.
const REVALIDATE: ByPace = { usual: hours(1), slow: hours(1), brisk: minutes(15), hot: minutes(5) };

/** Who is on a team, now. Never fresh beyond the moment at which its league's pace changes. */
export const rosterPolicy = (calendar: Changes, league: LeagueId, now: number): Policy =>
  pacedPolicy(ROSTER_FRESH, calendar, league, now);

/** Everybody in a league, now. */
export const directoryPolicy = (calendar: Changes, league: LeagueId, now: number): Policy =>
  pacedPolicy(DIRECTORY_FRESH, calendar, league, now);

/** A player, now: while players change teams what the provider says of him lasts no longer than a roster does. */
export const playerPolicy = (calendar: Changes, league: LeagueId, now: number): Policy => {
  if (paceAt(calendar, league, now) !== 'usual') return rosterPolicy(calendar, league, now);
  return { ...PLAYER, freshFor: Math.min(PLAYER.freshFor, calendar.nextChange(league, now) - now) };
};

/** Milliseconds within which a purge is to be seen: at most 5 s while players change teams by the hour. */
export const coherenceWindowAt = (calendar: Changes, league: LeagueId, now: number, usual: number): number => {
  const pace = paceAt(calendar, league, now);
  return pace === 'brisk' || pace === 'hot' ? Math.min(usual, seconds(5)) : usual;
};

const pacedPolicy = (fresh: ByPace, calendar: Changes, league: LeagueId, now: number): Policy => {
  const pace = paceAt(calendar, league, now);
  return {
    freshFor: Math.min(fresh[pace], calendar.nextChange(league, now) - now),
    staleWhileRevalidate: REVALIDATE[pace],
    staleIfError,
    absentFor: minutes(10),
  };
};

const paceAt = (calendar: Changes, league: LeagueId, now: number): keyof ByPace => {
  if (calendar.isHot(league, now)) return 'hot';
  const pace = calendar.windowAt(league, now)?.pace;
  // While nobody may be moved nothing changes more often than usual.
  return pace === undefined || pace === 'quiet' ? 'usual' : pace;
};
