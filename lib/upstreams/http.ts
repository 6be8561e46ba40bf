import type { UpstreamCall, UpstreamErrorCode } from '../sports/upstream.ts';
import { UpstreamError } from '../sports/upstream.ts';
import { parseRetryAfter } from './retry-after.ts';

/** JSON under a 2xx, or under a 4xx that may say something about the thing asked for. */
export interface JsonAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Rejects with UpstreamError for every answer that is not JSON, and for those that say nothing whatever their body. */
export type GetJson = (url: URL, call: UpstreamCall) => Promise<JsonAnswer>;

export interface JsonClientOptions {
  readonly userAgent: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds for one attempt, reading the body included. */
  readonly timeout?: number;
  /** Counted after decompression. */
  readonly maxBytes?: number;
  readonly clock?: { now(): number };
}

export const createJsonClient = ({
  userAgent,
  fetch = globalThis.fetch,
  timeout = 4000,
  maxBytes = 8 * 1024 * 1024,
  clock = Date,
}: JsonClientOptions): GetJson => {
  const headers = { accept: 'application/json', 'user-agent': userAgent };
  return async (url, call) => {
    const where = `${url.host}${url.pathname}`;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeout);
    const signal = AbortSignal.any([call.signal, deadline.signal]);
    try {
      // A redirect is not followed: it could lead anywhere, and a moved API is news to us, not a detail.
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      await refuse(response, where, clock.now());
      const text = await readText(response, where, maxBytes);
      return { status: response.status, json: parseJson(text, response, where) };
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      if (signal.aborted) throw new UpstreamError('timeout', `${where} did not answer in time`, { cause: error });
      throw new UpstreamError('unreachable', `${where} cannot be reached`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };
};

const refuse = async ({ status, headers, body }: Response, where: string, now: number): Promise<void> => {
  const code = refusalOf(status);
  if (code === undefined) return;
  const retryAfter = parseRetryAfter(headers.get('retry-after'), now);
  // Frees the connection; that the rest cannot be read does not matter any more.
  await body?.cancel().catch(() => undefined);
  throw new UpstreamError(code, `${where} answered ${status}`, { retryAfter });
};

const refusalOf = (status: number): UpstreamErrorCode | undefined => {
  if (status === 401 || status === 403 || status === 451) return 'blocked';
  if (status === 429) return 'rate-limited';
  // 0 is how some fetches show a redirect they did not follow.
  if (status < 200 || (status >= 300 && status < 400) || status >= 500) return 'failed';
  return undefined;
};

const readText = async ({ headers, body }: Response, where: string, maxBytes: number): Promise<string> => {
  const tooLarge = () => new UpstreamError('too-large', `${where} sent more than ${maxBytes} bytes`);
  if (Number(headers.get('content-length')) > maxBytes) {
    await body?.cancel().catch(() => undefined);
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = body ?? [];
  // Leaving the loop cancels the stream.
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks, size));
};

const parseJson = (text: string, { ok, status }: Response, where: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No cause: a syntax error quotes the body.
    throw new UpstreamError(ok ? 'malformed' : 'failed', `${where} answered ${status} without JSON`);
  }
};
