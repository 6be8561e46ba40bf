import { days, hours, minutes, type Policy } from '../cache/index.ts';
import { leagueOf } from './leagues.ts';
import type { LeagueId } from './model.ts';
import { isFinished } from './seasons.ts';

// A week: longer than any outage of a provider, short enough that nobody takes the answer for today's.
const staleIfError = days(7);

export const TEAMS: Policy = {
  freshFor: hours(24),
  staleWhileRevalidate: hours(24),
  staleIfError,
  absentFor: minutes(10),
};

export const ROSTER: Policy = {
  freshFor: hours(6),
  staleWhileRevalidate: hours(1),
  staleIfError,
  absentFor: minutes(10),
};

export const NAME: Policy = {
  freshFor: hours(24),
  staleWhileRevalidate: hours(24),
  staleIfError,
  absentFor: minutes(10),
};

export const PLAYER: Policy = {
  freshFor: hours(24),
  staleWhileRevalidate: hours(6),
  staleIfError,
  absentFor: minutes(10),
};

const CURRENT_SEASON: Policy = {
  freshFor: hours(1),
  staleWhileRevalidate: minutes(30),
  staleIfError,
  absentFor: minutes(10),
};

const FINISHED_SEASON: Policy = {
  freshFor: days(30),
  staleWhileRevalidate: days(30),
  staleIfError: days(30),
  // A season nobody has a line for does not grow one, but a provider may fill a gap in its archive.
  absentFor: hours(24),
};

export const statsPolicy = (league: LeagueId, season: number, now: number): Policy =>
  isFinished(leagueOf(league), season, now) ? FINISHED_SEASON : CURRENT_SEASON;

/** A whole career ends with the season that is being played. */
export const careerPolicy: Policy = CURRENT_SEASON;
