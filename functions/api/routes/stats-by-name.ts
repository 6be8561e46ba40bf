import { HttpProblem } from '../../../lib/http/problem.ts';
import type { Reply, ReplyContext } from '../../../lib/http/reply.ts';
import { unavailable } from '../request/answers.ts';
import type { ApiDeps } from '../request/deps.ts';
import { noPlayerMeant, pathName } from '../request/path-name.ts';
import { statsQuery, statsReply, type StatsAsked } from './stats.ts';

/** The stats of the one player whom a name means: the same document as by id. */
export const statsByName = async (
  deps: ApiDeps,
  asked: StatsAsked & { readonly text: string },
  context: ReplyContext,
): Promise<Reply> => {
  const { league, season, type, hints, text } = asked;
  const form = pathName(text, hints);
  const names = [{ text, form }];
  const request = { league, ids: [], names, type, hints };
  const [item] = await deps.batch.askFor(request, (of) => statsQuery(deps, of, season));
  if (item === undefined) throw new HttpProblem('internal-error', 'The name was not resolved');
  const { resolution, outcome } = item;
  const consulted = resolution === undefined || resolution.kind === 'failed' ? [] : resolution.consulted;
  if (outcome.kind === 'ambiguous' || outcome.kind === 'none') {
    throw noPlayerMeant(asked, outcome, consulted, context);
  }
  if (resolution?.kind !== 'one') {
    throw outcome.kind === 'failed' ? unavailable(outcome) : new HttpProblem('internal-error', 'Nobody was looked up');
  }
  return statsReply(deps, { ...asked, of: { league, type, id: resolution.id }, outcome, consulted }, context);
};
