import * as v from 'valibot';
import type { Problem, ProblemCode } from '../answers/index.ts';
import { HttpProblem } from '../problem.ts';
import { SearchedSchema, SuggestionSchema } from './names.ts';
import { count, described, season, seasonType, text, yesOrNo } from './parts.ts';
import { ListedPlayerSchema } from './players.ts';
import { schemaOf } from './same.ts';
import { UnavailableBecauseSchema, WithoutStatsSchema } from './several.ts';
import { ListedTeamSchema } from './teams.ts';

const problemSchema = <const Code extends ProblemCode, const Extras extends v.ObjectEntries>(
  code: Code,
  extras: Extras,
) => {
  const { status } = new HttpProblem(code, '');
  return v.strictObject({
    type: v.literal(`urn:statline:problem:${code}` as const),
    title: text,
    status: v.pipe(v.number(), v.value(status)),
    code: described(v.literal(code), 'To branch on: it never changes'),
    detail: described(text, 'For a person. It changes with releases'),
    field: v.exactOptional(described(text, 'The input that is wrong: `season`, `player_ids.3`')),
    ...extras,
  });
};

const paths = v.exactOptional(v.array(described(text, '`category.name`')));

/** By code. */
export const PROBLEM_SCHEMAS = {
  'invalid-parameter': problemSchema('invalid-parameter', { candidates: paths, suggestions: paths }),
  'invalid-body': problemSchema('invalid-body', {}),
  'malformed-event': problemSchema('malformed-event', {}),
  unauthorized: problemSchema('unauthorized', {}),
  forbidden: problemSchema('forbidden', {}),
  'too-many-wrong-keys': problemSchema('too-many-wrong-keys', {}),
  'daily-limit-reached': problemSchema('daily-limit-reached', {}),
  'keys-unavailable': problemSchema('keys-unavailable', {}),
  'body-too-large': problemSchema('body-too-large', {}),
  'route-not-found': problemSchema('route-not-found', {}),
  'method-not-allowed': problemSchema('method-not-allowed', {}),
  'league-not-found': problemSchema('league-not-found', {}),
  'team-not-found': problemSchema('team-not-found', {
    suggestions: v.exactOptional(described(v.array(ListedTeamSchema), 'Teams with similar names, for a name')),
  }),
  'team-ambiguous': problemSchema('team-ambiguous', { candidates: v.array(ListedTeamSchema) }),
  'player-not-found': problemSchema('player-not-found', {
    suggestions: v.exactOptional(described(v.array(SuggestionSchema), 'Players with similar names, for a name')),
    searched: v.exactOptional(SearchedSchema.entries.searched),
    note: SearchedSchema.entries.note,
  }),
  'player-ambiguous': problemSchema('player-ambiguous', {
    candidates: v.array(ListedPlayerSchema),
    ...SearchedSchema.entries,
  }),
  'no-stats': problemSchema('no-stats', WithoutStatsSchema.entries),
  'no-table': problemSchema('no-table', {
    season,
    seasonType,
    pages: described(v.strictObject({ held: count, missing: count }), "Of the season's table"),
  }),
  'not-offered': problemSchema('not-offered', {}),
  'upstream-unavailable': problemSchema('upstream-unavailable', UnavailableBecauseSchema.entries),
  'still-loading': problemSchema('still-loading', {}),
  'purge-incomplete': problemSchema('purge-incomplete', {
    tiers: described(v.array(text), 'Those that have not taken the purge'),
    taken: v.array(text),
    finishedLater: described(yesOrNo, 'Whether it need not be sent again'),
  }),
  'usage-unavailable': problemSchema('usage-unavailable', {}),
  'internal-error': problemSchema('internal-error', {}),
} as const satisfies Readonly<Record<ProblemCode, v.GenericSchema>>;

const schemas = PROBLEM_SCHEMAS;

export const ProblemSchema = schemaOf<Problem>()(
  v.variant('code', [
    schemas['invalid-parameter'],
    schemas['invalid-body'],
    schemas['malformed-event'],
    schemas.unauthorized,
    schemas.forbidden,
    schemas['too-many-wrong-keys'],
    schemas['daily-limit-reached'],
    schemas['keys-unavailable'],
    schemas['body-too-large'],
    schemas['route-not-found'],
    schemas['method-not-allowed'],
    schemas['league-not-found'],
    schemas['team-not-found'],
    schemas['team-ambiguous'],
    schemas['player-not-found'],
    schemas['player-ambiguous'],
    schemas['no-stats'],
    schemas['no-table'],
    schemas['not-offered'],
    schemas['upstream-unavailable'],
    schemas['still-loading'],
    schemas['purge-incomplete'],
    schemas['usage-unavailable'],
    schemas['internal-error'],
  ]),
);
