import type { UsageAnswer } from '../../../lib/http/answers/index.ts';
import { hoursUntil, readUsage } from '../../../lib/telemetry/usage-report.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { UsageQuery } from '../../../lib/http/lazy-schemas.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, type ApiEvent } from '../request/event.ts';

type UsageDeps = Pick<ApiDeps, 'ledgers' | 'clock'>;

// Long enough for a table that is out for a moment.
const RETRY_AFTER_SECONDS = 5;

const unreadable = (cause: unknown): never => {
  throw new HttpProblem('usage-unavailable', 'The usage counters cannot be read now; try again later', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  });
};

/** The usage of the last hours, this environment's latest counts included, and the state of the budget. */
export const usage = async ({ ledgers, clock }: UsageDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { hours } = queryOf(event, UsageQuery);
  await ledgers.flush.now();
  const counters = {
    ...ledgers.counters,
    read: (pages: readonly string[]) => ledgers.counters.read(pages).catch(unreadable),
  };
  const document: UsageAnswer = await readUsage({ ...ledgers, counters }, hoursUntil(clock.now(), hours));
  return uncachedReply(JSON.stringify(document), context);
};
