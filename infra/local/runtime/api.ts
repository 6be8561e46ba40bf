import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { CLOCK_HEADER } from '../bootstrap/runtime-client.ts';
import { readBody, TOO_LARGE } from '../bounded-body.ts';
import { parseFunctionError, type FunctionError } from './outcome.ts';

/** Lambda's bound on a response payload. */
const MAX_RESPONSE_BYTES = 6_291_556;

export interface Delivery {
  readonly requestId: string;
  readonly event: string;
  /** Epoch milliseconds. */
  readonly deadline: number;
}

export type Reply =
  { readonly kind: 'response'; readonly payload: string } | { readonly kind: 'failed'; readonly error: FunctionError };

export interface RuntimeApi {
  /** What AWS_LAMBDA_RUNTIME_API holds: host and port. */
  readonly address: string;
  /** Gives the runtime an invocation as soon as it asks; one at a time. Stays pending if the runtime dies. */
  deliver(delivery: Delivery): Promise<Reply>;
  close(): void;
}

export interface RuntimeApiOptions {
  readonly functionArn: string;
  /** The runtime waits for an invocation and none is there. The first call means that it is initialised. */
  readonly onIdle: () => void;
  readonly onInitError: (error: FunctionError) => void;
  /** Told to the runtime with every invocation; undefined: the time is this machine's. */
  readonly clock?: { offset(): number } | undefined;
}

const ROUTE = /^\/2018-06-01\/runtime\/(?:invocation\/(next)|invocation\/([\w-]+)\/(response|error)|(init)\/error)$/;

/** The Lambda Runtime API for one execution environment. */
export const startRuntimeApi = async ({
  functionArn,
  onIdle,
  onInitError,
  clock,
}: RuntimeApiOptions): Promise<RuntimeApi> => {
  let waiting: ServerResponse | undefined;
  let current: { readonly delivery: Delivery; sent: boolean; readonly settle: (reply: Reply) => void } | undefined;

  const pass = (): void => {
    if (waiting === undefined || current === undefined || current.sent) return;
    current.sent = true;
    const { requestId, event, deadline } = current.delivery;
    waiting.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-deadline-ms': String(deadline),
      'lambda-runtime-invoked-function-arn': functionArn,
      'lambda-runtime-trace-id': traceId(),
      ...(clock && { [CLOCK_HEADER]: String(clock.offset()) }),
    });
    waiting.end(event);
    waiting = undefined;
  };

  const next = (response: ServerResponse): void => {
    if (waiting !== undefined || current?.sent === true) {
      refuse(response, 403, 'InvalidStateTransition', 'An invocation is still open');
      return;
    }
    waiting = response;
    response.once('close', () => {
      if (waiting === response) waiting = undefined;
    });
    if (current === undefined) onIdle();
    else pass();
  };

  const settle = async (request: IncomingMessage, response: ServerResponse, id: string, verb: string) => {
    const open = current;
    if (open?.delivery.requestId !== id) {
      refuse(response, 400, 'InvalidRequestID', `No open invocation ${id}`);
      return;
    }
    const body = await readBody(request, MAX_RESPONSE_BYTES);
    // It may have timed out while it was answering.
    if (current !== open) return;
    current = undefined;
    if (body === TOO_LARGE) {
      open.settle({ kind: 'failed', error: tooLarge });
      request.resume();
      refuse(response, 413, 'RequestEntityTooLarge', tooLarge.errorMessage);
      return;
    }
    const text = body.toString('utf8');
    accept(response);
    open.settle(
      verb === 'response' ? { kind: 'response', payload: text } : { kind: 'failed', error: parseFunctionError(text) },
    );
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, isNext, id, verb, isInit] = ROUTE.exec(request.url ?? '') ?? [];
    if (request.method === 'GET' && isNext !== undefined) {
      next(response);
    } else if (request.method === 'POST' && id !== undefined && verb !== undefined) {
      await settle(request, response, id, verb);
    } else if (request.method === 'POST' && isInit !== undefined) {
      const body = await readBody(request, MAX_RESPONSE_BYTES);
      accept(response);
      onInitError(parseFunctionError(body === TOO_LARGE ? '' : body.toString('utf8')));
    } else {
      refuse(response, 404, 'InvalidRequest', 'No such operation');
    }
  };

  // Only a runtime that dies while it speaks ends here, and its death is reported by who started it.
  const server = createServer((request, response) => void route(request, response).catch(() => request.destroy()));
  // Between two invocations the connection is silent for as long as the handler runs.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliver: (delivery) =>
      new Promise((resolve) => {
        current = { delivery, sent: false, settle: resolve };
        pass();
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const tooLarge: FunctionError = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
};

const accept = (response: ServerResponse): void => {
  response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
};

const refuse = (response: ServerResponse, status: number, errorType: string, errorMessage: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ errorType, errorMessage }));
};

const traceId = (): string => {
  const time = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${time}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
};
