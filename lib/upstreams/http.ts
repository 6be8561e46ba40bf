import { type UpstreamCall, UpstreamError } from '../sports/upstream/index.ts';
import type { HttpAnswer, HttpOptions } from './http-exchange.ts';
import { createExchange } from './http-exchange.ts';

export type JsonClientOptions = HttpOptions;

/** JSON of a 2xx, or of a 4xx that may mean that the thing asked for does not exist. */
export interface JsonAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Rejects with UpstreamError for an answer that is not JSON, a refusal, and a 5xx. */
export type GetJson = (url: URL, call: UpstreamCall) => Promise<JsonAnswer>;

export const createJsonClient = (options: JsonClientOptions): GetJson => {
  const exchange = createExchange(options);
  return (url, call) => exchange(url, call, readJson);
};

export const isOk = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;

/** The whole body at once: for documents of a few megabytes at most. */
export const readJson = async ({ status, where, body }: HttpAnswer): Promise<JsonAnswer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  try {
    return { status, json: JSON.parse(text) as unknown };
  } catch {
    // No cause: a syntax error quotes the body.
    const code = isOk({ status }) ? 'malformed' : 'failed';
    throw new UpstreamError(code, `${where} answered ${status} without JSON`, { status });
  }
};
