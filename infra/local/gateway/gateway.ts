import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { announcesMoreThan, readBody, TOO_LARGE } from '../bounded-body.ts';
import { answerUnreadable, send } from './connection.ts';
import { createRequestId, ENVIRONMENT_HEADER, httpApiEvent, parseTarget } from './event.ts';
import { answerOf, gatewayTimeout } from './invocation.ts';
import { LOOPBACK } from './loopback.ts';
import { problem } from './problem.ts';
import type { HttpResponse } from './response.ts';
import { createRouter } from './routes.ts';
import type { InvokeOptions } from '../runtime/function.ts';
import type { InvokeResult } from '../runtime/outcome.ts';

// API Gateway's own limits.
const MAX_HEADER_BYTES = 10_240;
const INTEGRATION_TIMEOUT_MS = 30_000;

export type Invoke = (event: unknown, options: InvokeOptions) => Promise<InvokeResult>;

export interface GatewayOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly host?: string;
  /** By route key, the function that answers it. */
  readonly routes: ReadonlyMap<string, Invoke>;
  /** One line per request. */
  readonly log?: (line: string) => void;
  /** Bytes. */
  readonly maxBody?: number;
  readonly maxConcurrent?: number;
  /** Milliseconds that a client waits, including the wait for an environment. */
  readonly timeout?: number;
  /** The clock for the time in events. */
  readonly clock?: { now(): number };
}

export interface Gateway {
  /** For this machine. */
  readonly url: string;
  close(): Promise<void>;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
}

/** API Gateway's HTTP API in front of functions: HTTP becomes an event, and the function's answer becomes HTTP. */
export const startGateway = async ({
  port,
  host = LOOPBACK,
  routes,
  log = () => undefined,
  maxBody = 6 * 1024 * 1024,
  maxConcurrent = 1000,
  timeout = INTEGRATION_TIMEOUT_MS,
  clock = Date,
}: GatewayOptions): Promise<Gateway> => {
  const router = createRouter([...routes.keys()]);
  let concurrent = 0;

  const answer = async ({ request, response, requestId }: Exchange): Promise<HttpResponse> => {
    if (concurrent > maxConcurrent) return tooManyRequests;
    const method = request.method ?? 'GET';
    const target = parseTarget(request.url ?? '/');
    const match = router(method, target.path);
    if (match.kind === 'malformed') return malformedPath;
    const invoke = match.kind === 'route' ? routes.get(match.routeKey) : undefined;
    if (match.kind === 'not-found' || invoke === undefined) {
      return problem({ status: 404, code: 'route-not-found', detail: `There is no route ${method} ${target.path}` });
    }
    const body = await readBody(request, maxBody);
    if (body === TOO_LARGE) {
      const detail = `The body may have ${maxBody} bytes`;
      return problem({ status: 413, code: 'body-too-large', detail, field: 'body' });
    }
    const { routeKey, pathParameters } = match;
    const event = httpApiEvent({ request, target, routeKey, pathParameters, body, requestId, now: clock.now() });
    const wanted = request.headers[ENVIRONMENT_HEADER];
    const result = await within(timeout, invoke(event, wanted === undefined ? {} : { environment: Number(wanted) }));
    if (result === undefined) return gatewayTimeout();
    if (result.kind !== 'refused') response.setHeader(ENVIRONMENT_HEADER, result.environment);
    return answerOf(result);
  };

  const exchange = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now();
    const requestId = createRequestId();
    concurrent += 1;
    try {
      response.setHeader('apigw-requestid', requestId);
      const answered = await answer({ request, response, requestId });
      send(request, response, answered);
      log(`${request.method ?? ''} ${request.url ?? ''} ${answered.status} ${trail(response, started)}`);
    } catch (error) {
      log(`${request.method ?? ''} ${request.url ?? ''} failed: ${error instanceof Error ? error.message : 'unknown'}`);
      send(request, response, problem({ status: 500, code: 'internal-error', detail: 'Internal Server Error' }));
    } finally {
      concurrent -= 1;
    }
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => void exchange(request, response);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: 30_000 }, onRequest);
  // Longer than clients keep an idle connection: the client closes it, and no request meets one that is being closed.
  server.keepAliveTimeout = 65_000;
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // `Expect: 100-continue`: refuse before the client sends the body.
    if (announcesMoreThan(request, maxBody)) response.setHeader('connection', 'close');
    else response.writeContinue();
    onRequest(request, response);
  });
  answerUnreadable(server);
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: urlOf(host, (server.address() as AddressInfo).port),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Where this machine itself reaches it: what listens on all addresses listens on the loopback, too. */
const urlOf = (host: string, port: number): string => {
  const here = host === '0.0.0.0' || host === '::' ? LOOPBACK : host;
  return `http://${here.includes(':') ? `[${here}]` : here}:${port}`;
};

const tooManyRequests = problem({
  status: 429,
  code: 'too-many-requests',
  detail: 'The gateway is answering as many requests as it can',
  retryAfterSeconds: 1,
});

const malformedPath = problem({
  status: 400,
  code: 'malformed-path',
  detail: 'The path has a percent sign that encodes nothing',
});

const trail = (response: ServerResponse, started: number): string => {
  const environment = response.getHeader(ENVIRONMENT_HEADER);
  const by = environment === undefined ? '' : `, environment ${String(environment)}`;
  return `in ${Math.round(performance.now() - started)} ms${by}`;
};

/** Undefined: the time ran out first. */
const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> => {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
