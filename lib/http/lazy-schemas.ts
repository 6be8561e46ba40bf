import * as v from 'valibot';
import { PROVIDER_ID } from '../sports/model/index.ts';
import {
  included,
  personName,
  playerId,
  PlayerQuery,
  SAME_SEASON_WORDING,
  sameSeason,
  SearchQuery,
  seasonText,
  seasonType,
  TeamPath,
} from './schemas.ts';

// What only routes take that a cold start does not load.

export const leagueText = v.pipe(v.string('must be a text'), v.maxLength(40, 'must have 40 characters at most'));

const playerIdNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.transform(String), playerId);
const year = v.pipe(v.number('must be a year'), v.integer('must be a whole year'));
/** One element of a list of ids, or of names: judged alone, so that it never refuses the others. */
export const ListedId = v.union([playerId, playerIdNumber], 'must be a player id: 1 to 19 digits');
export const ListedName = personName;

const idIn = (scope: string): string | undefined => /:(.*)$/.exec(scope)?.[1];

/** What may be purged: everything, a kind of resource, a team by any spelling, a player. */
export const PurgeBody = v.strictObject(
  {
    league: leagueText,
    scope: v.pipe(
      v.string('must be a text'),
      v.regex(
        /^(?:\*|teams|rosters|directory|stats|live|team:.+|player:\d+)$/,
        'must be *, teams, rosters, directory, stats, live, team:TEAM or player:ID',
      ),
      v.transform((scope) => scope.replace(/:0+(?=\d+$)/, ':')),
      v.check((scope) => {
        const id = idIn(scope) ?? '0';
        return PROVIDER_ID.test(id) || (scope.startsWith('team:') && v.is(TeamPath, { team: id }) && !/^\d+$/.test(id));
      }, 'must end in an id of 1 to 19 digits, or in the name of a team'),
    ),
  },
  'must be a JSON object',
);

const MAX_BATCH_ITEMS = 100;
const elements = v.optional(
  v.pipe(
    v.array(v.unknown(), 'must be an array'),
    v.maxLength(MAX_BATCH_ITEMS, `may have ${MAX_BATCH_ITEMS} items at most`),
  ),
  [],
);

const bodySeason = v.union([year, seasonText], 'must be a year, current, or a label such as 2024-25');

export const StatsBatchQuery = v.strictObject({ include: v.optional(included) });

/** The envelope of a batch: its elements are judged one by one. `year` is accepted for `season`. */
export const StatsBatchBody = v.pipe(
  v.strictObject(
    {
      player_ids: elements,
      names: elements,
      season: v.optional(bodySeason),
      year: v.optional(bodySeason),
      type: v.optional(seasonType, 'regular'),
    },
    'must be a JSON object',
  ),
  v.forward(
    v.check(
      ({ player_ids, names }) => player_ids.length + names.length > 0,
      'must name at least one player, here or in names',
    ),
    ['player_ids'],
  ),
  v.forward(
    v.check(
      ({ player_ids, names }) => player_ids.length + names.length <= MAX_BATCH_ITEMS,
      `and names may have ${MAX_BATCH_ITEMS} items at most together`,
    ),
    ['player_ids'],
  ),
  v.forward(
    v.check((asked) => sameSeason(asked), SAME_SEASON_WORDING),
    ['year'],
  ),
  v.transform(({ player_ids, names, season, year, type }) => ({
    ids: player_ids,
    names,
    season: season ?? year,
    type,
  })),
);

const LAST_WORDING = 'must be a number from 1 to 50';

/** `year` is accepted for `season`; without either it is the current one. */
export const GamesQuery = v.pipe(
  v.strictObject({
    season: v.optional(seasonText),
    year: v.optional(seasonText),
    last: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d{1,2}$/, LAST_WORDING),
        v.transform(Number),
        v.minValue(1, LAST_WORDING),
        v.maxValue(50, LAST_WORDING),
      ),
    ),
    ...PlayerQuery.entries,
  }),
  v.forward(
    v.check((asked) => sameSeason(asked), SAME_SEASON_WORDING),
    ['year'],
  ),
  v.transform(({ season, year, ...asked }) => ({ ...asked, season: season ?? year })),
);

