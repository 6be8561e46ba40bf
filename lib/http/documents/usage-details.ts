import * as v from 'valibot';
import type {
  CallerCounts,
  Latency,
  ModelSavings,
  UsageCallers,
  UsageEnvironments,
  UsageMemory,
  UsagePopularAnswer,
  UsageSavings,
} from '../answers/index.ts';
import { count, countsByName, described, playerId, text, textOrNull, whole } from './parts.ts';
import { schemaOf } from './same.ts';
import { TeamRefSchema } from './teams.ts';

export const hour = described(text, 'An hour in UTC: `2026-11-22T19`');

export const usageScope = described(
  v.picklist(['table', 'environment']),
  'Whether all environments are counted, or only the one that answers because they share no table',
);

const CallerCountsSchema = schemaOf<CallerCounts>()(
  v.strictObject({
    questions: count,
    failed: described(count, 'Of the questions, those that could not be answered'),
    calls: described(count, 'Calls to the provider that the questions caused while they waited'),
  }),
);

export const UsageCallersSchema = schemaOf<UsageCallers>()(
  v.strictObject({
    busiest: described(
      v.array(
        v.strictObject({
          ...CallerCountsSchema.entries,
          name: described(textOrNull, "The key's name; null: nobody needs a key here"),
        }),
      ),
      'The fifty busiest of the hours, the busiest first',
    ),
    others: described(CallerCountsSchema, 'All others together'),
  }),
);

const LatencySchema = schemaOf<Latency>()(
  v.strictObject({
    questions: count,
    p50: described(v.nullable(v.number()), 'Half took so many milliseconds at most, as nearly as the buckets tell'),
    p99: described(
      v.nullable(v.number()),
      '99 of 100 took so many milliseconds at most, as nearly as the buckets tell',
    ),
    buckets: described(
      v.array(v.strictObject({ atMost: count, questions: count })),
      'Questions that took `atMost` milliseconds and more than the bucket before; the last one has all that took longer',
    ),
  }),
);

export const LatencyByOriginSchema = v.strictObject({
  l1: LatencySchema,
  l2: LatencySchema,
  l3: LatencySchema,
  provider: LatencySchema,
  stale: LatencySchema,
  failed: LatencySchema,
});

const ModelSavingsSchema = schemaOf<ModelSavings>()(
  v.strictObject({
    wouldHaveCost: described(count, 'Calls of the model for the same questions'),
    saved: described(whole, 'Less than nothing where more calls were made than the model would have made'),
    formula: described(text, 'How both are reckoned'),
  }),
);

export const UsageSavingsSchema = schemaOf<UsageSavings>()(
  v.strictObject({
    calls: described(count, 'Calls that were made for whatever reason, warming included'),
    original: described(ModelSavingsSchema, 'A bot that asks as the first one did: 34 calls to compare two players'),
    careful: described(ModelSavingsSchema, 'A bot that makes one call for each entry an answer rests on'),
  }),
);

export const UsageEnvironmentsSchema = schemaOf<UsageEnvironments>()(
  v.strictObject({
    most: described(countsByName, 'Environments that have counted anything, by function, in the hour that saw most'),
    coldStarts: described(countsByName, 'Environments that were started and then counted anything, by function'),
  }),
);

export const UsageMemorySchema = schemaOf<UsageMemory>()(
  v.strictObject({
    evictions: described(count, 'Entries that made room for others'),
    meanBytes: described(
      v.nullable(count),
      'Bytes held by an environment of the api function, on average; null: none has reported',
    ),
    here: described(
      v.strictObject({ bytes: count, entries: count, maxBytes: count }),
      'Of the environment that answers',
    ),
  }),
);

export const UsagePopularAnswerSchema = schemaOf<UsagePopularAnswer>()(
  v.strictObject({
    scope: usageScope,
    from: hour,
    to: hour,
    leagues: described(
      v.record(
        v.string(),
        v.array(
          v.strictObject({
            id: playerId,
            name: described(textOrNull, 'null, as the rest: no directory that is held has the player'),
            team: v.nullable(TeamRefSchema),
            position: textOrNull,
            questions: described(count, 'Questions that were answered with a document of the player'),
          }),
        ),
      ),
      'Leagues that were asked about: the players most asked about, the first of them most',
    ),
  }),
);
