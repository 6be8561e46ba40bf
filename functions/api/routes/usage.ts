import type { UsageAnswer } from '../../../lib/http/answers/index.ts';
import { UsageQuery } from '../../../lib/http/upkeep-schemas.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { hoursUntil, readUsage } from '../../../lib/telemetry/usage/report.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, type ApiEvent } from '../request/event.ts';
import { usageCounters } from '../request/usage-read.ts';

type UsageDeps = Pick<ApiDeps, 'ledgers' | 'clock'>;

/** The usage of the last hours, this environment's latest counts included, and the state of the budget. */
export const usage = async (deps: UsageDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { hours } = queryOf(event, UsageQuery);
  const { ledgers, clock } = deps;
  const counters = await usageCounters(deps);
  const document: UsageAnswer = await readUsage({ ...ledgers, counters }, hoursUntil(clock.now(), hours));
  return uncachedReply(JSON.stringify(document), context);
};