const COMPLETIONS_WORDING = 'must be a number from 1 to 25';

/** What has been typed of a name; nothing yet is answered as well. Discord shows 25 choices. */
export const AutocompleteQuery = v.strictObject({
  q: v.pipe(v.string('must be a text'), v.maxLength(100, 'must have 100 characters at most')),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,2}$/, COMPLETIONS_WORDING),
      v.transform(Number),
      v.minValue(1, COMPLETIONS_WORDING),
      v.maxValue(25, COMPLETIONS_WORDING),
    ),
    '25',
  ),
});

const yesOrNo = v.pipe(
  v.picklist(['true', 'false'], 'must be true or false'),
  v.transform((text) => text === 'true'),
);

/** `year` is accepted for `season`. */
export const LeadersQuery = v.pipe(
  v.strictObject({
    stat: v.pipe(
      v.string('must be a text'),
      v.trim(),
      v.nonEmpty('must not be empty'),
      v.maxLength(100, 'must have 100 characters at most'),
    ),
    season: v.optional(seasonText),
    year: v.optional(seasonText),
    type: v.optional(seasonType, 'regular'),
    position: SearchQuery.entries.position,
    order: v.optional(v.picklist(['asc', 'desc'], 'must be asc or desc')),
    qualified: v.optional(yesOrNo, 'true'),
    limit: v.optional(SearchQuery.entries.limit.wrapped, '10'),
  }),
  v.forward(
    v.check((asked) => sameSeason(asked), SAME_SEASON_WORDING),
    ['year'],
  ),
  v.transform(({ season, year, ...asked }) => ({ ...asked, season: season ?? year })),
);

/** What a list of moves holds at the most is what is answered. */
export const MovesQuery = v.strictObject({
  since: v.optional(v.pipe(v.string('must be a text'), v.trim(), v.maxLength(40, 'must have 40 characters at most'))),
  team: SearchQuery.entries.team,
  limit: v.optional(SearchQuery.entries.limit.wrapped, '100'),
});

/** A name in any league. Hints are for one league's teams and positions. */
export const SearchAllQuery = v.strictObject({ name: SearchQuery.entries.name, limit: SearchQuery.entries.limit });

const PLAYERS_WORDING = 'must name 2 to 10 players, separated by commas';

/** Ids and names. A comma separates them, so a name is written `A.J. Brown` here, never `Brown, A.J.`. */
export const CompareQuery = v.pipe(
  v.strictObject({
    players: v.pipe(
      v.string(PLAYERS_WORDING),
      v.transform((text) => text.split(',').map((player) => player.trim())),
      v.minLength(2, PLAYERS_WORDING),
      v.maxLength(10, PLAYERS_WORDING),
    ),
    season: v.optional(seasonText),
    year: v.optional(seasonText),
    type: v.optional(seasonType, 'regular'),
    // A comparison has them anyway.
    include: v.optional(included),
  }),
  v.forward(
    v.check((asked) => sameSeason(asked), SAME_SEASON_WORDING),
    ['year'],
  ),
  v.transform(({ players, season, year, type }) => ({ players, season: season ?? year, type })),
);

/** A league to be warmed, or some players of it by id or name; ids are accepted as numbers. */
export const WarmBody = v.strictObject(
  {
    league: leagueText,
    players: v.optional(
      v.pipe(
        v.array(v.unknown(), 'must be an array'),
        v.minLength(1, 'must name at least one player, or be absent'),
        v.maxLength(MAX_BATCH_ITEMS, `may have ${MAX_BATCH_ITEMS} items at most`),
      ),
    ),
  },
  'must be a JSON object',
);
