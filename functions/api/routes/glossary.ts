import { etagOf, matchesEtag } from '../../../lib/http/bodies.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import { leagueIn, queryOf, type ApiEvent } from '../request/event.ts';

// The glossary changes with a deployment only.
const CACHE_CONTROL = 'private, max-age=86400, stale-while-revalidate=604800';

/** The label, the unit and the better direction of every stat of a league. */
export const glossary = async (_deps: unknown, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  queryOf(event, NoQuery);
  // A long text that few requests need: a cold start does not load it.
  const { glossaryOf } = await import('../../../lib/sports/glossary/index.ts');
  const text = JSON.stringify({ league: league.id, stats: glossaryOf(league.id) });
  const { 'if-none-match': known, ...headers } = context.headers;
  const reply = composedReply(text, [], { ...context, headers });
  // Strong tags, one for each coding: the bytes differ.
  const hash = etagOf(text).replace(/^W\/"|"$/g, '');
  const etag = reply.isBase64Encoded ? `"${hash}-gzip"` : `"${hash}"`;
  const validators = { etag, 'cache-control': CACHE_CONTROL, vary: 'accept-encoding' };
  return matchesEtag(known, etag)
    ? { statusCode: 304, headers: validators, body: '', isBase64Encoded: false }
    : { ...reply, headers: { ...reply.headers, ...validators } };
};
