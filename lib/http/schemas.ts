import * as v from 'valibot';
import { isPlayerId, withoutLeadingZeros } from '../sports/model.ts';

/** Digits, so that nothing else ever reaches a provider's path. */
export const playerId = v.pipe(
  v.string(),
  v.transform(withoutLeadingZeros),
  v.guard(isPlayerId, 'must be a number of 1 to 19 digits'),
);

export const yearText = v.pipe(v.string(), v.regex(/^\d{4}$/, 'must be a year of four digits'), v.transform(Number));

export const personName = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.maxLength(100, 'must have 100 characters at most'),
);

export const seasonType = v.picklist(['regular', 'postseason'], 'must be regular or postseason');

export const NoQuery = v.strictObject({});

export const PlayerPath = v.object({ id: playerId });

const TEAM_WORDING = 'must be an id, an abbreviation or a name of 60 characters at most';

/** Whatever a provider or a person may write: `Texas A&M`, `Miami (OH)`, `San José State`, joiners and direction marks. */
const teamText = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[\p{L}\p{M}\p{N}\p{P}\p{Zs}\p{Cf}+`´]{1,60}$/u, TEAM_WORDING),
  // It never reaches a path.
  v.regex(/[\p{L}\p{N}]/u, TEAM_WORDING),
  v.check((team) => !/\.\.|[?%\\]/.test(team), TEAM_WORDING),
  v.transform(withoutLeadingZeros),
);

export const TeamPath = v.object({ team: teamText });

export const SearchQuery = v.strictObject({
  name: personName,
  team: v.optional(teamText),
  position: v.optional(
    v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(60, 'must have 60 characters at most')),
  ),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, 'must be a number from 1 to 100'),
      v.transform(Number),
      v.minValue(1, 'must be a number from 1 to 100'),
      v.maxValue(100, 'must be a number from 1 to 100'),
    ),
    '25',
  ),
});

export const SAME_SEASON_WORDING = 'must be the same as season, or absent';

export const sameSeason = ({ season, year }: { readonly season?: unknown; readonly year?: unknown }): boolean =>
  season === undefined || year === undefined || season === year;

/** `year` is accepted for `season`. */
export const StatsQuery = v.pipe(
  v.strictObject({
    season: v.optional(yearText),
    year: v.optional(yearText),
    type: v.optional(seasonType, 'regular'),
  }),
  v.forward(
    v.check((asked) => sameSeason(asked), SAME_SEASON_WORDING),
    ['year'],
  ),
  v.transform(({ season, year, type }) => ({ season: season ?? year, type })),
);
