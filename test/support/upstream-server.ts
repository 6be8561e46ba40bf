import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects are sent as JSON, text and bytes as they are. */
  readonly body?: unknown;
  /** `hang`: nothing is ever sent. `stall`: the headers and the body's first half only. `reset`: the same, then cut. */
  readonly fault?: 'hang' | 'stall' | 'reset';
}

export interface UpstreamServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** How often it was connected to. */
  connections(): number;
  /** Replaces the script; until it is called everything answers 404 without a body. */
  reply(script: (request: SeenRequest) => Reply): void;
}

/** A provider on 127.0.0.1 that answers what it is told. */
export const startUpstreamServer = async (): Promise<UpstreamServer> => {
  const requests: SeenRequest[] = [];
  let connections = 0;
  let script: (request: SeenRequest) => Reply = () => ({ status: 404 });
  const server = createServer((request, response) => {
    const seen = { path: request.url ?? '', headers: request.headers };
    requests.push(seen);
    send(response, script(seen));
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () => connections,
    reply(next) {
      script = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** An address that refuses connections: a server was there and is gone. */
export const closedUrl = async (): Promise<string> => {
  await using server = await startUpstreamServer();
  return server.url;
};

const send = (response: ServerResponse, { status = 200, headers = {}, body = '', fault }: Reply): void => {
  if (fault === 'hang') return;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  // Chunked unless the script says otherwise: a length would give the size away before the body does.
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  if (fault === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, bytes.length / 2), () => fault === 'reset' && response.destroy());
};
