import type { Absent, Failed } from '../../../lib/cache/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { HttpProblem, type ProblemCode } from '../../../lib/http/problem.ts';
import { answeredHeaders, type ReplyContext } from '../../../lib/http/reply.ts';
import { failureReason } from '../../../lib/sports/failure-reason.ts';
import type { BatchItem, Suggestion } from '../../../lib/sports/lookup/index.ts';

// Long enough for a provider to come back, short enough for a person to wait.
const RETRY_AFTER_SECONDS = 5;

/** The problem for a question whose load failed: why, in the words of the provider port, never in the provider's text. */
export const unavailable = ({ error }: Failed): HttpProblem => {
  const { reason, retryAfter } = failureReason(error);
  if (reason === 'unsupported') {
    return new HttpProblem('not-offered', 'The configured provider does not offer this data', { cause: error });
  }
  const retryAfterSeconds = retryAfter === undefined ? RETRY_AFTER_SECONDS : Math.max(1, Math.ceil(retryAfter / 1000));
  const why = reason === 'over-budget' ? 'the provider budget is exhausted' : 'the provider did not answer';
  return new HttpProblem('upstream-unavailable', `Nothing is cached and ${why}; try again later`, {
    retryAfterSeconds,
    extra: { reason },
    cause: error,
  });
};

/** The problem for a cached absence: with the cache headers of any other answer. */
export const absent = (
  code: Extract<ProblemCode, 'player-not-found' | 'team-not-found' | 'no-stats'>,
  detail: string,
  field: string,
  { answer, context }: { readonly answer: Absent; readonly context: ReplyContext },
): HttpProblem => new HttpProblem(code, detail, { field, headers: answeredHeaders([answer], context) });

/** Who may be meant by a name that nobody has. */
export const suggestionsOf = (suggestions: readonly Suggestion[]): readonly object[] =>
  suggestions.map(({ id, name, team, position }) => ({ id, name, team, position }));

/** The entries that an answer about several players was made of. */
export const ingredientsOf = (items: readonly BatchItem[]): readonly Ingredient[] =>
  items.flatMap(({ resolution, outcome }) => [
    ...(resolution === undefined || resolution.kind === 'failed' ? [] : resolution.consulted),
    ...('answer' in outcome ? [outcome.answer] : []),
  ]);
