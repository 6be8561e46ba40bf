import * as v from 'valibot';
import type { ProviderCounts, ServedCounts, UsageAnswer, UsageBudget, UsageCounts } from '../answers/index.ts';
import { count, countsByName, described, instant, text } from './parts.ts';
import { schemaOf } from './same.ts';

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

const hour = described(text, 'An hour in UTC: `2026-11-22T19`');

export const UsageAnswerSchema = schemaOf<UsageAnswer>()(
  v.strictObject({
    scope: described(
      v.picklist(['table', 'environment']),
      'Whether all environments are counted, or only the one that answers because they share no table',
    ),
    from: hour,
    to: hour,
    totals: UsageCountsSchema,
    provider: ProviderCountsSchema,
    leagues: described(v.record(v.string(), UsageCountsSchema), 'Those that were asked about'),
    hours: described(
      v.array(v.strictObject({ ...UsageCountsSchema.entries, hour, provider: ProviderCountsSchema })),
      'Hours with any counts, the oldest first',
    ),
    budget: described(v.nullable(UsageBudgetSchema), 'null: the counter cannot be reached'),
  }),
);
