import type { RootAnswer, RouteLink } from '../../../lib/http/answers/index.ts';
import { compressed, etagOf } from '../../../lib/http/bodies.ts';
import { bodyReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { ROUTES } from '../../../lib/http/route-keys.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import { queryOf, type ApiEvent } from '../request/event.ts';

// A part of the release: no purge is about it.
const CACHE_CONTROL = 'private, max-age=86400';

const links = Object.entries(ROUTES)
  .filter(([name, { access }]) => access !== 'admin' && name !== 'root')
  .map(([name, { key, access }]): RouteLink => {
    const [method = '', path = ''] = key.split(' ');
    return { name, method, path, key: access === 'open' ? 'not needed' : 'needed' };
  });
const text = JSON.stringify({ name: 'Statline', links } satisfies RootAnswer);
const body = compressed(text);
const etag = etagOf(text);

/** What there is to ask. */
export const root = (_deps: unknown, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  queryOf(event, NoQuery);
  return Promise.resolve(bodyReply(body, { etag, 'cache-control': CACHE_CONTROL, vary: 'accept-encoding' }, context));
};
