import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { send as sendKept } from '../outgoing/send.ts';
import { CODINGS, unpacked } from '../outgoing/unpacked.ts';
import { type UpstreamCall, UpstreamError, type UpstreamErrorCode } from '../sports/upstream/index.ts';

export interface HttpOptions {
  readonly userAgent: string;
  /** How a request is sent. Default: over a connection that is kept. */
  readonly send?: Send;
  /** Milliseconds for one call, reading the body included. */
  readonly timeout?: number;
  /** Of a body, counted after decompression. */
  readonly maxBytes?: number;
  readonly clock?: { now(): number };
  /** Sent with every request, beside what every request has. Secrets may be here: they are never part of an error. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds that a refusal asks us to pause, for a provider that does not send Retry-After. */
  readonly retryAfterOf?: (headers: IncomingHttpHeaders) => number | undefined;
}

/** The head of an answer, and its body, still packed. */
export type Received = Pick<IncomingMessage, 'statusCode'> & Unread;

type Unread = Pick<IncomingMessage, 'headers'> & Readable;

/** Sends a GET. Nothing is followed, unpacked or sent again. */
export type Send = (
  url: URL,
  request: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<Received>;

/** A 2xx, or a 4xx that may mean that the thing asked for does not exist; its body is still to be read. */
export interface HttpAnswer {
  readonly status: number;
  /** Host and path, for errors. */
  readonly where: string;
  /** Throws `too-large` at the byte limit. */
  readonly body: AsyncIterable<Uint8Array>;
  /** The body whole and as it was sent, for who has read the same before. Instead of `body`; throws as that does. */
  readonly packed: () => Promise<PackedAnswer>;
}

/** An answer's body that has come in and is not unpacked yet. */
export interface PackedAnswer {
  readonly bytes: Uint8Array;
  /** Throws `too-large` at the byte limit. */
  readonly body: () => AsyncIterable<Uint8Array>;
}

/** One request and the reading of its body, under one time limit. Rejects with UpstreamError. */
export type Exchange = <T>(url: URL, call: UpstreamCall, read: (answer: HttpAnswer) => Promise<T>) => Promise<T>;

export const createExchange = ({
  userAgent,
  send = sendKept,
  timeout = 4000,
  maxBytes = 8 * 1024 * 1024,
  clock = Date,
  headers: more = {},
  retryAfterOf: elsewhere = () => undefined,
}: HttpOptions): Exchange => {
  const headers = { ...more, accept: 'application/json', 'accept-encoding': CODINGS, 'user-agent': userAgent };
  const retryAfterOf = (said: IncomingHttpHeaders) =>
    parseRetryAfter(said['retry-after'], clock.now()) ?? elsewhere(said);
  return async (url, call, read) => {
    const where = `${url.host}${url.pathname}`;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeout);
    const signal = AbortSignal.any([call.signal, deadline.signal]);
    try {
      // A redirect is not followed: it could lead to any host, and an API that has moved has to be noticed.
      const response = await send(url, { headers, signal });
      const { statusCode: status = 0 } = response;
      throwIfRefused(status, { where, retryAfter: () => retryAfterOf(response.headers) });
      const bounds = { where, maxBytes };
      return await read({
        status,
        where,
        body: unpackedBody(response, bounds),
        packed: () => packed(response, bounds),
      });
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      if (signal.aborted) throw new UpstreamError('timeout', `${where} did not answer in time`, { cause: error });
      throw new UpstreamError('unreachable', `${where} cannot be reached`, { cause: error });
    } finally {
      clearTimeout(timer);
      // Ends the connection where some of the body was left unread.
      deadline.abort();
    }
  };
};

interface Bounds {
  readonly where: string;
  /** Of the body as it was sent, and as it is unpacked. */
  readonly maxBytes: number;
}

const unpackedBody = (response: Unread, bounds: Bounds): AsyncIterable<Uint8Array> =>
  bounded(response, () => unpacked(response), bounds);

const packed = async (response: Unread, bounds: Bounds): Promise<PackedAnswer> => {
  const { headers } = response;
  const parts: Uint8Array[] = [];
  for await (const part of bounded(response, () => response, bounds)) parts.push(part);
  const bytes = Buffer.concat(parts);
  return { bytes, body: () => unpackedBody(Object.assign(Readable.from(bytes), { headers }), bounds) };
};

async function* bounded(
  { headers }: Unread,
  open: () => Readable,
  { where, maxBytes }: Bounds,
): AsyncGenerator<Uint8Array, void, undefined> {
  const tooLarge = () => new UpstreamError('too-large', `${where} sent more than ${maxBytes} bytes`);
  if (Number(headers['content-length']) > maxBytes) throw tooLarge();
  let size = 0;
  for await (const chunk of open() as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    yield chunk;
  }
}

interface Refusal {
  /** Names the address without its query, which may hold what a user typed. */
  readonly where: string;
  readonly retryAfter: () => number | undefined;
}

/** Throws for a status that is a failure whatever the body says. */
const throwIfRefused = (status: number, { where, retryAfter }: Refusal): void => {
  const code = refusalOf(status);
  if (code === undefined) return;
  throw new UpstreamError(code, `${where} answered ${status}`, { retryAfter: retryAfter() });
};

const refusalOf = (status: number): UpstreamErrorCode | undefined => {
  if (status === 401 || status === 403 || status === 451) return 'blocked';
  if (status === 429) return 'rate-limited';
  if (status < 200 || (status >= 300 && status < 400) || status >= 500) return 'failed';
  return undefined;
};

// A provider that asks for a day means "not soon": waiting so long would outlast its outage.
const MAX_RETRY_AFTER_MS = 60 * 60 * 1000;

/** A Retry-After header (seconds or an HTTP date) in milliseconds from `now`, at most an hour. */
export const parseRetryAfter = (header: string | undefined, now: number): number | undefined => {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS);
};
