import type { HealthAnswer } from '../../../lib/http/answers/index.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import { VERSION } from '../../../lib/version.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, type ApiEvent } from '../request/event.ts';

/** That this environment answers, and its tiers and provider. Asks none of them, so that it works while they are down. */
export const health = (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  queryOf(event, NoQuery);
  const { name, label } = deps.upstream;
  const document: HealthAnswer = {
    status: 'ok',
    version: VERSION,
    tiers: deps.cache.tiers,
    upstream: { name, label },
  };
  return Promise.resolve(uncachedReply(JSON.stringify(document), context));
};
