import { Readable } from 'node:stream';
import type { Send } from '../../lib/upstreams/http-exchange.ts';

/** Sends nothing: the answer is what `reply` gives for the request's address. */
export const sendTo =
  (reply: (url: URL, signal: AbortSignal) => Response | Promise<Response>): Send =>
  async (url, { signal }) => {
    const { status, headers, body } = await reply(url, signal);
    return Object.assign(Readable.from(body ?? []), { statusCode: status, headers: Object.fromEntries(headers) });
  };

export interface FakeSend {
  readonly send: Send;
  /** Host, path and query of every request, in order. */
  readonly asked: readonly string[];
}

/** Answers every address with what `reply` gives for it; text is sent as it is, the rest as JSON. */
export const fakeSend = (reply: (url: URL) => unknown, { status = 200 } = {}): FakeSend => {
  const asked: string[] = [];
  const send = sendTo((url) => {
    asked.push(`${url.host}${url.pathname}${url.search}`);
    const body = reply(url);
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  });
  return { send, asked };
};
