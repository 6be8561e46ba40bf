import { runWithWaitLimit } from '../../lib/async/wait-limit.ts';
import { seconds } from '../../lib/cache/index.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { askedWait, type AskedWait } from '../../lib/http/wait.ts';
import type { ApiEvent } from './request/event.ts';

// For what comes after the deadline: the key to the queue, and the answer to the client.
const RESERVE_MS = 250;

export interface LimitedAnswer {
  /** Without the wait: no route has such a parameter. */
  readonly event: ApiEvent;
  /** Has the answer made within the wait, and says in it what was honoured. */
  readonly within: (now: number, answer: () => Promise<Reply>) => Promise<Reply>;
}

/** How long the client of a request can wait. `canWait`: somebody goes on with a load that is given up here. */
export const limitWait = (event: ApiEvent, canWait: boolean): LimitedAnswer => {
  const { wait: parameter, ...query } = event.queryStringParameters ?? {};
  const wait = askedWait(parameter, event.headers.prefer);
  return {
    event: parameter === undefined ? event : { ...event, queryStringParameters: query },
    within:
      wait === undefined || !canWait ? async (_, answer) => answer() : (now, answer) => limited(wait, now, answer),
  };
};

const limited = async (wait: AskedWait, now: number, answer: () => Promise<Reply>): Promise<Reply> => {
  const applied: Record<string, string> = wait.isPreference ? { 'preference-applied': `wait=${wait.seconds}` } : {};
  try {
    const reply = await runWithWaitLimit(now + seconds(wait.seconds) - RESERVE_MS, answer);
    return { ...reply, headers: { ...reply.headers, ...applied } };
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    throw error.with(applied);
  }
};
