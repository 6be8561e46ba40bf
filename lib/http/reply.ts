import type { Body, Clock, Found } from '../cache/index.ts';
import { compressed, etagOf, httpBodies, matchesEtag } from './bodies.ts';
import { cacheHeaders, type Ingredient } from './cache-headers.ts';
import { acceptsGzip } from './content-coding.ts';

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
  /** When the question came in. Epoch ms. */
  readonly now: number;
  /** For when the answer is written: a load may have taken seconds since the question. */
  readonly clock: Clock;
  /** Until when (epoch ms) a client may use the answer without asking again. */
  readonly reusableUntil: number;
  /** Milliseconds that the invocation has left; undefined where nobody counts them. */
  readonly remaining?: () => number;
  /** Called once for each answer that has cache headers, with what they are made of. */
  readonly onAnswered?: (ingredients: readonly [Ingredient, ...Ingredient[]]) => void;
  /** Called with the number of parts of an answer whose load failed. */
  readonly onFailed?: (parts: number) => void;
}

/** A document that is written only if the client does not have it. */
export interface ComposedDocument {
  /** The same for the same text, and without the text: what decides it, the tags of stored bodies included. */
  readonly tag: string;
  text(): string;
}

/** What a composed document rests on. */
export interface RestsOn {
  readonly ingredients: readonly Ingredient[];
  /** The parts whose load failed. With one of them missing the document is not to be kept at all. */
  readonly failed?: number;
}

/** The headers of an answer made of cached entries. */
export const answeredHeaders = (
  ingredients: readonly [Ingredient, ...Ingredient[]],
  { tiers, clock, reusableUntil, onAnswered }: ReplyContext,
): Record<string, string> => {
  onAnswered?.(ingredients);
  return cacheHeaders(tiers, ingredients, { now: clock.now(), reusableUntil });
};

/**
 * The stored body itself: never parsed, and not compressed again. `consulted` is what decided that it is this body:
 * the answer may be kept as long as the least of them.
 */
export const entryReply = (
  answer: Found<unknown>,
  context: ReplyContext,
  consulted: readonly Ingredient[] = [],
): Reply => {
  const { entry } = answer;
  const headers = { ...answeredHeaders([answer, ...consulted], context), etag: entry.etag, vary: 'accept-encoding' };
  return bodyReply(bodyOf(answer), headers, context);
};

type TaggedHeaders = Readonly<Record<string, string>> & { readonly etag: string };

/** A body that is packed already. */
export const bodyReply = (body: Body, headers: TaggedHeaders, context: ReplyContext): Reply =>
  notModified(headers, context) ?? write(body, headers, context);

/** A document put together from several entries; it may be kept as long as the least of them. */
export const composedReply = (
  document: ComposedDocument,
  { ingredients, failed = 0 }: RestsOn,
  context: ReplyContext,
): Reply => {
  if (failed > 0) context.onFailed?.(failed);
  const [first, ...rest] = ingredients;
  const headers: TaggedHeaders = {
    'cache-control': 'no-store',
    ...(first !== undefined && answeredHeaders([first, ...rest], context)),
    ...(failed > 0 && { 'cache-control': 'no-store' }),
    etag: etagOf(document.tag),
    vary: 'accept-encoding',
  };
  return notModified(headers, context) ?? writeText(document.text(), headers, context);
};

/** A document that rests on nothing cached: nobody may keep it. */
export const uncachedReply = (text: string, context: ReplyContext): Reply =>
  composedReply({ tag: text, text: () => text }, { ingredients: [] }, context);

/** Text of our own, and stored bodies that go in as they are: neither parsed nor serialised again. */
export const inPieces = (pieces: readonly (string | Found<unknown>)[]): ComposedDocument => ({
  tag: pieces.map((piece) => (typeof piece === 'string' ? piece : piece.entry.etag)).join(''),
  text: () => pieces.map((piece) => (typeof piece === 'string' ? piece : httpBodies.decode(bodyOf(piece)))).join(''),
});

const bodyOf = ({ entry }: Found<unknown>): Body => {
  if (entry.body === null) throw new TypeError('An absent entry has no body to reply with');
  return entry.body;
};

/** Undefined unless the client has the answer already. Decided by the tag alone: no body is touched. */
const notModified = (headers: TaggedHeaders, context: ReplyContext): Reply | undefined =>
  matchesEtag(context.headers['if-none-match'], headers.etag)
    ? { statusCode: 304, headers, body: '', isBase64Encoded: false }
    : undefined;

const writeText = (text: string, headers: Readonly<Record<string, string>>, context: ReplyContext): Reply =>
  write(acceptsGzip(context.headers) ? compressed(text) : { encoding: 'identity', text }, headers, context);

const write = (body: Body, headers: Readonly<Record<string, string>>, context: ReplyContext): Reply => {
  const typed = { ...headers, 'content-type': 'application/json' };
  if (body.encoding === 'gzip' && acceptsGzip(context.headers)) {
    return {
      statusCode: 200,
      headers: { ...typed, 'content-encoding': 'gzip' },
      body: Buffer.from(body.bytes).toString('base64'),
      isBase64Encoded: true,
    };
  }
  return { statusCode: 200, headers: typed, body: httpBodies.decode(body), isBase64Encoded: false };
};
