import type { UsageAnswer } from '../../../lib/http/answers/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { UsageQuery } from '../../../lib/http/upkeep-schemas.ts';
import { PROMETHEUS_TYPE, prometheusText } from '../../../lib/telemetry/usage/prometheus.ts';
import { hoursOfDay, hoursUntil, readUsage } from '../../../lib/telemetry/usage/report.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, servedLeague, type ApiEvent } from '../request/event.ts';
import { usageCounters } from '../request/usage-read.ts';

type UsageDeps = Pick<ApiDeps, 'ledgers' | 'clock' | 'leagues'>;

/** The usage of the last hours, this environment's latest counts included, and the state of the budget. */
export const usage = async (deps: UsageDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { hours, format, league } = queryOf(event, UsageQuery);
  const { ledgers, clock, leagues } = deps;
  const unfit = format === 'prometheus' && UNFIT.find((field) => event.queryStringParameters?.[field] !== undefined);
  if (unfit) {
    const detail = `${unfit} does not go with format=prometheus, whose counters run from midnight UTC for all leagues`;
    throw new HttpProblem('invalid-parameter', detail, { field: unfit });
  }
  const of = league === undefined ? undefined : servedLeague(league, leagues).id;
  const caller = { name: event.caller?.name ?? null, role: event.role ?? 'admin' };
  const now = clock.now();
  const counters = await usageCounters(deps);
  const wanted = format === 'prometheus' ? hoursOfDay(now) : hoursUntil(now, hours);
  const asked = { hours: wanted, now, league: of };
  const document: UsageAnswer = await readUsage({ ...ledgers, caller, counters }, asked);
  if (format === 'json') return uncachedReply(JSON.stringify(document), context);
  const reply = uncachedReply(prometheusText(document), context);
  return { ...reply, headers: { ...reply.headers, 'content-type': PROMETHEUS_TYPE } };
};

// For scrapers.
const UNFIT = ['hours', 'league'] as const;
