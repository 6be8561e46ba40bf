import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface SocketServer {
  readonly url: string;
  connections(): number;
  close(): Promise<void>;
}

/** Listens on this machine and does with each connection what it is told: nothing, for a server that is silent. */
export const startSocketServer = async (
  onConnection: (socket: Socket) => void = () => undefined,
): Promise<SocketServer> => {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.resume();
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

/** An address where nothing listens: it did until now. */
export const deadUrl = async (): Promise<string> => {
  const server = await startSocketServer();
  await server.close();
  return server.url;
};
