import { HttpProblem } from '../../../lib/http/problem.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { UsageQuery } from '../../../lib/http/schemas.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, type ApiEvent } from '../request/event.ts';

type UsageDeps = Pick<ApiDeps, 'ledgers' | 'clock'>;

// A table that is out for a moment is back by then.
const RETRY_AFTER_SECONDS = 5;

const unreadable = (cause: unknown): never => {
  throw new HttpProblem('usage-unavailable', 'What has been counted cannot be read; ask again later', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  });
};

/** What the last hours came to, this environment's latest included, and how the budget stands. */
export const usage = async ({ ledgers, clock }: UsageDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { hours } = queryOf(event, UsageQuery);
  await ledgers.flush.now();
  // Few ask for it: not a part of every cold start.
  const { hoursUntil, readUsage } = await import('../../../lib/telemetry/usage-report.ts');
  const counters = {
    ...ledgers.counters,
    read: (pages: readonly string[]) => ledgers.counters.read(pages).catch(unreadable),
  };
  const document = await readUsage({ ...ledgers, counters }, hoursUntil(clock.now(), hours));
  return composedReply(JSON.stringify(document), [], context);
};
