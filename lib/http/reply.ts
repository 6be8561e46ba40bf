import type { Body, Clock, Found } from '../cache/index.ts';
import { matchesEtag } from './bodies.ts';
import { cacheHeaders, type Ingredient } from './cache-headers.ts';
import { acceptsGzip } from './content-coding.ts';
import { base64Of, createKeptBodies, type ComposedDocument, type KeptBodies, type SentText } from './kept-bodies.ts';

export type { ComposedDocument, SentText } from './kept-bodies.ts';

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
  /** Bodies as they were sent before; undefined: none are kept. */
  readonly kept?: KeptBodies;
  /** Until when (epoch ms) a client may use the answer without asking again. */
  readonly reusableUntil: number;
  /** Milliseconds that the invocation has left; undefined where nobody counts them. */
  readonly remaining?: (() => number) | undefined;
  /** Called once for each answer that has cache headers, with what they are made of. */
  readonly onAnswered?: (ingredients: readonly [Ingredient, ...Ingredient[]]) => void;
  /** Called with the number of parts of an answer whose load failed. */
  readonly onFailed?: (parts: number) => void;
  /** Called with the bytes of a body that is sent, where they are known without reading it. */
  readonly onBody?: (bytes: number) => void;
}

/** What a composed document rests on. */
export interface RestsOn {
  readonly ingredients: readonly Ingredient[];
  /** The parts whose load failed. With one of them missing the document is not to be kept at all. */
  readonly failed?: number;
}

const NOTHING_KEPT = createKeptBodies();

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
  const headers = answeredHeaders([answer, ...consulted], context);
  headers.etag = answer.entry.etag;
  headers.vary = 'accept-encoding';
  return bodyReply(bodyOf(answer), headers as TaggedHeaders, context);
};

/** Of one answer: what is said of its body is added to them. */
type TaggedHeaders = Record<string, string> & { readonly etag: string };

/** A body that is packed already. */
export const bodyReply = (body: Body, headers: TaggedHeaders, context: ReplyContext): Reply => {
  if (isHeld(headers, context)) return notModified(headers);
  if (body.encoding === 'gzip' && acceptsGzip(context.headers)) {
    context.onBody?.(body.bytes.byteLength);
    return packedReply(base64Of(body.bytes), headers);
  }
  return plainReply((context.kept ?? NOTHING_KEPT).plain(body, headers.etag), headers, context);
};

/** A document put together from several entries; it may be kept as long as the least of them. */
export const composedReply = (document: ComposedDocument, restsOn: RestsOn, context: ReplyContext): Reply => {
  const sent = (context.kept ?? NOTHING_KEPT).sent(document);
  const headers = composedHeaders(sent.etag, restsOn, context);
  if (isHeld(headers, context)) return notModified(headers);
  const packed = acceptsGzip(context.headers) ? sent.packed() : undefined;
  return packed === undefined ? plainReply(sent.plain(), headers, context) : packedReply(packed, headers);
};

/**
 * One whose text is another a moment later under the same tag, with other ages: it is written for every answer, unless the
 * client has it, and sent as it is.
 */
export const writtenReply = (
  { etag, text }: { readonly etag: string; readonly text: () => SentText },
  restsOn: RestsOn,
  context: ReplyContext,
): Reply => {
  const headers = composedHeaders(etag, restsOn, context);
  return isHeld(headers, context) ? notModified(headers) : plainReply(text(), headers, context);
};

const composedHeaders = (etag: string, { ingredients, failed = 0 }: RestsOn, context: ReplyContext): TaggedHeaders => {
  if (failed > 0) context.onFailed?.(failed);
  const [first, ...rest] = ingredients;
  return {
    'cache-control': 'no-store',
    ...(first !== undefined && answeredHeaders([first, ...rest], context)),
    ...(failed > 0 && { 'cache-control': 'no-store' }),
    etag,
    vary: 'accept-encoding',
  };
};

/** A document that rests on nothing cached: nobody may keep it. */
export const uncachedReply = (text: string, context: ReplyContext): Reply =>
  composedReply({ tag: text, text: () => text }, { ingredients: [] }, { ...context, kept: NOTHING_KEPT });

/** Text of our own, and stored bodies that go in as they are: neither parsed nor serialised again. */
export const inPieces = (pieces: readonly (string | Found<unknown>)[]): ComposedDocument => ({
  tag: pieces.map((piece) => (typeof piece === 'string' ? piece : piece.entry.etag)).join(''),
  text: (textOf) =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(bodyOf(piece), piece.entry.etag))).join(''),
});

const bodyOf = ({ entry }: Found<unknown>): Body => {
  if (entry.body === null) throw new TypeError('An absent entry has no body to reply with');
  return entry.body;
};

/** Whether the client has the answer already. Decided by the tag alone: no body is touched. */
const isHeld = (headers: TaggedHeaders, context: ReplyContext): boolean =>
  matchesEtag(context.headers['if-none-match'], headers.etag);

const notModified = (headers: TaggedHeaders): Reply => ({
  statusCode: 304,
  headers,
  body: '',
  isBase64Encoded: false,
});

const plainReply = ({ text, bytes }: SentText, headers: TaggedHeaders, { onBody }: ReplyContext): Reply => {
  onBody?.(bytes);
  headers['content-type'] = 'application/json';
  return { statusCode: 200, headers, body: text, isBase64Encoded: false };
};

const packedReply = (packed: string, headers: TaggedHeaders): Reply => {
  headers['content-type'] = 'application/json';
  headers['content-encoding'] = 'gzip';
  return { statusCode: 200, headers, body: packed, isBase64Encoded: true };
};
