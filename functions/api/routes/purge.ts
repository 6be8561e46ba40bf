import { PurgeIncompleteError } from '../../../lib/cache/index.ts';
import { parseBody } from '../../../lib/http/input.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery, PurgeBody } from '../../../lib/http/schemas.ts';
import type { ApiDeps } from '../deps.ts';
import { queryOf, servedLeague, type ApiEvent } from '../request.ts';

/** Purges a scope of a league. Answers 200 only when every tier has taken it. */
export const purge = async ({ cache, leagues }: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  queryOf(event, NoQuery);
  const { league: text, scope } = parseBody(PurgeBody, event);
  const league = servedLeague(text, leagues);
  try {
    const stamp = await cache.purge(league.id, [scope]);
    return composedReply(JSON.stringify({ league: league.id, scope, stamp }), [], context);
  } catch (error) {
    if (!(error instanceof PurgeIncompleteError)) throw error;
    throw new HttpProblem('purge-incomplete', 'Not every tier has taken the purge; ask again', {
      retryAfterSeconds: 5,
      extra: { tiers: error.tiers },
      cause: error,
    });
  }
};
