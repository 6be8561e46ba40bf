import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What becomes of a request on its way. */
export type ProxyFault =
  'none' | 'refused' | 'silent' | 'garbage' | 'not-json' | 'error500' | 'throttled' | 'gateway429' | 'slow';

/** Stands in front of a neighbour's HTTP address and spoils the conversation. */
export interface FaultProxy {
  readonly url: string;
  /** `share`: of the requests, by a chance that is the same in each run; default: all of them. */
  set(fault: ProxyFault, share?: number): void;
  /** Requests that arrived here so far. */
  requests(): number;
  /** Of those, the ones that were refused as throttled. */
  throttled(): number;
  /** Of those, the ones that have not been answered yet. */
  unanswered(): number;
  close(): Promise<void>;
}

// Longer than anybody waits.
const SLOW_MS = 5000;

const THROTTLED = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message: 'The level of configured provisioned throughput for the table was exceeded',
});

export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
  let fault: ProxyFault = 'none';
  let share = 1;
  let seed = 1;
  // Park and Miller's: the quality of the chance does not matter here.
  const isHit = (): boolean => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647 < share;
  let requests = 0;
  let unanswered = 0;
  let throttled = 0;
  const sockets = new Set<Socket>();

  const forward = (incoming: IncomingMessage, response: ServerResponse): void => {
    const { method, url, headers } = incoming;
    const outgoing = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.once('error', () => response.destroy());
    incoming.pipe(outgoing);
  };

  const serve = (incoming: IncomingMessage, response: ServerResponse): void => {
    requests += 1;
    unanswered += 1;
    response.once('close', () => (unanswered -= 1));
    switch (share === 1 || isHit() ? fault : 'none') {
      case 'none':
        forward(incoming, response);
        return;
      case 'refused':
        incoming.socket.destroy();
        return;
      case 'silent':
        incoming.resume();
        return;
      case 'garbage':
        response.end('{"result":["not what",{"you":"asked for"}]}');
        return;
      case 'not-json':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Access Denied</html>');
        return;
      case 'error500':
        response.writeHead(500).end('{"error":"ERR internal"}');
        return;
      case 'throttled':
        throttled += 1;
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(THROTTLED);
        return;
      case 'gateway429':
        // As API Gateway says it.
        response.writeHead(429, { 'content-type': 'application/json' }).end('{"message":"Too Many Requests"}');
        return;
      case 'slow':
        setTimeout(() => forward(incoming, response), SLOW_MS).unref();
    }
  };

  const server = createServer(serve);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    set(next, ofRequests = 1) {
      fault = next;
      share = ofRequests;
    },
    requests: () => requests,
    throttled: () => throttled,
    unanswered: () => unanswered,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
