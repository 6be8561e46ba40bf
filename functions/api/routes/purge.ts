import { PurgeIncompleteError } from '../../../lib/cache/index.ts';
import { parseBody } from '../../../lib/http/input.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery, PurgeBody } from '../../../lib/http/schemas.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, servedLeague, type ApiEvent } from '../request/event.ts';

/** Purges a scope of a league, and what would tell the same again. Answers 200 only when every tier has taken it. */
export const purge = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  queryOf(event, NoQuery);
  const { league: text, scope } = parseBody(PurgeBody, event);
  const { id: league } = servedLeague(text, deps.leagues);
  // Asked for by hand, now and then: a cold start does without.
  const { scopesWith } = await import('../request/purge-scopes.ts');
  const scopes = await scopesWith(deps, league, scope);
  try {
    const stamp = await deps.cache.purge(league, scopes);
    return composedReply(JSON.stringify({ league, scope, scopes, stamp }), [], context);
  } catch (error) {
    if (!(error instanceof PurgeIncompleteError)) throw error;
    throw new HttpProblem('purge-incomplete', 'Not every tier has taken the purge; ask again', {
      retryAfterSeconds: 5,
      extra: { tiers: error.tiers },
      cause: error,
    });
  }
};
