import type { IncomingHttpHeaders } from 'node:http';
import type { UpstreamCall } from '../../sports/upstream/index.ts';
import { createJsonClient, type JsonAnswer, type JsonClientOptions } from '../http.ts';
import { parseRetryAfter } from '../http-exchange.ts';
import { sendGuarded } from '../send-guarded.ts';
import type { ShownOrigins } from '../shapes/address.ts';

export interface RapidApiClientOptions extends Omit<JsonClientOptions, 'headers' | 'retryAfterOf'> {
  /** The provider's address, without a path. */
  readonly url: string;
  /** A secret: sent in a header, and part of nothing else. */
  readonly key: string;
  /** Awaited before every request, because every request is paid for. When it rejects, no request is sent. */
  readonly admit?: () => Promise<void>;
}

/** Asks one of the provider's paths. */
export type GetFromRapidApi = (
  path: string,
  query: Readonly<Record<string, string>>,
  call: UpstreamCall,
) => Promise<JsonAnswer>;

/** The provider at its address. */
export interface RapidApiHost {
  readonly get: GetFromRapidApi;
  /** Where the addresses in its answers may lead. */
  readonly shown: ShownOrigins;
}

export const createRapidApiClient = ({
  url: address,
  key,
  admit = () => Promise.resolve(),
  ...client
}: RapidApiClientOptions): GetFromRapidApi => {
  // Node refuses a character that no header may have, and its error would quote the key.
  if (!/^[\x21-\x7e]+$/.test(key)) throw new TypeError('The RapidAPI key must be printable ASCII without spaces');
  const base = address.replace(/\/+$/, '');
  const get = createJsonClient({
    ...client,
    headers: { 'x-rapidapi-key': key, 'x-rapidapi-host': new URL(base).host },
    retryAfterOf,
  });
  return (path, query, call) => {
    const url = new URL(`${base}/${path}`);
    url.search = new URLSearchParams(query).toString();
    const document = `${path}${url.search}`;
    return sendGuarded(call, { host: 'rapidapi', document, charge: admit }, () => get(url, call));
  };
};

/** Seconds until a spent quota begins again. The gateway also sends the header while the quota is not spent. */
const retryAfterOf = (headers: IncomingHttpHeaders): number | undefined => {
  const said = (name: string): string => String(headers[`x-ratelimit-requests-${name}`] ?? '').trim();
  const reset = said('reset');
  const isSpent = said('remaining') === '0';
  return isSpent && /^\d+$/.test(reset) ? parseRetryAfter(reset, 0) : undefined;
};
