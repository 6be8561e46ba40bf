import { randomBytes } from 'node:crypto';
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse,
} from '@modelcontextprotocol/server';
import { createStatlineClient, type Fetch } from '../../lib/client/index.ts';
import { presentedKey } from '../../lib/http/api-keys.ts';
import type { CorsOrigins } from '../../lib/http/cors.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { createStatlineMcp } from '../../lib/mcp/index.ts';
import { currentTrace, parseTraceparent } from '../../lib/telemetry/trace.ts';
import { addressOf, bodyOf, isLoopback, replyOf, requestOf, type McpEvent } from './event.ts';
import { openReply } from './open.ts';

export interface McpOptions {
  readonly version: string;
  readonly corsOrigins: CorsOrigins;
  /** Where the API is; undefined: at the address that the request came to. */
  readonly apiUrl?: string | undefined;
  /** What asks the API. */
  readonly fetch: Fetch;
  readonly onError: (error: Error) => void;
}

/** Milliseconds. A tool asks twice in a row at the most, and API Gateway waits 30 seconds. */
const QUESTION_TIMEOUT_MS = 12_000;
/** Calls name a few players. */
const MAX_BODY_BYTES = 64_000;

/**
 * Answers one event of API Gateway as an MCP server: a new one for each request, so that any environment answers any. The
 * tools ask the API over HTTP: its memory tier stays one, and the caller's key pays.
 *
 * @example middy().use(answerProblems({ onUnexpected })).handler(createMcp({ version: VERSION, corsOrigins, fetch, onError }))
 */
export const createMcp = ({
  version,
  corsOrigins,
  apiUrl,
  fetch,
  onError,
}: McpOptions): ((event: McpEvent) => Promise<Reply>) => {
  const clientFor = (event: McpEvent) => {
    const id = event.requestContext?.requestId;
    const trace = nextTraceparent(event.headers.traceparent);
    return createStatlineClient({
      url: apiUrl ?? addressOf(event),
      key: keyOf(event),
      timeout: QUESTION_TIMEOUT_MS,
      retries: 1,
      // For one request.
      heldAnswers: 0,
      fetch: (url, init = {}) => {
        const headers = new Headers(init.headers);
        if (id !== undefined) headers.set('x-request-id', id);
        if (trace !== undefined) headers.set('traceparent', trace);
        return fetch(url, { ...init, headers });
      },
    });
  };

  return async (event) => {
    const open = openReply(event, corsOrigins);
    if (open !== undefined) return open;
    const request = requestOf(event);
    const refused = refusedHere(event, request, corsOrigins) ?? refusedBatch(event);
    if (refused !== undefined) return replyOf(refused);
    const handler = createMcpHandler(createStatlineMcp({ client: clientFor(event), version }), {
      onerror: onError,
      // A stream that stays open would hold the invocation until its end.
      maxSubscriptions: 0,
      maxRequestBodySize: MAX_BODY_BYTES,
    });
    return replyOf(await handler.fetch(request));
  };
};

// W3C: 8 bytes that are not all zeros, which chance does not make them.
const SPAN_BYTES = 8;

/** The trace goes on with this function as its parent: that of the caller, else X-Ray's. Undefined: there is none. */
const nextTraceparent = (received: string | undefined): string | undefined => {
  const traceId = currentTrace()?.traceId;
  const { flags = '00' } = parseTraceparent(received) ?? {};
  return traceId === undefined
    ? undefined
    : `00-${traceId}-${randomBytes(SPAN_BYTES).toString('hex')}-0${Number.parseInt(flags, 16) & 1}`;
};

/** Where nobody has keys, callers send what they like. */
const keyOf = ({ headers }: McpEvent): string | undefined => {
  const key = presentedKey(headers);
  return key !== undefined && /^[\x21-\x7e]+$/.test(key) ? key : undefined;
};

/** On this machine a page of any site could ask, by a name that leads here (DNS rebinding): nobody may need a key. */
const refusedHere = (event: McpEvent, request: Request, origins: CorsOrigins): Response | undefined => {
  if (!isLoopback(event.requestContext?.domainName ?? '')) return undefined;
  const { origin } = event.headers;
  const isAllowed = origin !== undefined && (origins.includes('*') || origins.includes(origin));
  return (
    hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
    (isAllowed ? undefined : originValidationResponse(request, localhostAllowedOrigins()))
  );
};

/** The protocol has had no batches since 2025-06-18, and one of hundreds of calls would be asked all at once. */
const refusedBatch = (event: McpEvent): Response | undefined => {
  if (!/^\s*\[/.test(bodyOf(event))) return undefined;
  const error = { code: -32600, message: 'Batches are not taken: send one message a request' };
  return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 400 });
};
