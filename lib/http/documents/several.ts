import * as v from 'valibot';
import type {
  BatchResult,
  CompareAnswer,
  ComparedPlayer,
  Echo,
  StatsBatchAnswer,
  UnavailableBecause,
  WithoutStats,
} from '../answers/index.ts';
import type { ComparedStat } from '../../sports/model/index.ts';
import { HeadlineSchema, StatLabelsSchema, StatLineSchema, StatSubjectSchema } from './lines.ts';
import { SearchedSchema, SuggestionSchema } from './names.ts';
import { described, leagueId, playerId, season, seasonType, text } from './parts.ts';
import { ListedPlayerSchema } from './players.ts';
import { schemaOf } from './same.ts';
import { TeamRefSchema } from './teams.ts';

export const WithoutStatsSchema = schemaOf<WithoutStats>()(
  v.strictObject({
    player: v.strictObject({ id: playerId, name: text }),
    seasons: v.exactOptional(described(v.array(season), 'The seasons that there are lines of, where those are known')),
  }),
);

export const UnavailableBecauseSchema = schemaOf<UnavailableBecause>()(
  v.strictObject({
    reason: described(
      text,
      '`blocked`, `rate-limited`, `timeout`, `unreachable`, `failed`, `malformed`, `too-large`, ' +
        '`provider-unavailable`, `over-budget`, `ledger-unavailable`, `contradicted`, or a word that is new',
    ),
    allowance: v.exactOptional(
      described(
        v.picklist(['unknown', 'key', 'all']),
        'Whose calls are spent: those for what is not known yet, those of the key, or all',
      ),
    ),
  }),
);

export const EchoSchema = schemaOf<Echo>()(
  described(
    v.nullable(v.union([v.string(), v.number(), v.boolean()])),
    'What stood in the request: cut where it is long, null where it is no text or number',
  ),
);

/** The ways in which a player of a list has no line. */
const missingResults = <const Query extends v.GenericSchema>(query: Query) =>
  [
    v.strictObject({ query, status: v.literal('invalid'), reason: described(text, 'What is wrong with it') }),
    v.strictObject({
      query,
      status: v.literal('not-found'),
      suggestions: v.exactOptional(described(v.array(SuggestionSchema), 'For a name')),
      searched: v.exactOptional(SearchedSchema.entries.searched),
      note: SearchedSchema.entries.note,
    }),
    v.strictObject({
      query,
      status: v.literal('ambiguous'),
      candidates: v.array(ListedPlayerSchema),
      ...SearchedSchema.entries,
    }),
    v.strictObject({ query, status: v.literal('no-stats'), ...WithoutStatsSchema.entries }),
    v.strictObject({
      query,
      status: described(v.picklist(['unavailable', 'pending']), '`pending`: the load goes on, so ask again'),
      ...UnavailableBecauseSchema.entries,
    }),
  ] as const;

const batchQuery = described(
  v.union([v.strictObject({ id: EchoSchema }), v.strictObject({ name: EchoSchema })]),
  'The player as the request named them',
);

export const BatchResultSchema = schemaOf<BatchResult>()(
  v.variant('status', [
    v.strictObject({ query: batchQuery, status: v.literal('ok'), stats: StatLineSchema }),
    ...missingResults(batchQuery),
  ]),
);

export const StatsBatchAnswerSchema = schemaOf<StatsBatchAnswer>()(
  v.strictObject({
    season,
    seasonType,
    results: described(v.array(BatchResultSchema), 'Ids first, then names, each in the order of the request'),
    labels: v.exactOptional(described(StatLabelsSchema, 'With `include=labels`, for every stat of the batch')),
  }),
);

export const ComparedPlayerSchema = schemaOf<ComparedPlayer>()(
  v.variant('status', [
    v.strictObject({
      query: EchoSchema,
      status: v.literal('ok'),
      player: StatSubjectSchema,
      teams: v.array(TeamRefSchema),
      headline: HeadlineSchema,
      missing: StatLineSchema.entries.missing,
    }),
    ...missingResults(EchoSchema),
  ]),
);

const ComparedStatSchema = schemaOf<ComparedStat>()(
  v.strictObject({
    label: text,
    direction: v.picklist(['higher', 'lower', 'none']),
    values: described(
      v.record(v.string(), v.nullable(v.number())),
      'By player id; null where the provider has no value',
    ),
    leaders: described(
      v.array(playerId),
      'The players with the best value, several in a tie. Empty where neither direction is better, and where all ' +
        'have the same',
    ),
  }),
);

export const CompareAnswerSchema = schemaOf<CompareAnswer>()(
  v.strictObject({
    league: leagueId,
    season,
    seasonType,
    players: described(v.array(ComparedPlayerSchema), 'In the order of the request'),
    categories: described(
      v.record(v.string(), v.record(v.string(), ComparedStatSchema)),
      'By category and stat: those that at least two of the players have',
    ),
    note: described(v.nullable(text), 'Why nothing stands side by side; null where something does'),
  }),
);
