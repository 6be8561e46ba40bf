import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** pass; silent: accepted and never answered; slow: every answer comes late; garbage: every answer is nonsense. */
export type GateState = 'pass' | 'silent' | 'slow' | 'garbage';

/** A door on the way to a server, which can be shut, jammed or made to lie. */
export interface Gate {
  readonly host: string;
  readonly port: number;
  /** Milliseconds that every answer takes longer. */
  delay: number;
  state(state: GateState): void;
  /** Cuts what is connected, and refuses what comes. */
  shut(): Promise<void>;
  /** As new, on the same port. What a silent gate held back goes through now, as over a network that heals. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export interface GateOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** What a lying server says, whatever it is asked. */
  readonly garbage: string;
  /** Sees everything that is sent to the target. */
  readonly onRequest?: () => (chunk: Buffer) => void;
}

export const SLOW = 5000;
const HOST = '127.0.0.1';

export const openGate = async ({ target, garbage, onRequest }: GateOptions): Promise<Gate> => {
  const sockets = new Set<Socket>();
  let held: (() => void)[] = [];
  let current: GateState = 'pass';
  let port = 0;

  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  };

  const admit = (client: Socket): void => {
    const server = connect(target);
    const saw = onRequest?.();
    track(client);
    track(server);
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    client.on('data', (chunk) => {
      if (current === 'garbage') client.write(garbage);
      else if (current === 'silent') held.push(() => server.write(chunk));
      else server.write(chunk);
      if (current !== 'garbage') saw?.(chunk);
    });
    let due = 0;
    server.on('data', (chunk) => {
      if (current === 'silent') {
        held.push(() => client.write(chunk));
        return;
      }
      const wait = gate.delay + (current === 'slow' ? SLOW : 0);
      const now = performance.now();
      // Never before the chunk ahead of it.
      due = Math.max(due, now + wait);
      if (due <= now) client.write(chunk);
      else setTimeout(() => client.write(chunk), due - now);
    });
  };

  const listen = async (): Promise<Server> => {
    const server = createServer(admit);
    server.listen(port, HOST);
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    return server;
  };

  let door: Server | undefined = await listen();

  const gate: Gate = {
    host: HOST,
    port,
    delay: 0,
    state(state) {
      current = state;
    },
    async shut() {
      const closing = door;
      door = undefined;
      held = [];
      for (const socket of sockets) socket.destroy();
      if (closing === undefined) return;
      closing.close();
      await once(closing, 'close');
    },
    async restore() {
      current = 'pass';
      for (const release of held.splice(0)) release();
      door ??= await listen();
    },
    close: () => gate.shut(),
  };
  return gate;
};
