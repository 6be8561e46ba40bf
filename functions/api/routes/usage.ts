import type { UsageAnswer } from '../../../lib/http/answers/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { UsageQuery } from '../../../lib/http/upkeep-schemas.ts';
import { PROMETHEUS_TYPE, prometheusText } from '../../../lib/telemetry/usage/prometheus.ts';
import { hoursOfDay, hoursUntil, readUsage } from '../../../lib/telemetry/usage/report.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, type ApiEvent } from '../request/event.ts';
import { usageCounters } from '../request/usage-read.ts';

type UsageDeps = Pick<ApiDeps, 'ledgers' | 'clock'>;

/** The usage of the last hours, this environment's latest counts included, and the state of the budget. */
export const usage = async (deps: UsageDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { hours, format } = queryOf(event, UsageQuery);
  const { ledgers, clock } = deps;
  if (format === 'prometheus' && event.queryStringParameters?.hours !== undefined) {
    const detail = 'hours does not go with format=prometheus, whose counters run from midnight UTC';
    throw new HttpProblem('invalid-parameter', detail, { field: 'hours' });
  }
  const now = clock.now();
  const counters = await usageCounters(deps);
  const wanted = format === 'prometheus' ? hoursOfDay(now) : hoursUntil(now, hours);
  const document: UsageAnswer = await readUsage({ ...ledgers, counters }, wanted);
  if (format === 'json') return uncachedReply(JSON.stringify(document), context);
  const reply = uncachedReply(prometheusText(document), context);
  return { ...reply, headers: { ...reply.headers, 'content-type': PROMETHEUS_TYPE } };
};
