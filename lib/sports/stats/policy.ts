import { days, hours, minutes, type Policy } from '../../cache/index.ts';

/** Of the season being played, without regard to its games; and of a career, whose last season that is. */
export const CURRENT_STATS: Policy = {
  freshFor: hours(1),
  // Short: a line of a team that does not play is confirmed without a call, and one of a team that plays is soon wrong.
  staleWhileRevalidate: minutes(5),
  staleIfError: days(7),
  absentFor: minutes(10),
};

/** Of a finished season. */
export const FINISHED_STATS: Policy = {
  freshFor: days(30),
  staleWhileRevalidate: days(30),
  staleIfError: days(30),
  // A finished season gets no new lines, but a provider may fill a gap in its archive.
  absentFor: hours(24),
};

/** Of a finished season whose player's position is not known yet: it is looked up again without a call. */
export const FINISHED_WITHOUT_POSITION: Policy = { ...FINISHED_STATS, freshFor: hours(1) };

const FRESH_WITH_GAP_MS = minutes(2);

/** Of stats of which a part could not be had: the part is tried again soon. */
export const withGapPolicy = (policy: Policy): Policy => ({
  ...policy,
  freshFor: Math.min(policy.freshFor, FRESH_WITH_GAP_MS),
});

/**
 * Milliseconds for which loaded stats are confirmed without a call while their teams do not play. Scorers correct what
 * they wrote, so older stats are loaded again. A page of a table is loaded half an hour before the lines it filled
 * reach that age.
 */
export const MAX_CONFIRMED_AGE_MS = { line: hours(24), page: hours(23.5) } as const;
