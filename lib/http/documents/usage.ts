import * as v from 'valibot';
import type {
  ProviderCounts,
  ServedCounts,
  UsageAnswer,
  UsageBudget,
  UsageCaller,
  UsageCounts,
  UsageGoneField,
  UsageHour,
  UsageLeagueHour,
} from '../answers/index.ts';
import { count, countsByName, described, instant, text, whole } from './parts.ts';
import { schemaOf } from './same.ts';
import {
  hour,
  LatencyByOriginSchema,
  UsageCallersSchema,
  UsageEnvironmentsSchema,
  UsageMemorySchema,
  UsageSavingsSchema,
  usageScope,
} from './usage-details.ts';

const ServedCountsSchema = schemaOf<ServedCounts>()(
  v.strictObject({
    hits: described(countsByName, 'Fresh, by tier'),
    stale: count,
    misses: count,
    collapsed: count,
    failed: count,
  }),
);

const UsageCountsSchema = schemaOf<UsageCounts>()(
  v.strictObject({
    questions: v.strictObject({ ...ServedCountsSchema.entries, total: count }),
    entries: v.strictObject({ ...ServedCountsSchema.entries, absent: count }),
    hitRatio: described(v.nullable(v.number()), 'Entries that a tier had fresh, of all'),
    callsSaved: described(count, 'Entries for which nobody had to ask the provider while the question waited'),
    loads: count,
    loadFailures: count,
    contradictions: described(count, 'Of the failed loads, those whose answer could not be true'),
    foreseen: described(
      v.strictObject({ warm: count, predict: count }),
      'Entries that were fresh in a tier because they had been loaded before anybody asked',
    ),
    purges: count,
    bytes: count,
    players: described(count, 'Players that answers were about: one that is asked about twice counts twice'),
  }),
);

const ProviderCountsSchema = schemaOf<ProviderCounts>()(
  v.strictObject({
    calls: described(count, 'Calls that were made'),
    byCause: countsByName,
    refused: described(count, 'Calls that the budget did not allow'),
    allowances: v.strictObject({
      unknown: v.strictObject({ calls: count, refused: count }),
      key: v.strictObject({ refused: count }),
    }),
    outages: described(
      v.strictObject({ begun: count, ended: count }),
      'How often documents of a kind were found out of order, and how often they came back',
    ),
    malformed: described(countsByName, 'Loads by kind of document whose answer could not be read'),
    contradicted: described(countsByName, 'Loads by kind of document whose answer could not be true'),
  }),
);

export const UsageBudgetSchema = schemaOf<UsageBudget>()(
  v.strictObject({
    provider: text,
    plan: v.strictObject({
      perDay: count,
      perMinute: v.exactOptional(described(count, 'Absent: no limit by the minute')),
    }),
    spent: v.strictObject({
      day: described(count, 'Calls since midnight UTC'),
      minute: described(count, 'Calls in this minute'),
    }),
    allowances: v.strictObject({
      unknown: described(count, 'Calls of this hour for what nobody has told of'),
      unknownByKey: countsByName,
      keys: described(countsByName, "Calls by key since half of the day's were spent"),
      speculative: described(count, 'Calls of the day for what nobody waits for'),
    }),
    foresightStopsAt: described(count, 'Calls of a day after which nothing is loaded speculatively'),
    resetsAt: described(instant, 'Midnight UTC'),
  }),
);

export const UsageHourSchema = schemaOf<UsageHour>()(
  v.strictObject({
    ...UsageCountsSchema.entries,
    hour,
    provider: ProviderCountsSchema,
    saved: described(v.strictObject({ original: whole, careful: whole }), 'Calls saved, by each model of `savings`'),
    environments: described(count, 'Environments of the api function that have counted anything'),
  }),
);

export const UsageLeagueHourSchema = schemaOf<UsageLeagueHour>()(
  v.strictObject({ ...UsageCountsSchema.entries, hour }),
);

const UsageCallerSchema = schemaOf<UsageCaller>()(
  v.strictObject({ name: v.nullable(text), role: v.picklist(['read', 'admin']) }),
);

const UsageGoneFieldSchema = schemaOf<UsageGoneField>()(
  v.strictObject({
    documents: described(text, 'League and kind: `nfl roster`'),
    field: described(text, 'As it is read: `athletes.jersey`; `document`: the documents cannot be read at all'),
    since: described(instant, 'The first document without it'),
  }),
);

export const UsageAnswerSchema = schemaOf<UsageAnswer>()(
  v.strictObject({
    scope: usageScope,
    caller: described(UsageCallerSchema, 'The key that asks. Where nobody needs one: null, and all that an admin may'),
    from: hour,
    to: hour,
    totals: UsageCountsSchema,
    provider: ProviderCountsSchema,
    leagues: described(v.record(v.string(), UsageCountsSchema), 'Those that were asked about'),
    hours: described(v.array(UsageHourSchema), 'Hours with any counts, the oldest first'),
    leagueHours: v.exactOptional(
      described(v.array(UsageLeagueHourSchema), 'Of `league=`: the same hours, with the counts of that league'),
    ),
    callers: UsageCallersSchema,
    latency: described(LatencyByOriginSchema, 'Of questions, by where their answers came from, in milliseconds'),
    savings: UsageSavingsSchema,
    environments: UsageEnvironmentsSchema,
    memory: UsageMemorySchema,
    budget: described(v.nullable(UsageBudgetSchema), 'null: the counter cannot be reached'),
    fieldsGone: described(
      v.nullable(v.array(UsageGoneFieldSchema)),
      "Fields that nearly all of the provider's documents of a kind had, and none has now; null: it cannot be read",
    ),
  }),
);
