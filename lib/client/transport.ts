import type { ClientClock } from './clock.ts';
import { createEtagStore, type EtagStoreBounds } from './etag-store.ts';
import { timedOut, unanswered, type Exchange } from './exchange.ts';
import { createFlight, type Asker, type Flight } from './flight.ts';
import { exchangeOf } from './read-exchange.ts';
import type { Fetch } from './options.ts';
import { readText } from './read-text.ts';
import { retryDelay, type RetryRules } from './retry.ts';

/** One request as it is sent. Every one of them reads: it may be sent again. */
export interface ApiRequest {
  /** From the address of the API on, with the query. */
  readonly path: string;
  /** Of a POST. */
  readonly body?: unknown;
  /** Seconds, for `Prefer: wait=`. */
  readonly wait?: number | undefined;
}

export interface Transport {
  /** Asks for a document. Callers who ask for the same at the same time share one request. */
  readonly get: (request: ApiRequest, asker: Asker) => Promise<Exchange>;
  /** Sends a request for as long as somebody waits for it. */
  readonly send: (request: ApiRequest, flight: Pick<Flight<unknown>, 'signal' | 'until'>) => Promise<Exchange>;
}

export interface TransportOptions extends RetryRules {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: string | undefined;
  readonly fetch: Fetch;
  readonly held: EtagStoreBounds;
  readonly maxBytes: number;
  readonly clock: ClientClock;
}

// A browser's own cache does not say how long it has had an answer, so its age would be wrong. Not every worker knows
// the option.
const NO_STORE: RequestInit =
  typeof Request === 'function' && 'cache' in Request.prototype ? { cache: 'no-store' } : {};

export const createTransport = (options: TransportOptions): Transport => {
  const { url, key, fetch, maxBytes, clock } = options;
  const store = createEtagStore(options.held);
  const flights = new Map<string, Flight<Exchange>>();

  const attempt = async ({ path, body, wait }: ApiRequest, signal: AbortSignal): Promise<Exchange> => {
    const isGet = body === undefined;
    const held = store.get(path);
    const headers: Record<string, string> = {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(wait !== undefined && { prefer: `wait=${wait}` }),
      ...(held && { 'if-none-match': held.etag }),
      ...(!isGet && { 'content-type': 'application/json' }),
    };
    const post = !isGet && { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(url + path, { ...NO_STORE, ...post, headers, signal });
    const isHeld = response.status === 304 && held !== undefined;
    const text = isHeld ? held.text : await readText(response, maxBytes);
    const etag = response.headers.get('etag');
    const exchange = exchangeOf(response, text, { isHeld, now: clock.now() });
    if (exchange.kind === 'document' && isGet && text !== undefined && etag !== null) store.set(path, { etag, text });
    return exchange;
  };

  const attemptSafely = (request: ApiRequest, signal: AbortSignal): Promise<Exchange> =>
    attempt(request, signal).catch((error: unknown) => unanswered('connection', `no connection (${String(error)})`));

  const send: Transport['send'] = async (request, { signal, until }) => {
    for (let sent = 0; ; sent += 1) {
      const exchange = await attemptSafely(request, signal);
      const delay = retryDelay(exchange, sent, options, clock);
      if (delay === undefined || signal.aborted || clock.now() + delay >= until()) return exchange;
      if (!(await pause(delay, signal))) return exchange;
    }
  };

  /** Whether somebody still waits after it. */
  const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, () => resolve(true));
      signal.addEventListener('abort', () => {
        cancel();
        resolve(false);
      });
    });

  const get: Transport['get'] = (request, asker) => {
    const name = `${request.wait ?? ''} ${request.path}`;
    const under = flights.get(name);
    const flight = under ?? createFlight<Exchange>(clock, () => flights.delete(name));
    const answer = flight.join(asker, () => timedOut(asker.timeout));
    if (under === undefined) {
      flights.set(name, flight);
      flight.start(send(request, flight));
    }
    return answer;
  };

  return { get, send };
};
