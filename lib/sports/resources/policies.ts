import { days, hours, minutes, seconds, type Policy } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId } from '../model/index.ts';

// A week: longer than any outage of a provider, and short enough that the answer is not taken for today's.
const staleIfError = days(7);

export const TEAMS: Policy = {
  freshFor: hours(24),
  staleWhileRevalidate: hours(24),
  staleIfError,
  absentFor: minutes(10),
};

/** The phases of a league's year change by the day. */
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

/** The part of the calendar that decides how long an answer stays fresh. */
export type MoveCalendar = Pick<Calendar, 'windowAt' | 'isHot' | 'nextChange'>;

/** Milliseconds by how often players change teams now. */
type MsByPace = Readonly<Record<'usual' | 'slow' | 'brisk' | 'hot', number>>;

const ROSTER_FRESH: MsByPace = { usual: hours(6), slow: hours(3), brisk: hours(1), hot: minutes(15) };
const DIRECTORY_FRESH: MsByPace = { usual: hours(24), slow: hours(12), brisk: hours(1), hot: minutes(15) };
// A stale answer is served at once, so this adds to the freshness and has to be small beside it.
const REVALIDATE_WITHIN: MsByPace = { usual: hours(1), slow: hours(1), brisk: minutes(15), hot: minutes(5) };

/** A roster loaded now. Never fresh beyond the moment at which the pace of the league's moves changes. */
export const rosterPolicy = (calendar: MoveCalendar, league: LeagueId, now: number): Policy =>
  pacedPolicy(ROSTER_FRESH, calendar, league, now);

/** A directory loaded now, fresh no longer than until the pace of the league's moves changes. */
export const directoryPolicy = (calendar: MoveCalendar, league: LeagueId, now: number): Policy =>
  pacedPolicy(DIRECTORY_FRESH, calendar, league, now);

/** A player loaded now: while players change teams their document is fresh no longer than a roster is. */
export const playerPolicy = (calendar: MoveCalendar, league: LeagueId, now: number): Policy => {
  if (paceAt(calendar, league, now) !== 'usual') return rosterPolicy(calendar, league, now);
  return { ...PLAYER, freshFor: Math.min(PLAYER.freshFor, calendar.nextChange(league, now) - now) };
};

/**
 * A list of moves loaded now: a run of the purge function long while players change teams by the hour, else an hour,
 * and no longer than until that changes.
 */
export const moveListPolicy = (calendar: MoveCalendar, league: LeagueId, now: number): Policy => {
  const freshFor = isBriskAt(calendar, league, now) ? minutes(10) : hours(1);
  return {
    freshFor: Math.min(freshFor, calendar.nextChange(league, now) - now),
    staleWhileRevalidate: 0,
    staleIfError: days(2),
    absentFor: minutes(10),
  };
};

const BRISK_COHERENCE_MS = seconds(5);

/**
 * Milliseconds that a purge log may be relied on which was read at `from`: at most 5 s while players change teams by the
 * hour, and for a log that was read before that no longer than until it begins, or those 5 s.
 */
export const coherenceWindowAt = (calendar: MoveCalendar, league: LeagueId, from: number, usual: number): number => {
  if (isBriskAt(calendar, league, from)) return Math.min(usual, BRISK_COHERENCE_MS);
  const change = calendar.nextChange(league, from);
  if (change - from >= usual || !isBriskAt(calendar, league, change)) return usual;
  return Math.min(usual, Math.max(change - from, BRISK_COHERENCE_MS));
};

const isBriskAt = (calendar: MoveCalendar, league: LeagueId, at: number): boolean => {
  const pace = paceAt(calendar, league, at);
  return pace === 'brisk' || pace === 'hot';
};

const pacedPolicy = (fresh: MsByPace, calendar: MoveCalendar, league: LeagueId, now: number): Policy => {
  const pace = paceAt(calendar, league, now);
  return {
    freshFor: Math.min(fresh[pace], calendar.nextChange(league, now) - now),
    staleWhileRevalidate: REVALIDATE_WITHIN[pace],
    staleIfError,
    absentFor: minutes(10),
  };
};

const paceAt = (calendar: MoveCalendar, league: LeagueId, now: number): keyof MsByPace => {
  if (calendar.isHot(league, now)) return 'hot';
  const pace = calendar.windowAt(league, now)?.pace;
  // While no player may be moved nothing changes more often than usual.
  return pace === undefined || pace === 'quiet' ? 'usual' : pace;
};
