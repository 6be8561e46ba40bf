import type { Reply, ReplyContext } from '../../../lib/http/reply.ts';
import { askByName } from '../request/ask-by-name.ts';
import type { ApiDeps } from '../request/deps.ts';
import { statsQuery, statsReply, type StatsAsked } from './stats-reply.ts';

/** The stats of the one player whom a name means: the same document as by id. */
export const statsByName = async (
  deps: ApiDeps,
  asked: StatsAsked & { readonly text: string },
  context: ReplyContext,
): Promise<Reply> => {
  const { league, season, type } = asked;
  const { id, outcome, consulted } = await askByName(deps, asked, (of) => statsQuery(deps, of, season), context);
  return statsReply(deps, { ...asked, of: { league, type, id }, outcome, consulted }, context);
};
