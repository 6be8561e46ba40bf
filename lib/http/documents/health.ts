import * as v from 'valibot';
import type {
  AdminHealthAnswer,
  DocumentProbe,
  DocumentsProbe,
  HealthAnswer,
  JobRunReport,
  ProviderHealth,
  ProviderProbe,
  TierHealth,
} from '../answers/index.ts';
import { count, countsByName, described, instant, text, yesOrNo } from './parts.ts';
import { schemaOf } from './same.ts';
import { UsageBudgetSchema } from './usage.ts';

export const HealthAnswerSchema = schemaOf<HealthAnswer>()(
  v.strictObject({
    status: v.literal('ok'),
    version: text,
    tiers: described(v.array(text), 'The nearest first'),
    upstream: v.strictObject({
      name: text,
      label: described(text, 'Configured, so that a simulated provider is never mistaken for the real one'),
    }),
  }),
);

const TierHealthSchema = schemaOf<TierHealth>()(
  v.strictObject({
    name: text,
    state: described(
      v.picklist(['answered', 'slow', 'timed-out', 'failed']),
      '`slow`: it answered, later than a question would have waited',
    ),
    roundTripMs: described(
      v.nullable(v.number()),
      'Of one command, a new connection included; null: it did not answer',
    ),
    limitMs: described(count, 'How long a question waits for the tier'),
    fault: v.exactOptional(described(text, 'What went wrong')),
    limitReached: v.exactOptional(
      described(
        v.literal(true),
        'Its plan is spent: it refuses whatever it is asked, until the day or the month is over or somebody pays',
      ),
    ),
    available: described(yesOrNo, 'Whether the environment that answers asks the tier now'),
    reportedDownUntil: described(
      v.nullable(instant),
      'Until when some environment has told the others to leave the tier alone',
    ),
    purgeLogs: described(
      v.record(v.string(), v.nullable(count)),
      'Scopes in the purge log, by league; null: the tier has no log of the league',
    ),
  }),
);

const JobRunReportSchema = schemaOf<JobRunReport>()(
  v.strictObject({
    startedAt: instant,
    endedAt: instant,
    outcome: described(
      v.picklist(['complete', 'incomplete', 'failed']),
      '`incomplete`: something was left, which the next run takes up. `failed`: a league broke',
    ),
    counts: described(countsByName, 'Of all leagues: documents, or moves and scopes'),
    failures: described(v.record(v.string(), v.string()), 'By league, what was in the way'),
  }),
);

const LoadOutcomeEntries = { at: instant, source: described(text, 'What was loaded: `nfl:roster:12`') };

const ProviderOutcome = described(
  v.picklist(['answered', 'refused', 'timed-out', 'rate-limited', 'unreachable', 'failed', 'not-asked']),
  '`refused`: a 401, 403 or 451. `not-asked`: the budget did not allow the call',
);

const ProviderProbeSchema = schemaOf<ProviderProbe>()(
  v.strictObject({
    outcome: ProviderOutcome,
    at: instant,
    elapsedMs: v.number(),
    asked: described(text, 'What was asked for: `nfl teams`'),
    detail: described(text, 'What it means and what to look at'),
  }),
);

const DocumentProbeSchema = schemaOf<DocumentProbe>()(
  v.strictObject({
    kind: described(text, '`roster`, `career`, …'),
    outcome: ProviderOutcome,
    detail: text,
    gone: described(
      v.array(
        v.strictObject({
          field: described(text, '`athletes.jersey`'),
          since: described(v.nullable(instant), 'The first document without it; null: nobody has noticed'),
        }),
      ),
      'What nearly all documents of the kind had, and this one lacks',
    ),
  }),
);

const DocumentsProbeSchema = schemaOf<DocumentsProbe>()(
  v.strictObject({
    league: text,
    at: instant,
    calls: described(count, 'Calls that were made, 20 at the most'),
    documents: v.array(DocumentProbeSchema),
  }),
);

const ProviderHealthSchema = schemaOf<ProviderHealth>()(
  v.strictObject({
    name: text,
    label: text,
    userAgent: described(text, 'What it is asked with: providers refuse some'),
    lastSuccess: described(
      v.nullable(v.strictObject(LoadOutcomeEntries)),
      'The last load that succeeded, in the environment that answers',
    ),
    lastFailure: described(
      v.nullable(v.strictObject({ ...LoadOutcomeEntries, reason: text })),
      'The last load that failed, in the environment that answers',
    ),
    outages: described(
      v.nullable(
        v.array(
          v.strictObject({
            documents: described(text, 'Host and kind: `site roster`'),
            since: instant,
            leagues: v.array(text),
            nextProbeAt: described(instant, 'When one call is let through'),
          }),
        ),
      ),
      'Kinds of documents that are not asked for, because they failed; null: what is known of them cannot be read',
    ),
    probe: v.exactOptional(ProviderProbeSchema),
    documents: v.exactOptional(
      described(DocumentsProbeSchema, 'Of `documents=LEAGUE`: one document of each kind, asked for now'),
    ),
  }),
);

export const AdminHealthAnswerSchema = schemaOf<AdminHealthAnswer>()(
  v.strictObject({
    status: described(
      v.picklist(['ok', 'degraded']),
      '`degraded`: a tier is slow, does not answer or is not asked; the budget is spent or cannot be read; documents of the provider are out of order; or a probe was not answered or has found a field gone',
    ),
    version: text,
    now: described(instant, "The function's clock when it answers"),
    readAt: described(instant, 'When everything below was found out. It is remembered for 5 s'),
    tiers: described(v.array(TierHealthSchema), 'Those that environments share, the nearest first'),
    budget: described(v.nullable(UsageBudgetSchema), 'null: the ledger cannot be read'),
    runs: described(
      v.nullable(v.strictObject({ warm: v.nullable(JobRunReportSchema), purge: v.nullable(JobRunReportSchema) })),
      'The last runs that have ended; null: they cannot be read',
    ),
    provider: ProviderHealthSchema,
  }),
);
