import type { Body, Found } from '../cache/index.ts';
import { compressed, etagOf, httpBodies, matchesEtag } from './bodies.ts';
import { cacheHeaders, type Ingredient } from './cache-headers.ts';

/** An API Gateway (payload 2.0) response. */
export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** What decides how an answer is written. Header names are lower-case, as API Gateway sends them. */
export interface ReplyContext {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly tiers: readonly string[];
  readonly now: number;
  /** Called once for each answer that has cache headers, with what they are made of. */
  readonly onAnswered?: (ingredients: readonly [Ingredient, ...Ingredient[]]) => void;
  /** Called with the number of parts of an answer whose load failed. */
  readonly onFailed?: (parts: number) => void;
}

/** The headers of an answer made of cached entries. */
export const answeredHeaders = (
  ingredients: readonly [Ingredient, ...Ingredient[]],
  { tiers, now, onAnswered }: ReplyContext,
): Record<string, string> => {
  onAnswered?.(ingredients);
  return cacheHeaders(tiers, ingredients, now);
};

/** The stored body itself: never parsed, and not compressed again. */
export const entryReply = (answer: Found<unknown>, context: ReplyContext): Reply => {
  const { entry } = answer;
  if (entry.body === null) throw new TypeError('An absent entry has no body to reply with');
  const headers = answeredHeaders([answer], context);
  return write(entry.body, entry.etag, headers, context);
};

/** A document put together from several entries. */
export const composedReply = (text: string, ingredients: readonly Ingredient[], context: ReplyContext): Reply => {
  const [first, ...rest] = ingredients;
  const headers = first === undefined ? { 'cache-control': 'no-store' } : answeredHeaders([first, ...rest], context);
  const body: Body = acceptsGzip(context) ? compressed(text) : { encoding: 'identity', text };
  return write(body, etagOf(text), headers, context);
};

/** The text of a found answer, to be put into a larger document as it is. */
export const textOf = ({ entry }: Found<unknown>): string =>
  entry.body === null ? 'null' : httpBodies.decode(entry.body);

const write = (body: Body, etag: string, cache: Record<string, string>, context: ReplyContext): Reply => {
  const headers = { ...cache, etag, vary: 'accept-encoding' };
  if (matchesEtag(context.headers['if-none-match'], etag)) {
    return { statusCode: 304, headers, body: '', isBase64Encoded: false };
  }
  const typed = { ...headers, 'content-type': 'application/json' };
  if (body.encoding === 'gzip' && acceptsGzip(context)) {
    return {
      statusCode: 200,
      headers: { ...typed, 'content-encoding': 'gzip' },
      body: Buffer.from(body.bytes).toString('base64'),
      isBase64Encoded: true,
    };
  }
  return { statusCode: 200, headers: typed, body: httpBodies.decode(body), isBase64Encoded: false };
};

/** `gzip`, `gzip;q=0.5`, `*`; not `gzip;q=0`. */
const acceptsGzip = ({ headers }: ReplyContext): boolean =>
  (headers['accept-encoding'] ?? '')
    .split(',')
    .some((coding) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(coding));
