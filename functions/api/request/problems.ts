import type { Absent, Failed } from '../../../lib/cache/index.ts';
import { HttpProblem, type ProblemCode } from '../../../lib/http/problem.ts';
import { answeredHeaders, type ReplyContext } from '../../../lib/http/reply.ts';
import { failureReason } from '../../../lib/sports/failure-reason.ts';

// Long enough for a provider to come back, short enough for a person to wait.
const RETRY_AFTER_SECONDS = 5;

/** The provider could not be asked and nothing is cached. Says why in the provider's own terms, never its text. */
export const unavailable = ({ error }: Failed): HttpProblem => {
  const { reason, retryAfter } = failureReason(error);
  if (reason === 'unsupported') {
    return new HttpProblem('not-offered', 'The provider that is configured does not tell this', { cause: error });
  }
  const retryAfterSeconds = retryAfter === undefined ? RETRY_AFTER_SECONDS : Math.max(1, Math.ceil(retryAfter / 1000));
  const why = reason === 'over-budget' ? 'what may be asked of the provider is spent' : 'the provider did not answer';
  return new HttpProblem('upstream-unavailable', `Nothing is cached and ${why}; ask again later`, {
    retryAfterSeconds,
    extra: { reason },
    cause: error,
  });
};

/** There is no such thing, and that answer is cached like any other. */
export const absent = (
  code: Extract<ProblemCode, 'player-not-found' | 'team-not-found' | 'no-stats'>,
  detail: string,
  field: string,
  { answer, context }: { readonly answer: Absent; readonly context: ReplyContext },
): HttpProblem => new HttpProblem(code, detail, { field, headers: answeredHeaders([answer], context) });
