import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request that went through, or was held back. */
export interface TappedRequest {
  /** What AWS's protocols call the operation: `BatchGetItem`; empty for others. */
  readonly operation: string;
  readonly body: string;
  /** When it arrived, by `performance.now()`. */
  readonly at: number;
  /** When the client had its answer or gave up; undefined: it still waits. */
  readonly ended: number | undefined;
}

/** `pass`: on to the neighbour. `silent`: never answered. `refuse`: answered with a 500. */
export type TapRule = (request: TappedRequest) => 'pass' | 'silent' | 'refuse' | Promise<'pass'>;

/** Stands in front of a neighbour's HTTP address and writes down what it is asked. */
export interface Tap extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly TappedRequest[];
  rule(next: TapRule): void;
}

const OF_THE_CONNECTION = new Set(['host', 'content-length', 'connection']);

export const startTap = async (target: string): Promise<Tap> => {
  const requests: TappedRequest[] = [];
  const sockets = new Set<Socket>();
  let rule: TapRule = () => 'pass';

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const operation = String(incoming.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    const seen = { operation, body: body.toString('utf8'), at: performance.now(), ended: undefined };
    const request: TappedRequest & { ended: number | undefined } = seen;
    requests.push(request);
    response.once('close', () => (request.ended = performance.now()));
    const fate = await rule(request);
    if (fate === 'silent') return;
    if (fate === 'refuse') {
      response.writeHead(500).end('{"error":"ERR out of order"}');
      return;
    }
    const headers = Object.entries(incoming.headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
    const answer = await fetch(new URL(incoming.url ?? '/', target), {
      method: incoming.method ?? 'GET',
      headers: Object.fromEntries(headers) as Record<string, string>,
      ...(body.length > 0 && { body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!response.destroyed) response.writeHead(answer.status, { 'content-type': 'application/json' }).end(bytes);
  };

  const server = createServer((incoming, response) => void serve(incoming, response).catch(() => response.destroy()));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    rule(next) {
      rule = next;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
