import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import type { ApiEvent } from '../api/request/event.ts';
import { filledPage } from './filled-page.ts';
import { packed, packedReply, type Packed } from './file-reply.ts';
import type { StaticFile } from './files.ts';
import { LINKS } from './links.ts';
import { originOf } from './origin.ts';
import { START_POLICY } from './policies.ts';
import { wantsHtml } from './wants-html.ts';

export interface StartOptions {
  readonly needsKey: boolean;
  /** Whom the page asks about. */
  readonly league: string;
  /** As in a path. */
  readonly player: string;
  readonly template: () => Promise<StaticFile>;
}

// Both are at one address.
const VARY = 'accept, accept-encoding';

/** What there is to ask: a page for people, links for programs. */
export const createStart = ({ template, needsKey, ...texts }: StartOptions): ((event: ApiEvent) => Promise<Reply>) => {
  const links = packed(LINKS, 'application/json');
  let last: { readonly origin: string; readonly page: Packed } | undefined;

  const pageAt = async (origin: string): Promise<Packed> => {
    if (last?.origin !== origin)
      last = { origin, page: filledPage(await template(), { needsKey, texts: { ...texts, origin } }) };
    return last.page;
  };

  return async (event) => {
    const { headers, queryStringParameters } = event;
    if (wantsHtml(headers.accept)) {
      return packedReply(await pageAt(originOf(event)), headers, {
        'cache-control': 'private, no-cache',
        'content-security-policy': START_POLICY,
        vary: VARY,
      });
    }
    refuseQuery(queryStringParameters);
    // A part of the release: no purge is about it.
    return packedReply(links, headers, { 'cache-control': 'private, max-age=86400', vary: VARY });
  };
};

/** As the routes of the API do it: a parameter that is not known is more likely a mistake than a wish. */
const refuseQuery = (query: ApiEvent['queryStringParameters']): void => {
  const [field] = Object.keys(query ?? {});
  if (field === undefined) return;
  throw new HttpProblem('invalid-parameter', `${field} is not known here: nothing is to be given`, { field });
};
