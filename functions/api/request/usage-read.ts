import type { Counters } from '../../../lib/ledgers/counters.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import type { ApiDeps } from './deps.ts';

// Long enough for a table that is out for a moment.
const RETRY_AFTER_SECONDS = 5;

/** The counters with this environment's latest counts; a read that fails is a 503. */
export const usageCounters = async ({ ledgers }: Pick<ApiDeps, 'ledgers'>): Promise<Counters> => {
  await ledgers.flush.now();
  return { ...ledgers.counters, read: (pages) => ledgers.counters.read(pages).catch(unreadable) };
};

const unreadable = (cause: unknown): never => {
  throw new HttpProblem('usage-unavailable', 'The usage counters cannot be read now; try again later', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause,
  });
};
