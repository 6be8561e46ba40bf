import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Agent, cacheStores, interceptors, request } from 'undici';
import { createRouter } from '../../infra/local/gateway/routes.ts';
import { ROUTE_KEYS } from '../../lib/http/route-keys.ts';
import type { TestApi } from './api.ts';

/** A bot with an HTTP cache. */
export interface CachingClient {
  /** The body, from the cache or not. */
  get(path: string): Promise<unknown>;
  close(): Promise<void>;
}

/** The function behind a port, and the status of every answer it has given since it was last asked. */
export interface ServedApi {
  readonly url: string;
  statuses(): readonly number[];
  close(): Promise<void>;
}

export const serveApi = async (api: TestApi): Promise<ServedApi> => {
  const router = createRouter(ROUTE_KEYS);
  const statuses: number[] = [];
  const server: Server = createServer((asked, response) => {
    const answer = async (): Promise<void> => {
      const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://localhost');
      const match = router(asked.method ?? 'GET', pathname);
      if (match.kind !== 'route') throw new Error(`No route ${pathname}`);
      const { routeKey, pathParameters } = match;
      const headers = Object.fromEntries(
        Object.entries(asked.headersDistinct).map(([name, all]) => [name, all?.join()]),
      );
      const query = Object.fromEntries(searchParams);
      const body = await text(asked);
      const reply = await api.raw({
        routeKey,
        headers,
        pathParameters,
        queryStringParameters: query,
        isBase64Encoded: false,
        ...(body !== '' && { body }),
      });
      statuses.push(reply.statusCode);
      // Node's own is remembered for a second of its timers, which a test that moves the clock does not wait for.
      response.writeHead(reply.statusCode, { ...reply.headers, date: new Date().toUTCString() });
      response.end(Buffer.from(reply.body, reply.isBase64Encoded ? 'base64' : 'utf8'));
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses: () => statuses.splice(0),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Node's own HTTP cache, which subtracts Age from max-age as RFC 9111 has it. */
export const createUndiciClient = (url: string): CachingClient => {
  const agent = new Agent();
  const dispatcher = agent.compose(
    interceptors.cache({ store: new cacheStores.MemoryCacheStore(), type: 'private', methods: ['GET'] }),
  );
  return {
    get: async (path) => (await request(url + path, { dispatcher })).body.json(),
    close: () => agent.close(),
  };
};

interface Stored {
  readonly body: unknown;
  readonly etag: string;
  readonly date: number;
  /** Milliseconds from `date`. */
  readonly lifetime: number;
}

/** Counts an answer's lifetime from Date and does not know Age, as Python's CacheControl and httplib2 do. */
export const createDateClient = (url: string): CachingClient => {
  const held = new Map<string, Stored>();
  return {
    async get(path) {
      const known = held.get(path);
      if (known !== undefined && Date.now() - known.date < known.lifetime) return known.body;
      const response = await fetch(url + path, { headers: known === undefined ? {} : { 'if-none-match': known.etag } });
      const control = response.headers.get('cache-control') ?? '';
      const secondsOf = (name: string): number => Number(new RegExp(`${name}=(\\d+)`).exec(control)?.[1] ?? 0);
      const body: unknown = response.status === 304 ? known?.body : await response.json();
      const etag = response.headers.get('etag') ?? '';
      const date = Date.parse(response.headers.get('date') ?? '');
      const lifetime = (secondsOf('max-age') + secondsOf('stale-while-revalidate')) * 1000;
      if (!control.includes('no-store')) held.set(path, { body, etag, date, lifetime });
      return body;
    },
    close: () => Promise.resolve(),
  };
};
