import * as v from 'valibot';
import { leagueText } from './lazy-schemas.ts';

// What the routes about the service itself take.

const HOURS_WORDING = 'must be a number from 1 to 168';

const hoursBack = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^\d{1,3}$/, HOURS_WORDING),
    v.transform(Number),
    v.minValue(1, HOURS_WORDING),
    v.maxValue(168, HOURS_WORDING),
  ),
  '24',
);

/** The usage of an hour is kept for eight days. */
export const UsageQuery = v.strictObject({
  hours: hoursBack,
  league: v.optional(leagueText),
  format: v.optional(v.picklist(['json', 'prometheus'], 'must be json or prometheus'), 'json'),
});

const POPULAR_WORDING = 'must be a number from 1 to 40';

/** An environment hands on forty players of a league at the most. */
export const UsagePopularQuery = v.strictObject({
  hours: hoursBack,
  league: v.optional(leagueText),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,2}$/, POPULAR_WORDING),
      v.transform(Number),
      v.minValue(1, POPULAR_WORDING),
      v.maxValue(40, POPULAR_WORDING),
    ),
    '10',
  ),
});

export const UsageEventsQuery = v.strictObject({ hours: hoursBack, league: v.optional(leagueText) });

/** Without either the provider is not asked. `documents`: the league whose documents are asked for. */
export const AdminHealthQuery = v.strictObject({
  probe: v.optional(v.literal('provider', 'must be provider, or absent')),
  documents: v.optional(leagueText),
});
