import type { Agent, ClientRequest, IncomingMessage, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import { IDLE_LIMIT_MS, watchIdle, type CloseIdle } from './connections.ts';

export interface Outgoing {
  /** Default: `GET`. */
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly headers?: OutgoingHttpHeaders;
  readonly signal?: AbortSignal;
}

interface Client {
  readonly request: (url: URL, options: RequestOptions) => ClientRequest;
  readonly agent: Agent;
  readonly closeIdle: CloseIdle;
}

// Asked of the process instead of imported: an import of node:http reads all that it exports, and one of those loads the
// whole of `fetch`, which takes 35 ms of CPU. And what speaks http alone needs no TLS.
const moduleOf = {
  'http:': () => process.getBuiltinModule('node:http'),
  'https:': () => process.getBuiltinModule('node:https'),
} as const;

const clients = new Map<string, Client>();

const clientOf = (protocol: string): Client => {
  const known = clients.get(protocol);
  if (known !== undefined) return known;
  if (protocol !== 'http:' && protocol !== 'https:') throw new TypeError(`${protocol} is neither http: nor https:`);
  const { Agent, request } = moduleOf[protocol]();
  const agent = new Agent({ keepAlive: true, timeout: IDLE_LIMIT_MS });
  const client = { request, agent, closeIdle: watchIdle(agent) };
  clients.set(protocol, client);
  return client;
};

/**
 * Begins a request over a connection that is kept for the next one. Nothing is followed, unpacked or sent again; it is
 * the caller's to end it, and to read or destroy its answer.
 */
export const open = (url: URL, { method = 'GET', headers = {}, signal }: Outgoing = {}): ClientRequest => {
  const { request, agent, closeIdle } = clientOf(url.protocol);
  closeIdle();
  return request(url, { agent, method, headers, ...(signal && { signal }) });
};

/** Sends a request without a body. Resolves with the answer's head; rejects where there is none. */
export const send = (url: URL, outgoing: Outgoing): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    open(url, outgoing).on('response', resolve).on('error', reject).end();
  });
