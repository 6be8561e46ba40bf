import * as v from 'valibot';
import { isPlayerId, withoutLeadingZeros } from '../sports/model/index.ts';

/** Digits, so that nothing else ever reaches a provider's path. */
export const playerId = v.pipe(
  v.string(),
  v.transform(withoutLeadingZeros),
  v.guard(isPlayerId, 'must be a number of 1 to 19 digits'),
);

const SEASON_WORDING = 'must be a year of four digits, current, or a label such as 2024-25 in a league that has them';

/** A year as a number. Other ways to name a season stay texts: their league says what they mean. */
export const seasonText = v.pipe(
  v.string(),
  v.regex(/^(?:\d{4}(?:-\d{2}|-\d{4})?|current)$/i, SEASON_WORDING),
  v.transform((text): AskedSeason => (/^\d{4}$/.test(text) ? Number(text) : text.toLowerCase())),
);

/** A year, `current`, or a label such as `2024-25`. */
export type AskedSeason = number | string;

export const personName = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.maxLength(100, 'must have 100 characters at most'),
);

export const seasonType = v.picklist(['regular', 'postseason'], 'must be regular or postseason');

/** What an answer has beside its numbers. */
export const included = v.literal('labels', 'must be labels, or absent');

export const NoQuery = v.strictObject({});

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

export const PLAYER_WORDING = 'must be an id of 1 to 19 digits, or a name of 100 characters at most';

/** An id, a slug or a name. A name is looked at more closely where it is looked up. */
export const PlayerPath = v.object({
  player: v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^(?!\d{20}).{1,100}$/u, PLAYER_WORDING),
    v.transform(withoutLeadingZeros),
  ),
});

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

/** What tells players of one name apart. */
const hints = { team: SearchQuery.entries.team, position: SearchQuery.entries.position };

export const PlayerQuery = v.strictObject(hints);

export const SAME_SEASON_WORDING = 'must be the same as season, or absent';

export const sameSeason = ({ season, year }: { readonly season?: unknown; readonly year?: unknown }): boolean =>
  season === undefined || year === undefined || season === year;

/** `year` is accepted for `season`. */
export const StatsQuery = v.pipe(
  v.strictObject({
    season: v.optional(seasonText),
    year: v.optional(seasonText),
    type: v.optional(seasonType, 'regular'),
    include: v.optional(included),
    ...hints,
  }),
  v.forward(
    v.check((asked) => sameSeason(asked), SAME_SEASON_WORDING),
    ['year'],
  ),
  v.transform(({ season, year, ...asked }) => ({ ...asked, season: season ?? year })),
);
