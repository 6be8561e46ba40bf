import type { GlossaryAnswer } from '../../../lib/http/answers/index.ts';
import type { Body } from '../../../lib/cache/index.ts';
import { compressed, etagOf } from '../../../lib/http/bodies.ts';
import { acceptsGzip } from '../../../lib/http/content-coding.ts';
import { bodyReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { leagueIn, queryOf, type ApiEvent } from '../request/event.ts';

// The glossary changes with a deployment only, and no purge is about it.
const CACHE_CONTROL = 'private, max-age=86400, stale-while-revalidate=604800';

/** The label, the unit and the better direction of every stat of a league. */
export const glossary = async (_deps: unknown, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  queryOf(event, NoQuery);
  const { plain, packed, hash } = await writtenFor(league.id);
  const body = acceptsGzip(context.headers) ? packed : plain;
  // Strong tags, one for each coding: the bytes differ.
  const etag = body.encoding === 'gzip' ? `"${hash}-gzip"` : `"${hash}"`;
  return bodyReply(body, { etag, 'cache-control': CACHE_CONTROL, vary: 'accept-encoding' }, context);
};

interface WrittenGlossary {
  readonly plain: Body;
  readonly packed: Body;
  readonly hash: string;
}

// A part of the release, like the code: written once for each league.
const written = new Map<LeagueId, WrittenGlossary>();

const writtenFor = async (league: LeagueId): Promise<WrittenGlossary> => {
  const known = written.get(league);
  if (known !== undefined) return known;
  // A long text that few requests need: a cold start does not load it.
  const { glossaryOf } = await import('../../../lib/sports/glossary/index.ts');
  const text = JSON.stringify({ league, stats: glossaryOf(league) } satisfies GlossaryAnswer);
  const glossary: WrittenGlossary = {
    plain: { encoding: 'identity', text },
    packed: compressed(text),
    hash: etagOf(text).replace(/^W\/"|"$/g, ''),
  };
  written.set(league, glossary);
  return glossary;
};
