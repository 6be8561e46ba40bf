import type * as v from 'valibot';
import {
  CompareQuery,
  LeadersQuery,
  MovesQuery,
  PurgeBody,
  StatsBatchBody,
  WarmBody,
} from '../../lib/http/lazy-schemas.ts';
import { included, personName, PlayerPath, SearchQuery, seasonText, TeamPath } from '../../lib/http/schemas.ts';
import type { JsonObject } from './json.ts';

// What the conversion of an input schema loses, and what is written instead: flags of a regular expression, what is checked
// after white space has been cut off, custom checks, and lists that stand in one text. Patterns are of ECMA-262 with the
// flag `u`, as JSON Schema has them.

/** Up to `most` characters between white space that does not count. */
const trimmed = (most: number): JsonObject => ({
  type: 'string',
  pattern: `^\\s*\\S(?:[\\s\\S]{0,${most - 2}}\\S)?\\s*$`,
});

const TEAM_LETTERS = '[\\p{L}\\p{M}\\p{N}\\p{P}\\p{Zs}\\p{Cf}+`´]{1,60}';
const teamPattern = (any: string, space: string): string =>
  `(?=${any}*[\\p{L}\\p{N}])(?!${any}*(?:\\.\\.|[?%\\\\]))${space}*${TEAM_LETTERS}${space}*`;

const SPACE_IN_LINE = '[^\\S\\n\\r\\u2028\\u2029]';
const ID = '0*\\d{1,19}';
const PURGE_SCOPE =
  `^(?:\\*|teams|rosters|directory|stats|live|player:${ID}` +
  `|team:(?:${ID}|(?!\\d+$)${teamPattern('.', SPACE_IN_LINE)}))$`;

const SEASON: JsonObject = {
  type: 'string',
  pattern: '^(?:\\d{4}(?:-\\d{2}|-\\d{4})?|[Cc][Uu][Rr][Rr][Ee][Nn][Tt])$',
};

const PLAYER_ELEMENT: JsonObject = { type: ['string', 'integer'] };

const wrapped = (entry: v.OptionalSchema<v.GenericSchema, unknown>): v.GenericSchema => entry.wrapped;
const { entries: batch } = StatsBatchBody;

/** By the schema of one input, without `optional`. */
export const INPUT_OVERRIDES: ReadonlyMap<v.GenericSchema, JsonObject> = new Map<v.GenericSchema, JsonObject>([
  [personName, trimmed(100)],
  [seasonText, SEASON],
  [wrapped(batch.season), { anyOf: [{ type: 'integer' }, SEASON] }],
  // Of `names` too: one schema.
  [wrapped(batch.player_ids), { type: 'array', items: PLAYER_ELEMENT, maxItems: 100 }],
  [wrapped(WarmBody.entries.players), { type: 'array', items: PLAYER_ELEMENT, minItems: 1, maxItems: 100 }],
  [included, { type: 'string', enum: ['labels'] }],
  [TeamPath.entries.team, { type: 'string', pattern: `^${teamPattern('[\\s\\S]', '\\s')}$` }],
  [PlayerPath.entries.player, { type: 'string', pattern: '^\\s*(?!\\d{20})\\S(?:.{0,98}\\S)?\\s*$' }],
  [wrapped(SearchQuery.entries.position), trimmed(60)],
  [LeadersQuery.entries.stat, trimmed(100)],
  [wrapped(LeadersQuery.entries.qualified), { type: 'boolean' }],
  [
    wrapped(MovesQuery.entries.since),
    {
      type: 'string',
      pattern: '^\\s*\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?(?:Z|[+-]\\d{2}:\\d{2}))?\\s*$',
    },
  ],
  [CompareQuery.entries.players, { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 10 }],
  [PurgeBody.entries.scope, { type: 'string', pattern: PURGE_SCOPE }],
]);
