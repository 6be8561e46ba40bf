import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiEvent } from '../request.ts';

/** That this environment answers, and what it is wired to. Asks nobody, so it stays true when neighbours are down. */
export const health = ({ cache, upstream }: ApiDeps, _event: ApiEvent, context: ReplyContext): Promise<Reply> =>
  Promise.resolve(composedReply(JSON.stringify({ status: 'ok', tiers: cache.tiers, upstream }), [], context));
