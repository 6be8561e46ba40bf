/** A question of docs/runbook.md, asked of the functions' logs in CloudWatch Logs Insights. */
export interface LogQuery {
  readonly name: string;
  /** What it answers: one sentence, as the runbook has it. */
  readonly answers: string;
  /** Whose logs. */
  readonly of: readonly LoggingFunction[];
  /** One command a line. */
  readonly commands: readonly [string, ...string[]];
}

export type LoggingFunction = 'api' | 'mcp' | 'refresh' | 'purge' | 'warm';

const ASKING = ['api', 'refresh', 'purge', 'warm'] as const;
const ALL = [...ASKING, 'mcp'] as const;

/**
 * A line of a request stands for `weight` of them: hits are sampled, and of what is refused some minutes are cut short. So
 * requests are `sum(weight)`, never `count(*)`.
 */
export const LOG_QUERIES: readonly LogQuery[] = [
  {
    name: 'served-by',
    answers: 'What answers from: requests by tier, and how long they took.',
    of: ['api'],
    commands: [
      'filter message = "request"',
      'stats sum(weight) as requests, pct(ms.total, 50) as p50, pct(ms.total, 99) as p99 by served',
      'sort requests desc',
    ],
  },
  {
    name: 'server-errors',
    answers: 'Which 5xx: by problem, reason and route.',
    of: ['api', 'mcp'],
    commands: [
      'filter message = "request" and status >= 500',
      'stats sum(weight) as requests, sum(failed) as parts by problem, reason, route',
      'sort requests desc',
    ],
  },
  {
    name: 'faults',
    answers: 'Faults of ours, crashes and timeouts, with the request that met them.',
    of: ALL,
    commands: [
      'filter message in ["request failed", "API keys unavailable"] or @message like /Task timed out|Runtime\\.|OutOfMemory|ConfigError/',
      'fields @timestamp, message, error.name, error.message, request, trace, @message',
      'sort @timestamp desc',
      'limit 50',
    ],
  },
  {
    name: 'load-failures',
    answers: 'Why loads failed: by code, with the last document of each.',
    of: ASKING,
    commands: [
      'filter message = "load failed"',
      'stats count(*) as loads, max(elapsed) as slowest, latest(source) as last, latest(fault) as says by code',
      'sort loads desc',
    ],
  },
  {
    name: 'provider-outages',
    answers: 'When documents of the provider were out of order, and when they were back.',
    of: ASKING,
    commands: [
      'filter message in ["provider unavailable", "provider back"]',
      'fields @timestamp, message, documents, since',
      'sort @timestamp desc',
      'limit 100',
    ],
  },
  {
    name: 'slow-requests',
    answers: 'The slowest requests, and where their time went.',
    of: ['api'],
    commands: [
      'filter message = "request"',
      'fields @timestamp, route, league, status, served, ms.total, ms.l2, ms.l3, ms.provider, calls, coldStart, request, trace',
      'sort ms.total desc',
      'limit 50',
    ],
  },
  {
    name: 'tier-failures',
    answers: 'Which tier failed, at what, and how.',
    of: ASKING,
    commands: [
      'filter message = "tier failed"',
      'stats count(*) as failures, max(elapsed) as slowest, latest(fault) as says by tier, operation',
      'sort failures desc',
    ],
  },
  {
    name: 'stale-answers',
    answers: 'How many answers were stale because a load had failed, by league.',
    of: ['api'],
    commands: [
      'filter message = "request" and served = "stale"',
      'stats sum(weight) as requests by league, bin(5m)',
      'sort requests desc',
    ],
  },
  {
    name: 'callers',
    answers: 'Who asked for what: requests and calls to the provider by key.',
    of: ['api'],
    commands: [
      'filter message = "request"',
      'stats sum(weight) as requests, sum(calls) as providerCalls by caller, league, route',
      'sort providerCalls desc',
      'limit 50',
    ],
  },
  {
    name: 'refused',
    answers: 'What was refused, and to whom.',
    of: ['api', 'mcp'],
    commands: [
      'filter message = "request" and status >= 400 and status < 500',
      'stats sum(weight) as requests by status, problem, route, caller',
      'sort requests desc',
      'limit 50',
    ],
  },
  {
    name: 'runs',
    answers: 'How scheduled runs and batches went, and what they cost.',
    of: ['refresh', 'purge', 'warm'],
    commands: [
      'filter message = "run"',
      'fields @timestamp, job, outcome, ms.total, ms.provider, calls, counts.loaded, counts.failed, counts.left, counts.moves, counts.scopes, counts.messages',
      'sort @timestamp desc',
      'limit 100',
    ],
  },
  {
    name: 'purges',
    answers: 'What was purged and why, and which purge had to be mended.',
    of: ['api', 'purge'],
    commands: [
      'filter message in ["purged", "purge logs reconciled", "purge run failed", "transactions feed unavailable"]',
      'fields @timestamp, message, league, namespace, moves, scopes, boundaries, lacking, trace',
      'sort @timestamp desc',
      'limit 100',
    ],
  },
  {
    name: 'refreshes',
    answers: 'Which refreshes failed or were dropped, and why.',
    of: ['api', 'refresh'],
    commands: [
      'filter message in ["refresh failed", "refresh request failed", "messages dropped", "message unreadable", "prefetch failed"]',
      'fields @timestamp, message, what, key, why, count, fault, trace',
      'sort @timestamp desc',
      'limit 100',
    ],
  },
  {
    name: 'one-trace',
    answers: 'Everything that one request led to, in all functions: put its trace or request id in.',
    of: ALL,
    commands: [
      'filter trace = "TRACE" or request = "REQUEST" or forwarded = "REQUEST"',
      'fields @timestamp, service, message, route, status, source, tier, code, fault, ms.total, calls',
      'sort @timestamp asc',
      'limit 200',
    ],
  },
];

/** As Logs Insights takes it. */
export const queryText = ({ commands }: LogQuery): string => commands.join('\n| ');
