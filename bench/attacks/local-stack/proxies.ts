import { once } from 'node:events';
import { createServer as createHttpServer, request } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** In front of a DynamoDB: counts one operation and answers it itself, for an embedded one that does not know it. */
export const startTargetProxy = async (
  target: string,
  operation: string,
): Promise<{ readonly url: string; seen(): number; close(): Promise<void> }> => {
  let seen = 0;
  const server = createHttpServer((incoming, response) => {
    const { method, url, headers } = incoming;
    if (String(headers['x-amz-target']).endsWith(`.${operation}`)) {
      seen += 1;
      incoming.resume();
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
      return;
    }
    const outgoing = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.once('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    seen: () => seen,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** In front of a Redis: what it answers arrives late. */
export const startLateServer = async (
  target: string,
): Promise<{ readonly url: string; delay(ms: number): void; written(): number; close(): Promise<void> }> => {
  const { hostname, port: behind } = new URL(target);
  let delay = 0;
  let written = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const redis = connect(Number(behind), hostname);
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        redis.destroy();
      });
    }
    client.on('data', (chunk) => {
      written += 1;
      redis.write(chunk);
    });
    redis.on('data', (chunk) => {
      setTimeout(() => client.writable && client.write(chunk), delay);
    });
  });
  const port = await listen(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    delay: (ms) => void (delay = ms),
    written: () => written,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};
