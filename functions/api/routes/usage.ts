import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { UsageQuery } from '../../../lib/http/schemas.ts';
import type { ApiDeps } from '../deps.ts';
import { queryOf, type ApiEvent } from '../request.ts';

type UsageDeps = Pick<ApiDeps, 'ledgers' | 'clock'>;

/** What the last hours came to, this environment's latest included, and how the budget stands. */
export const usage = async ({ ledgers, clock }: UsageDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { hours } = queryOf(event, UsageQuery);
  await ledgers.flush.now();
  // Few ask for it: not a part of every cold start.
  const { hoursUntil, readUsage } = await import('../../../lib/telemetry/usage-report.ts');
  const document = await readUsage(ledgers, hoursUntil(clock.now(), hours));
  return composedReply(JSON.stringify(document), [], context);
};
